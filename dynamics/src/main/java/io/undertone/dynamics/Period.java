// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import io.undertone.dynamics.state.Codec;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A half-open span of event time.
 *
 * @param start first instant
 * @param end first instant after it; later than {@code start}
 */
public record Period(Instant start, Instant end) implements Comparable<Period>, Serializable {
  public Period {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "A period must end after it starts; it was given " + start + " to " + end + ".");
    }
  }

  /** Share of the period that has passed at this instant, cut to [0,1]. */
  public double elapsed(Instant now) {
    double millis = now.toEpochMilli() - start.toEpochMilli();
    return Math.min(1, Math.max(0, millis / (end.toEpochMilli() - start.toEpochMilli())));
  }

  /**
   * Writes a period among the values of a state and returns it, or returns the one read.
   *
   * @param period null when reading
   */
  public static Period transfer(Codec codec, @Nullable Period period) {
    long start = codec.value(period == null ? 0L : period.start.toEpochMilli());
    long end = codec.value(period == null ? 0L : period.end.toEpochMilli());
    return period == null
        ? new Period(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end))
        : period;
  }

  /** The same where there may be none. */
  public static @Nullable Period transferOrNone(Codec codec, @Nullable Period period) {
    return codec.value(period != null) ? transfer(codec, period) : null;
  }

  /** By start, then by end. */
  @Override
  public int compareTo(Period other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }

  @Override
  public String toString() {
    return start + "/" + end;
  }
}
