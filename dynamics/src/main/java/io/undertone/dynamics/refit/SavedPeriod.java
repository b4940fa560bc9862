// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.state.Codec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Periods among the values of a state. */
final class SavedPeriod {
  private SavedPeriod() {}

  /**
   * Writes a period and returns it, or returns the one read.
   *
   * @param period null when reading
   */
  static Period of(Codec codec, @Nullable Period period) {
    long start = codec.value(period == null ? 0L : period.start().toEpochMilli());
    long end = codec.value(period == null ? 0L : period.end().toEpochMilli());
    return period == null
        ? new Period(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end))
        : period;
  }

  /** The same where there may be none. */
  static @Nullable Period orNone(Codec codec, @Nullable Period period) {
    return codec.value(period != null) ? of(codec, period) : null;
  }
}
