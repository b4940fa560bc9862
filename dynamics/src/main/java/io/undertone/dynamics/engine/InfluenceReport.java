// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers what the copies and the edge tests say of every edge. */
final class InfluenceReport {
  private static final double LOWER = .95;
  private static final double UPPER = .05;

  private InfluenceReport() {}

  static List<EdgeEstimate> of(Copies copies, List<EdgeTest> tests, Roster roster) {
    double[][] p = new double[roster.size()][];
    for (int i = 0; i < p.length; i++) {
      p[i] = pValues(tests.get(i), roster.active()[i]);
    }
    double[][] q = adjusted(p);
    List<EdgeEstimate> edges = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      if (roster.active()[i]) {
        addRow(i, copies, tests.get(i), p[i], q[i], edges);
      }
    }
    return edges;
  }

  private static double[] pValues(EdgeTest test, boolean active) {
    double[] p = new double[test.sources.length];
    for (int s = 0; s < p.length; s++) {
      p[s] = active ? test.pValue(s) : Double.NaN;
    }
    return p;
  }

  private static double[][] adjusted(double[][] p) {
    double[] all = Arrays.stream(p).flatMapToDouble(Arrays::stream).toArray();
    double[] q = ClaimLevels.adjusted(all);
    double[][] rows = new double[p.length][];
    int at = 0;
    for (int i = 0; i < p.length; i++) {
      rows[i] = Arrays.copyOfRange(q, at, at + p[i].length);
      at += p[i].length;
    }
    return rows;
  }

  private static void addRow(
      int i, Copies copies, EdgeTest test, double[] p, double[] q, List<EdgeEstimate> edges) {
    NetworkRow row = copies.primary.row(i);
    double[] claimed = new double[row.columns()];
    row.weights(claimed);
    double[] weights = copies.weights(i);
    NetworkRow laggedRow = copies.lagged.row(i);
    double[] lagged = new double[laggedRow.columns()];
    laggedRow.weights(lagged);
    boolean lags = copies.lagsPredictBetter();
    EdgeProbability posterior = EdgeProbability.of(row);
    for (int s = 0; s < row.sources.length; s++) {
      int source = row.sources[s];
      int tested = Arrays.binarySearch(test.sources, source);
      double pValue = tested >= 0 ? p[tested] : Double.NaN;
      double qValue = tested >= 0 ? q[tested] : Double.NaN;
      double probability = posterior.relevant(s);
      edges.add(
          new EdgeEstimate(
              source,
              i,
              lags ? copies.lag(i, source, lagged) : 0,
              weights[s],
              Math.min(weights[s], posterior.exceededWith(LOWER, s)),
              Math.max(weights[s], posterior.exceededWith(UPPER, s)),
              Double.NaN,
              pValue,
              qValue,
              ClaimLevels.of(pValue, qValue, claimed[s], probability)));
    }
  }
}
