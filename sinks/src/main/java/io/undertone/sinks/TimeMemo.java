// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times as they were last written or read: the rows of a period share its bounds. One entry a slot,
 * the newest; entries are immutable, so that threads may meet in a slot.
 */
final class TimeMemo {
  static final TimeMemo TIMES = new TimeMemo();
  static final TimeMemo DATES = new TimeMemo();
  static final TimeMemo PARSED = new TimeMemo();

  private static final int SLOTS = 1024;

  private record Entry(TimeFormat format, Instant time, String text) {}

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  String text(TimeFormat format, Instant time, BiFunction<TimeFormat, Instant, String> write) {
    int slot = slot(time.hashCode());
    Entry entry = entries[slot];
    if (entry != null && entry.time.equals(time) && entry.format.equals(format)) {
      return entry.text;
    }
    String text = write.apply(format, time);
    entries[slot] = new Entry(format, time, text);
    return text;
  }

  Instant instant(TimeFormat format, String text, BiFunction<TimeFormat, String, Instant> read) {
    int slot = slot(text.hashCode());
    Entry entry = entries[slot];
    if (entry != null && entry.text.equals(text) && entry.format.equals(format)) {
      return entry.time;
    }
    Instant time = read.apply(format, text);
    entries[slot] = new Entry(format, time, text);
    return time;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (SLOTS - 1);
  }
}
