// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.util.List;

/**
 * State of the enumerator.
 *
 * @param pending files that no reader has been given yet
 * @param latestEventTime of all files, as far as readers have told it; else {@code Long.MIN_VALUE}
 */
record ReplayCheckpoint(List<ReplaySplit> pending, long latestEventTime) {}
