// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.job.options.PeriodBy;
import org.apache.flink.streaming.api.TimerService;

/**
 * Sets the timers of a post's periods. Each period has one in event time, for the next of its
 * moments: a mark, to pass something on, to take no more, to be forgotten.
 */
final class PostTimers {
  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final long showEvery;

  /**
   * @param showEvery milliseconds of wall time between two looks at an open period; 0 for none
   */
  PostTimers(Deadlines deadlines, PeriodBy periodBy, long showEvery) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.showEvery = showEvery;
  }

  /**
   * The tally changed: it is to be passed on.
   *
   * @param now watermark, or moment of the timer that changed it
   */
  PeriodTally changed(PeriodTally tally, long now, TimerService service) {
    if (tally.due() != PeriodTally.NEVER
        && tally.textsDue() != Long.MIN_VALUE
        && (tally.shows() || showEvery == 0)) {
      return tally;
    }
    Period period = deadlines.startingAt(tally.start());
    long due = Math.min(tally.due(), deadlines.passesOn(period, now));
    return show(arm(tally.due(due), now, service), period, now, service);
  }

  /**
   * Sees to the next moment of a period.
   *
   * @param now moments until this one are over
   */
  PeriodTally arm(PeriodTally tally, long now, TimerService service) {
    Period period = deadlines.startingAt(tally.start());
    long textsDue =
        tally.textsDue() == Long.MIN_VALUE ? deadlines.passesOn(period, now) : tally.textsDue();
    PeriodTally known = textsDue == tally.textsDue() ? tally : tally.textsDue(textsDue);
    long next = next(known, period, now);
    if (next >= known.timer()) {
      return known;
    }
    service.registerEventTimeTimer(next);
    return known.timer(next);
  }

  private long next(PeriodTally tally, Period period, long now) {
    if (tally.isExpired()) {
      return deadlines.forgets(period);
    }
    long next = Math.min(Math.min(tally.due(), tally.textsDue()), deadlines.expires(period));
    int waiting = tally.firstWaiting();
    if (waiting != PeriodTally.EXPIRED) {
      next = Math.min(next, deadlines.counts(period, waiting));
    }
    for (int k = Deadlines.MARKS; k >= 1; k--) {
      if (deadlines.reaches(period, k) > now) {
        next = Math.min(next, deadlines.reaches(period, k));
      }
    }
    return next;
  }

  /** Whether an expired period is still to be remembered, for those that come after it. */
  boolean remembers(PeriodTally tally, long now) {
    return periodBy == PeriodBy.COMMENT
        && now < deadlines.forgets(deadlines.startingAt(tally.start()));
  }

  private PeriodTally show(PeriodTally tally, Period period, long now, TimerService service) {
    if (showEvery == 0 || tally.shows() || now >= deadlines.closes(period)) {
      return tally;
    }
    // all posts at the same moments, so that one look takes them together
    long next = (service.currentProcessingTime() / showEvery + 1) * showEvery;
    service.registerProcessingTimeTimer(next);
    return tally.shows(true);
  }
}
