// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * 90 % interval of one weight of the anchored network (x(t-1), 1, 0 on one simplex) from a
 * moving-block bootstrap of its pairs, blocks of ceil(T^(1/3)).
 *
 * @param source blogger listened to
 * @param target listener
 * @param weight of the data
 * @param lower 5 % quantile
 * @param upper 95 % quantile
 */
public record WeightBootstrap(
    String source, String target, double weight, double lower, double upper) {

  private static final int MINIMUM_CASES = 4;

  /** Whether the interval excludes weights up to 0.05. */
  public boolean survives() {
    return lower > 0.05;
  }

  /** All n x n weights; none for a target with fewer than four complete pairs. */
  static List<WeightBootstrap> of(SentimentSeries series, int replicates, Random random) {
    CrossRegression regression = new CrossRegression(series);
    List<WeightBootstrap> all = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      List<CrossRegression.Case> cases = regression.cases(i, regression.undisplaced());
      if (cases.size() >= MINIMUM_CASES) {
        all.addAll(row(series, regression, cases, i, replicates, random));
      }
    }
    return all;
  }

  private static List<WeightBootstrap> row(
      SentimentSeries series,
      CrossRegression regression,
      List<CrossRegression.Case> cases,
      int i,
      int replicates,
      Random random) {
    int n = series.size();
    double[] weights = regression.fit(cases, i, false);
    double[][] draws = new double[n][replicates];
    for (int r = 0; r < replicates; r++) {
      double[] drawn = regression.fit(resample(cases, random), i, false);
      for (int j = 0; j < n; j++) {
        draws[j][r] = drawn[j];
      }
    }
    List<WeightBootstrap> row = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      Arrays.sort(draws[j]);
      row.add(
          new WeightBootstrap(
              series.bloggers().get(j),
              series.bloggers().get(i),
              weights[j],
              draws[j][(int) (.05 * replicates)],
              draws[j][(int) Math.ceil(.95 * replicates) - 1]));
    }
    return row;
  }

  private static List<CrossRegression.Case> resample(
      List<CrossRegression.Case> cases, Random random) {
    int block = (int) Math.ceil(Math.cbrt(cases.size()));
    List<CrossRegression.Case> drawn = new ArrayList<>(cases.size());
    while (drawn.size() < cases.size()) {
      int start = random.nextInt(cases.size() - block + 1);
      for (int k = 0; k < block && drawn.size() < cases.size(); k++) {
        drawn.add(cases.get(start + k));
      }
    }
    return drawn;
  }
}
