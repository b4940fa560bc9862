// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.model.Models;
import java.io.Serializable;
import java.util.List;

/**
 * How periods are turned into findings.
 *
 * @param calendar cuts time into periods
 * @param commentVariance s2, variance of one comment score
 * @param history periods that models which are refitted from scratch look back
 * @param models names of those models, baselines first
 * @param threads that fit the engine's rows; they change no result
 */
public record RefitOptions(
    PeriodCalendar calendar, double commentVariance, int history, List<String> models, int threads)
    implements Serializable {

  /** All models, for tests and plain use as a library. */
  public static RefitOptions defaults(PeriodCalendar calendar) {
    return new RefitOptions(calendar, 0.09, 400, Models.NAMES, 1);
  }
}
