// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two halves of the same comments, split at random, should tell the same story.
 *
 * @param seriesCorrelation between the halves' values, each blogger's mean removed
 * @param weightCorrelation between the halves' weights on others
 * @param weightDifference mean absolute difference of these weights
 * @param strongestAgree share of bloggers whose strongest influencer is the same in both
 */
public record SplitHalf(
    double seriesCorrelation,
    double weightCorrelation,
    double weightDifference,
    double strongestAgree) {

  private static final int MINIMUM_CASES = 4;

  /** The comparison; null when a half has fewer than four complete pairs for some blogger. */
  static @Nullable SplitHalf of(SentimentSeries first, SentimentSeries second) {
    if (!first.bloggers().equals(second.bloggers()) || !first.periods().equals(second.periods())) {
      throw new IllegalArgumentException(
          "The two halves must have the same bloggers and periods; they are "
              + first
              + " and "
              + second
              + ".");
    }
    double[][] a = weights(first);
    double[][] b = weights(second);
    if (a.length == 0 || b.length == 0) {
      return null;
    }
    List<double[]> pairs = new ArrayList<>();
    double difference = 0;
    int agree = 0;
    int n = a.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          pairs.add(new double[] {a[i][j], b[i][j]});
          difference += Math.abs(a[i][j] - b[i][j]);
        }
      }
      agree += strongest(a[i], i) == strongest(b[i], i) ? 1 : 0;
    }
    return new SplitHalf(
        correlation(values(first, second)),
        correlation(pairs),
        difference / Math.max(1, pairs.size()),
        (double) agree / n);
  }

  private static double[][] weights(SentimentSeries series) {
    CrossRegression regression = new CrossRegression(series);
    double[][] weights = new double[series.size()][];
    for (int i = 0; i < weights.length; i++) {
      List<CrossRegression.Case> cases = regression.cases(i, regression.undisplaced());
      if (cases.size() < MINIMUM_CASES) {
        return new double[0][];
      }
      weights[i] = regression.fit(cases, i, false);
    }
    return weights;
  }

  private static int strongest(double[] weights, int own) {
    int best = own == 0 ? 1 : 0;
    for (int j = 0; j < weights.length - 2; j++) {
      if (j != own && weights[j] > weights[best]) {
        best = j;
      }
    }
    return best;
  }

  private static List<double[]> values(SentimentSeries first, SentimentSeries second) {
    List<double[]> pairs = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      List<double[]> own = new ArrayList<>();
      double meanA = 0;
      double meanB = 0;
      for (int t = 0; t < first.length(); t++) {
        if (first.observed(t, i) && second.observed(t, i)) {
          own.add(new double[] {first.value(t, i), second.value(t, i)});
          meanA += first.value(t, i);
          meanB += second.value(t, i);
        }
      }
      for (double[] pair : own) {
        pairs.add(new double[] {pair[0] - meanA / own.size(), pair[1] - meanB / own.size()});
      }
    }
    return pairs;
  }

  private static double correlation(List<double[]> pairs) {
    double meanA = pairs.stream().mapToDouble(p -> p[0]).average().orElse(0);
    double meanB = pairs.stream().mapToDouble(p -> p[1]).average().orElse(0);
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (double[] p : pairs) {
      aa += (p[0] - meanA) * (p[0] - meanA);
      bb += (p[1] - meanB) * (p[1] - meanB);
      ab += (p[0] - meanA) * (p[1] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
