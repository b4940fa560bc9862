// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

/** What reached the operator behind the source. */
public record Seen(String id, long time, long watermark, int subtask) {}
