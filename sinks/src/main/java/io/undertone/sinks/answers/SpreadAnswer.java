// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.network.WhatIf;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Response of all audiences to a unit change in one, by the latest influence matrix.
 *
 * @param source blogger whose audience changes
 * @param model whose weights
 * @param asOf end of the last period used
 * @param bloggers that the matrix holds, ascending; columns of the responses
 * @param intervals whether the weights have intervals; without, the bounds equal the mean
 * @param mean response [period ahead, 0 = the change itself][blogger]; empty for an audience that
 *     the matrix does not hold, as one that was silent for long
 * @param lower by the lower ends of the weights' 90 % intervals
 * @param upper by their upper ends
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
    String model = summary.claims().model();
    RowQuery query = RowQuery.topic(summary.topic()).where("model", model);
    Instant asOf = summary.claims().asOf();
    if (asOf == null) {
      return without(source, model, "", List.of());
    }
    List<Influence> edges = results.rows(Influence.class, query.where("as_of", asOf));
    TreeSet<String> names = new TreeSet<>();
    edges.forEach(edge -> names.add(edge.target()));
    List<String> bloggers = List.copyOf(names);
    if (!names.contains(source)
        && summary.audiences().stream().anyMatch(audience -> audience.blogger().equals(source))) {
      return without(source, model, results.times().time(asOf), bloggers);
    }
    if (!names.contains(source)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "There is no audience '%s' in the influence matrix of %s; it has %s.",
              source,
              summary.topic(),
              String.join(", ", bloggers)));
    }
    double[][] weights = new double[bloggers.size()][bloggers.size()];
    double[][] lower = new double[bloggers.size()][bloggers.size()];
    double[][] upper = new double[bloggers.size()][bloggers.size()];
    Map<String, Integer> index = new HashMap<>();
    bloggers.forEach(blogger -> index.put(blogger, index.size()));
    boolean intervals = false;
    for (Influence edge : edges) {
      int from = index.getOrDefault(edge.source(), -1);
      Double weight = edge.weight();
      if (weight == null || from < 0) {
        continue;
      }
      int to = index.getOrDefault(edge.target(), -1);
      Double low = edge.lower();
      Double high = edge.upper();
      intervals |= low != null;
      weights[to][from] = weight;
      lower[to][from] = low == null ? weight : low;
      upper[to][from] = high == null ? weight : high;
    }
    int changed = bloggers.indexOf(source);
    WhatIf response = WhatIf.of(weights, lower, upper, changed, HORIZON);
    return new SpreadAnswer(
        source,
        model,
        results.times().time(asOf),
        bloggers,
        intervals,
        withChange(response.mean(), changed),
        withChange(response.lower(), changed),
        withChange(response.upper(), changed));
  }

  private static SpreadAnswer without(
      String source, String model, String asOf, List<String> bloggers) {
    double[][] none = {};
    return new SpreadAnswer(source, model, asOf, bloggers, false, none, none, none);
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
