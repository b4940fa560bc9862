// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

/** Every metric of the database sinks, by the name under which Flink reports it. */
public enum SinkMetric {
  /** Rows handed to the database, a count. */
  ROWS_WRITTEN("rowsWritten"),
  /** Transactions tried again after a lost connection or a conflict, a count. */
  RETRIES("retries"),
  /** Wall time of the last transaction, retries included, milliseconds. */
  BATCH_MILLIS("batchMillis");

  private final String title;

  SinkMetric(String title) {
    this.title = title;
  }

  /** Name in Flink's metric system. */
  public String title() {
    return title;
  }
}
