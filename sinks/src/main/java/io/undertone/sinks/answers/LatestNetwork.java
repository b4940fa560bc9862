// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import io.undertone.dynamics.refit.DraftModel;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The latest influence matrix of a topic: of the engine, with the joint uncertainty of its weights,
 * as it was last kept; of another model, the weights of the table {@code influence} alone.
 *
 * @param model whose weights
 * @param asOf end of the last period used; empty without a matrix
 * @param bloggers that it holds, ascending
 * @param rows of their audiences, in that order
 */
public record LatestNetwork(
    String model, String asOf, List<String> bloggers, List<UncertainRow> rows) {

  /** Reads it. */
  public static LatestNetwork of(ResultReader results, TopicSummary summary) throws IOException {
    String model = summary.claims().model();
    Instant asOf = summary.claims().asOf();
    if (asOf == null) {
      return new LatestNetwork(model, "", List.of(), List.of());
    }
    ResultReader.Drafts kept = results.drafts(summary.topic());
    if (kept != null && model.equals(EngineFindings.MODEL)) {
      DraftModel.Network network = DraftModel.of(kept.model()).network();
      return kept(model, results.times().time(kept.asOf()), network);
    }
    RowQuery query = RowQuery.topic(summary.topic()).where("model", model).where("as_of", asOf);
    return table(model, results.times().time(asOf), results.rows(Influence.class, query));
  }

  private static LatestNetwork kept(String model, String asOf, DraftModel.Network network) {
    List<UncertainRow> rows = network.rows();
    int[] order =
        IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).sources().length > 0)
            .boxed()
            .sorted((a, b) -> network.bloggers().get(a).compareTo(network.bloggers().get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] position = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    List<String> bloggers = new ArrayList<>();
    List<UncertainRow> ordered = new ArrayList<>();
    for (int i : order) {
      UncertainRow row = rows.get(i);
      int[] sources = IntStream.of(row.sources()).map(source -> position[source]).toArray();
      bloggers.add(network.bloggers().get(i));
      ordered.add(new UncertainRow(sources, row.weights(), row.shares(), row.mean(), row.factor()));
    }
    return new LatestNetwork(model, asOf, bloggers, ordered);
  }

  private static LatestNetwork table(String model, String asOf, List<Influence> edges) {
    TreeMap<String, List<Influence>> byTarget = new TreeMap<>();
    for (Influence edge : edges) {
      byTarget.computeIfAbsent(edge.target(), target -> new ArrayList<>()).add(edge);
    }
    List<String> bloggers = List.copyOf(byTarget.keySet());
    Map<String, Integer> position = new HashMap<>();
    bloggers.forEach(blogger -> position.put(blogger, position.size()));
    List<UncertainRow> rows = new ArrayList<>();
    for (List<Influence> held : byTarget.values()) {
      List<Influence> row =
          held.stream()
              .filter(edge -> edge.weight() != null && position.containsKey(edge.source()))
              .toList();
      int[] sources =
          row.stream()
              .mapToInt(edge -> Objects.requireNonNull(position.get(edge.source())))
              .toArray();
      double[] weights =
          row.stream().mapToDouble(edge -> Objects.requireNonNull(edge.weight())).toArray();
      double[] shares = new double[row.size() * UncertainRow.DELAYS];
      for (int a = 0; a < row.size(); a++) {
        shares[a * UncertainRow.DELAYS + Math.min(row.get(a).lag(), UncertainRow.DELAYS - 1)] = 1;
      }
      rows.add(new UncertainRow(sources, weights, shares, weights, new double[0]));
    }
    return new LatestNetwork(model, asOf, bloggers, rows);
  }
}
