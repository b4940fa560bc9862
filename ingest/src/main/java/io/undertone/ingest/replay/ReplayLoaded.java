// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader has read its files.
 *
 * @param firstEventTime of what it will emit next; {@code Long.MAX_VALUE} when there is nothing
 * @param latestEventTime of its files; {@code Long.MIN_VALUE} when there is nothing
 */
record ReplayLoaded(long firstEventTime, long latestEventTime) implements SourceEvent {}
