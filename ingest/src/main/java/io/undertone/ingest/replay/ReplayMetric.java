// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.util.Locale;

/** The gauges of a replay, one value per reader. */
public enum ReplayMetric {
  /** Bytes of the files, compressed where they are. */
  BYTES_TOTAL,
  /** Bytes of the files read so far. */
  BYTES_READ,
  /** Records met so far, dead letters included; all of them once the files have been read. */
  RECORDS_TOTAL,
  /** Records emitted so far, dead letters included. */
  RECORDS_EMITTED,
  /** Event time of the last record, milliseconds since 1970; 0 before the first. */
  EVENT_TIME,
  /** Fields that are not part of the format and were ignored. */
  UNKNOWN_FIELDS;

  /** Name in Flink, such as {@code replay_records_total}. */
  public String key() {
    return "replay_" + name().toLowerCase(Locale.ROOT);
  }
}
