// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.util.List;

/** The files that no reader has been given yet. */
record ReplayCheckpoint(List<ReplaySplit> pending) {}
