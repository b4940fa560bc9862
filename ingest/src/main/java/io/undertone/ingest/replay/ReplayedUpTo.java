// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

/** Tells how far in event time the files of a replay reach. */
public interface ReplayedUpTo {
  /**
   * Event time of the newest record of all files, in milliseconds since 1970; {@code
   * Long.MIN_VALUE} when there is none, or before the readers have read their files.
   */
  long latestEventTime();
}
