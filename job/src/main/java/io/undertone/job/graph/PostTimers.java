// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import org.apache.flink.streaming.api.TimerService;

/**
 * Sets the timers of a post's periods: to pass the tally on, its marks, to forget it, to show it.
 */
final class PostTimers {
  private final Deadlines deadlines;
  private final long showEvery;

  /**
   * @param showEvery milliseconds of wall time between two looks at an open period; 0 for none
   */
  PostTimers(Deadlines deadlines, long showEvery) {
    this.deadlines = deadlines;
    this.showEvery = showEvery;
  }

  /**
   * The tally changed: it is to be passed on.
   *
   * @param now watermark, or moment of the timer that changed it
   */
  PeriodTally schedule(PeriodTally tally, long now, TimerService service) {
    if (tally.due() != PeriodTally.NOT_DUE && (tally.shows() || showEvery == 0)) {
      return tally;
    }
    Period period = deadlines.startingAt(tally.start());
    return show(pass(tally, period, now, service), period, now, service);
  }

  private PeriodTally pass(PeriodTally tally, Period period, long now, TimerService service) {
    if (tally.due() != PeriodTally.NOT_DUE) {
      return tally;
    }
    long due = deadlines.passesOn(period, now);
    service.registerEventTimeTimer(due);
    service.registerEventTimeTimer(deadlines.expires(period));
    for (int k = 1; k <= Deadlines.MARKS; k++) {
      if (deadlines.reaches(period, k) > now) {
        service.registerEventTimeTimer(deadlines.reaches(period, k));
      }
    }
    return tally.due(due);
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
