// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream was generated from. Rows are listeners, columns those listened to.
 *
 * @param suite which dynamics
 * @param options how much
 * @param bloggers n names, ascending
 * @param influence effective weights by lag, lag 0 = previous period: [lag][target][source]; all
 *     zero off the diagonal without influence
 * @param influenceAfter the same after the switch; null without one
 * @param switchAfter number of periods before the switch; null without one
 * @param anchor u, n; null where the model has none
 * @param selfReliance d of expressed-private; null elsewhere
 * @param resilience phi of expressed-private; null elsewhere
 * @param conformity A of expressed-private, n x n; null elsewhere
 * @param expressed x, periods x n, before any sampling
 * @param hidden p of expressed-private, periods x n; null elsewhere
 * @param content sentiment of what each posts, periods x n; null where it has no effect
 */
public record Truth(
    Suite suite,
    SuiteOptions options,
    List<String> bloggers,
    double[][][] influence,
    double @Nullable [][][] influenceAfter,
    @Nullable Integer switchAfter,
    double @Nullable [] anchor,
    double @Nullable [] selfReliance,
    double @Nullable [] resilience,
    double @Nullable [][] conformity,
    double[][] expressed,
    double @Nullable [][] hidden,
    double @Nullable [][] content) {

  /** How much a post's sentiment moves that of its comments, where content has an effect. */
  public static final double REACTION = .5;
}
