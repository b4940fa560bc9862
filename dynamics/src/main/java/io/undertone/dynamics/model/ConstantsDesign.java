// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The previous period and the two constants 1 and 0, between which a free anchor lies. */
final class ConstantsDesign extends LaggedDesign {

  ConstantsDesign(SentimentSeries series) {
    super(series, 1, 1, "an anchor at 1", "an anchor at 0");
  }

  @Override
  public boolean own(int t, int i, double[] z, int offset) {
    z[offset] = 1;
    z[offset + 1] = 0;
    return true;
  }

  /** Sets susceptibility and anchor of every row; the constant of the map is the weight on 1. */
  static double[] anchors(
      List<RowRegression.Row> rows, Map<String, List<@Nullable Double>> parameters) {
    int n = rows.size();
    double[] constant = new double[n];
    for (int i = 0; i < n; i++) {
      constant[i] = rows.get(i).weights()[n];
      double stubbornness = constant[i] + rows.get(i).weights()[n + 1];
      Parameters.set(parameters, "susceptibility", n, i, 1 - stubbornness);
      Parameters.set(
          parameters, "anchor", n, i, stubbornness > 0 ? constant[i] / stubbornness : null);
    }
    return constant;
  }
}
