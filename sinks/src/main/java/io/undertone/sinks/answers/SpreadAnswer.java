// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.network.WhatIf;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Response of all audiences to a unit change in one, by the latest influence matrix.
 *
 * @param source blogger whose audience changes
 * @param model whose weights
 * @param asOf end of the last period used
 * @param bloggers that the matrix holds, ascending; columns of the responses
 * @param intervals whether the responses have intervals; without, the bounds equal the mean
 * @param mean response [period ahead, 0 = the change itself][blogger]; empty for an audience that
 *     the matrix does not hold, as one that was silent for long
 * @param lower lower ends of their 90 % intervals, from the joint uncertainty of all weights
 * @param upper upper ends of them
 */
public record SpreadAnswer(
    String source,
    String model,
    String asOf,
    List<String> bloggers,
    boolean intervals,
    double[][] mean,
    double[][] lower,
    double[][] upper) {
  private static final int HORIZON = 6;

  /**
   * Reads the latest matrix and spreads a unit change.
   *
   * @param source blogger whose audience changes
   * @throws IllegalArgumentException when the topic has no such audience
   */
  public static SpreadAnswer of(ResultReader results, TopicSummary summary, String source)
      throws IOException {
    return of(LatestNetwork.of(results, summary), summary, source);
  }

  /** The same of a matrix that was read. */
  public static SpreadAnswer of(LatestNetwork network, TopicSummary summary, String source) {
    List<String> bloggers = network.bloggers();
    int changed = bloggers.indexOf(source);
    if (changed < 0) {
      if (!bloggers.isEmpty()
          && summary.audiences().stream().noneMatch(one -> one.blogger().equals(source))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "There is no audience '%s' in the influence matrix of %s; it has %s.",
                source,
                summary.topic(),
                String.join(", ", bloggers)));
      }
      double[][] none = {};
      return new SpreadAnswer(
          source, network.model(), network.asOf(), bloggers, false, none, none, none);
    }
    WhatIf response = WhatIf.of(network.rows(), changed, HORIZON);
    return new SpreadAnswer(
        source,
        network.model(),
        network.asOf(),
        bloggers,
        response.intervals(),
        withChange(response.mean(), changed),
        withChange(response.lower(), changed),
        withChange(response.upper(), changed));
  }

  /** Puts the change itself before its response. */
  private static double[][] withChange(double[][] response, int changed) {
    double[][] path = new double[response.length + 1][];
    path[0] = new double[response[0].length];
    path[0][changed] = 1;
    System.arraycopy(response, 0, path, 1, response.length);
    return path;
  }
}
