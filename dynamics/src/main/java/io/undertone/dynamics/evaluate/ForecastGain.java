// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Distributions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of M models is said to forecast best, and whether it beats the best simple baseline beyond
 * what chance gives the best of M.
 *
 * <pre>
 *   half = t_q(df) error ,  q = 1 - .05 / (2 M) ,  df = (P - 1) / 1.5
 * </pre>
 *
 * The intervals skill +- half hold for all M models at once in 95 % of the cases (Bonferroni),
 * whatever the dependence between their errors. P is the number of periods scored; 1.5 is what the
 * lag of the standard error costs ({@link PairedDifference}). Named is the model with the highest
 * skill among those whose interval lies above 0, else the one with the highest skill of all.
 *
 * @param model its name
 * @param skill 1 - rmse / rmse of the best baseline on the same pairs
 * @param half half of the simultaneous 95 % interval of the skill; null where its error is not
 *     known
 * @param models M, how many were compared
 * @param real whether the gain is more than chance gives the best of so many
 */
public record ForecastGain(
    String model, double skill, @Nullable Double half, int models, boolean real) {
  private static final double ALPHA = .05;
  private static final double LAG_COST = 1.5;

  /** Fewest periods after which a gain can be told from chance. */
  public static final int NEEDED_PERIODS = 8;

  /**
   * One model that is no baseline.
   *
   * @param skill against the best baseline
   * @param error its standard error; null where it is not known
   * @param periods number of periods scored, or fewer
   */
  public record Candidate(String model, double skill, @Nullable Double error, double periods) {}

  /** The choice among all models that were compared; null where there are none. */
  public static @Nullable ForecastGain among(Collection<Candidate> candidates) {
    int models = candidates.size();
    List<ForecastGain> gains = candidates.stream().map(one -> gain(one, models)).toList();
    Comparator<ForecastGain> bySkill = Comparator.comparingDouble(ForecastGain::skill);
    return gains.stream()
        .filter(ForecastGain::real)
        .max(bySkill)
        .or(() -> gains.stream().max(bySkill))
        .orElse(null);
  }

  private static ForecastGain gain(Candidate one, int models) {
    Double half = half(one, models);
    return new ForecastGain(
        one.model(), one.skill(), half, models, half != null && one.skill() > half);
  }

  private static @Nullable Double half(Candidate one, int models) {
    if (one.error() == null || !(one.error() > 0) || one.periods() < NEEDED_PERIODS) {
      return null;
    }
    double degrees = (one.periods() - 1) / LAG_COST;
    return Distributions.studentQuantile(1 - ALPHA / (2 * models), degrees) * one.error();
  }
}
