// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * All readers have read their files: those that wait for each other begin.
 *
 * @param eventTime event time that is emitted at {@code wallTime}; milliseconds since 1970
 * @param wallTime wall clock, milliseconds since 1970
 */
record ReplayStart(long eventTime, long wallTime) implements SourceEvent {

  /** Wall clock at which an event is due when event time runs {@code speed} times as fast. */
  long due(long time, double speed) {
    return wallTime + (long) ((time - eventTime) / speed);
  }
}
