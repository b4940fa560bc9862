// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.Serializable;
import java.util.List;

/**
 * How periods are turned into findings.
 *
 * @param calendar cuts time into periods
 * @param scores s2, variance of one comment score, before comments have told it
 * @param history periods that models which can only be fitted from their history look back
 * @param models names of those models, baselines first
 * @param threads that fit the engine's rows; they change no result
 * @param silence periods after which a silent audience is no longer followed by the models
 * @param content what of a post is taken for a known input
 */
public record RefitOptions(
    PeriodCalendar calendar,
    ScorerPriors scores,
    int history,
    List<String> models,
    int threads,
    int silence,
    ContentMode content)
    implements Serializable {
  /** Periods after which a silent audience is no longer followed, unless told otherwise. */
  public static final int DEFAULT_SILENCE = 400;

  /**
   * One prior variance of a comment's score for all scorers; silent audiences are followed for
   * {@link #DEFAULT_SILENCE} periods.
   */
  public RefitOptions(
      PeriodCalendar calendar,
      double commentVariance,
      int history,
      List<String> models,
      int threads) {
    this(
        calendar,
        ScorerPriors.of(commentVariance),
        history,
        models,
        threads,
        DEFAULT_SILENCE,
        ContentMode.TEXT);
  }

  /** All models, for tests and plain use as a library. */
  public static RefitOptions defaults(PeriodCalendar calendar) {
    return new RefitOptions(
        calendar, ScorerPriors.BY_SCORER, 400, Models.ONLINE, 1, DEFAULT_SILENCE, ContentMode.TEXT);
  }
}
