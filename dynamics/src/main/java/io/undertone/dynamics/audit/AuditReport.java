// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.findings.Words;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a series can carry. All lists follow the order of the bloggers.
 *
 * @param bloggers n names
 * @param periods T
 * @param observedShare share of blogger-periods with a value
 * @param temporalDeviation root mean variance over time, over bloggers
 * @param samplingError root mean sampling variance; null when it is unknown
 * @param range averaging range test for k = 0..10
 * @param signals signal, noise and memory of each blogger
 * @param forward one-step forward scores, baselines first
 * @param unfitted models without a fit, with the reason
 * @param nulls circular shift and permutation
 * @param identifiability spectrum of the regressors; null without a complete period
 * @param weights bootstrap intervals of the anchored network's weights
 * @param halves agreement between halves of the comments; null when they were not given or are too
 *     short
 * @param privateOpinions second-lag signature
 * @param plan periods needed before an edge is likely to be confirmed
 * @param edges the online engine's edges with other sources than the target itself
 * @param evidenceOfInfluence the engine's weight on any influence at all, in [0,1]
 * @param seed of nulls and bootstrap
 */
public record AuditReport(
    List<String> bloggers,
    int periods,
    double observedShare,
    double temporalDeviation,
    @Nullable Double samplingError,
    List<RangeTest> range,
    List<SignalNoise> signals,
    List<ForwardScores.Row> forward,
    List<Unfitted> unfitted,
    List<NullTest> nulls,
    @Nullable Identifiability identifiability,
    List<WeightBootstrap> weights,
    @Nullable SplitHalf halves,
    List<SecondLagTest> privateOpinions,
    EdgePlan plan,
    List<Influence> edges,
    double evidenceOfInfluence,
    long seed) {

  /**
   * A model that could not be fitted to the whole series.
   *
   * @param reasons those of the first audiences concerned; may be empty
   */
  public record Unfitted(String model, FitStatus status, List<FitReason> reasons) {
    public Unfitted {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The same in plain words, most important first.
   *
   * @param models what a model is called in a sentence
   */
  public List<Words> verdict(Function<String, Words> models) {
    return AuditVerdict.of(this, models);
  }

  /** Number of edges at a level. */
  public long count(ClaimLevel level) {
    return edges.stream().filter(e -> e.status() == level).count();
  }
}
