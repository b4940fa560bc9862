// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a period closes, is revised and is forgotten, all in event time (epoch milliseconds).
 *
 * <p>A timer at t fires once the watermark has reached t; the watermark t says that no record at or
 * before t is to come.
 *
 * <p>Nearly all records ask for the same period as the one before, which is kept: the calendar of a
 * zone costs more than all else that is asked here.
 */
public final class Deadlines implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Parts of equal length in which a period is tallied. */
  static final int SEGMENTS = 5;

  /** Moments within a period as of which partial tallies are passed on: .2, .4, .6 and .8 of it. */
  static final int MARKS = SEGMENTS - 1;

  private final PeriodCalendar calendar;
  private final Duration lateness;
  private final Duration reviseEvery;

  /** Immutable, so that threads at worst ask the calendar once more. */
  private transient @Nullable Period latest;

  /**
   * @param calendar cuts time into periods
   * @param lateness how long after its end a closed period still takes late comments
   * @param reviseEvery late comments are gathered this long before a closed period is revised
   */
  public Deadlines(PeriodCalendar calendar, Duration lateness, Duration reviseEvery) {
    this.calendar = calendar;
    this.lateness = lateness;
    this.reviseEvery = reviseEvery;
  }

  PeriodCalendar calendar() {
    return calendar;
  }

  Duration lateness() {
    return lateness;
  }

  /** The period that holds this instant. */
  Period periodOf(Instant time) {
    Period known = latest;
    if (known != null && !time.isBefore(known.start()) && time.isBefore(known.end())) {
      return known;
    }
    Period found = calendar.periodOf(time);
    latest = found;
    return found;
  }

  /** The watermark at which the period is complete. */
  long closes(Period period) {
    return period.end().toEpochMilli() - 1;
  }

  /**
   * Event time of a mark: the first k fifths of the period.
   *
   * @param k from 1 to {@link #MARKS}
   */
  Instant mark(Period period, int k) {
    long start = period.start().toEpochMilli();
    long length = period.end().toEpochMilli() - start;
    return Instant.ofEpochMilli(start + length * k / SEGMENTS);
  }

  /** The watermark at which nothing before the mark is to come. */
  long reaches(Period period, int k) {
    return mark(period, k).toEpochMilli() - 1;
  }

  /**
   * The segment of a period, from 0, in which a comment was written. What was written after the
   * closing has a segment of its own for each revision, from {@link #SEGMENTS} on: the comment's
   * time decides which revision takes it, so that who came first decides nothing.
   */
  int segment(Period period, long written) {
    long late = written - closes(period);
    if (late > 0) {
      return (int) Math.min(SEGMENTS + late / reviseEvery.toMillis(), Integer.MAX_VALUE - 1);
    }
    int segment = 0;
    while (segment < MARKS && written > reaches(period, segment + 1)) {
      segment++;
    }
    return segment;
  }

  /** The watermark at which a segment counts: its revision, if it was written after the closing. */
  long counts(Period period, int segment) {
    if (segment < SEGMENTS) {
      return closes(period);
    }
    long revision = closes(period) + (segment - SEGMENTS + 1L) * reviseEvery.toMillis();
    return Math.min(revision, expires(period));
  }

  /** The last segment that counts at this watermark. */
  int lastCounted(Period period, long watermark) {
    if (watermark >= expires(period)) {
      return Integer.MAX_VALUE - 1;
    }
    // before anything has come the watermark is too far back to be subtracted from
    long late = Math.max(closes(period), watermark) - closes(period);
    return (int) Math.min(MARKS + late / reviseEvery.toMillis(), Integer.MAX_VALUE - 1);
  }

  /** How many steps of revision have begun since the closing; 0 at the closing. */
  int revision(Period period, long watermark) {
    long late = Math.max(closes(period), watermark) - closes(period);
    return (int) Math.min(-Math.floorDiv(-late, reviseEvery.toMillis()), Integer.MAX_VALUE / 2);
  }

  /** The watermark from which on the period takes no more comments. */
  long expires(Period period) {
    return closes(period) + lateness.toMillis();
  }

  /** Whether a period takes no more from this very watermark on. */
  boolean expiresAt(long watermark) {
    return expires(startingAt(watermark - lateness.toMillis())) == watermark;
  }

  /** Whether what is known of a post in one period still counts in a later one. */
  boolean remembers(Period earlier, Period later) {
    return later.start().toEpochMilli() <= remembersUntil(earlier);
  }

  private long remembersUntil(Period period) {
    return expires(period) + lateness.toMillis();
  }

  /** The watermark from which on nothing asks for what was known of a post in this period. */
  long forgets(Period period) {
    return expires(startingAt(remembersUntil(period)));
  }

  /** Whether a comment of this period comes too late. */
  boolean expired(Period period, long watermark) {
    return watermark >= expires(period);
  }

  /** Start of the first period that still takes comments, in epoch milliseconds. */
  long firstTaken(long watermark) {
    return startingAt(watermark - lateness.toMillis() + 1).start().toEpochMilli();
  }

  /**
   * When a change to this period is passed on: at its closing while it is open, else at the next
   * revision, but not after its expiry.
   */
  long passesOn(Period period, long watermark) {
    long closes = closes(period);
    if (watermark < closes) {
      return closes;
    }
    long step = reviseEvery.toMillis();
    long revision = closes + (Math.floorDiv(watermark - closes, step) + 1) * step;
    return Math.min(revision, Math.max(expires(period), watermark + 1));
  }

  /** The period of this epoch millisecond. */
  Period startingAt(long millis) {
    return periodOf(Instant.ofEpochMilli(millis));
  }
}
