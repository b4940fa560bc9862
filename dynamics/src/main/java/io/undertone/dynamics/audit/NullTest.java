// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Would the others explain as much if they could not have had influence?
 *
 * <pre>
 *   gain = 1 - sum_i RSS_i(own past, anchor, others) / sum_i RSS_i(own past, anchor)
 * </pre>
 *
 * in sample, against the gain with the others displaced in time: each rotated by its own random
 * number of periods (circular shift, keeps every series' memory), or their periods shuffled
 * together (permutation, keeps who agrees with whom). The gain itself is never negative, so only
 * the comparison says anything.
 *
 * @param kind what was displaced
 * @param gain of the data
 * @param nullMean mean gain of the displaced data
 * @param nullUpper its 95 % quantile
 * @param pValue (1 + displaced gains at least as large) / (1 + replicates); null when there are
 *     fewer than four complete pairs for a blogger
 */
public record NullTest(
    Kind kind, double gain, double nullMean, double nullUpper, @Nullable Double pValue) {

  /** What is displaced. */
  public enum Kind {
    CIRCULAR_SHIFT,
    PERMUTATION
  }

  private static final int MINIMUM_CASES = 4;

  static NullTest of(SentimentSeries series, Kind kind, int replicates, Random random) {
    CrossRegression regression = new CrossRegression(series);
    Double gain = gain(series, regression, regression.undisplaced());
    if (gain == null) {
      return new NullTest(kind, 0, 0, 0, null);
    }
    double[] nulls = new double[replicates];
    int found = 0;
    for (int r = 0; r < replicates; r++) {
      Double displaced = gain(series, regression, displaced(series, kind, random));
      if (displaced != null) {
        nulls[found++] = displaced;
      }
    }
    double[] sorted = Arrays.copyOf(nulls, found);
    Arrays.sort(sorted);
    double sum = 0;
    int atLeast = 0;
    for (double value : sorted) {
      sum += value;
      atLeast += value >= gain ? 1 : 0;
    }
    if (found == 0) {
      return new NullTest(kind, gain, 0, 0, null);
    }
    return new NullTest(
        kind,
        gain,
        sum / found,
        sorted[(int) Math.min(found - 1, Math.floor(.95 * found))],
        (1.0 + atLeast) / (1 + found));
  }

  private static int[][] displaced(SentimentSeries series, Kind kind, Random random) {
    int periods = series.length();
    int[][] source = new int[periods][series.size()];
    int[] order = shuffled(periods, random);
    for (int j = 0; j < series.size(); j++) {
      int shift = 1 + random.nextInt(Math.max(1, periods - 1));
      for (int t = 0; t < periods; t++) {
        source[t][j] = kind == Kind.PERMUTATION ? order[t] : (t + shift) % periods;
      }
    }
    return source;
  }

  private static int[] shuffled(int length, Random random) {
    int[] order = new int[length];
    for (int t = 0; t < length; t++) {
      int swap = random.nextInt(t + 1);
      order[t] = order[swap];
      order[swap] = t;
    }
    return order;
  }

  private static @Nullable Double gain(
      SentimentSeries series, CrossRegression regression, int[][] source) {
    double own = 0;
    double full = 0;
    for (int i = 0; i < series.size(); i++) {
      List<CrossRegression.Case> cases = regression.cases(i, source);
      if (cases.size() < MINIMUM_CASES) {
        return null;
      }
      own += CrossRegression.squares(cases, regression.fit(cases, i, true));
      full += CrossRegression.squares(cases, regression.fit(cases, i, false));
    }
    return own > 0 ? 1 - full / own : null;
  }
}
