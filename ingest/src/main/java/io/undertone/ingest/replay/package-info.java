// SPDX-License-Identifier: GPL-3.0-or-later
/** A bounded Flink source that replays files in the order of event time. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest.replay;
