// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * How a change in one audience spreads: after a unit change of audience j in the current period,
 *
 * <pre>
 *   c_i(0) = [i = j] ,   c_i(h) = sum_k W_ik sum_l s_ikl c_k(h-l)
 * </pre>
 *
 * The interval is that of the response itself: whole rows of weights are drawn from their joint
 * distribution, each draw spreads the change, and the 5 and 95 % points of what comes out bound it.
 * A row adds up to at most 1, so that no response exceeds the change: draws in which one does are
 * left out, as long as a tenth of them remain, the mildest. The interval is cut to [0,1] and
 * contains the mean. Noise, which the change does not alter, is left out. Seeded: the same rows
 * give the same answer. Costs draws times periods times weights, and K^2 for a row of K weights
 * each draw: 2000 draws, or fewer of large crowds, 100 at least.
 *
 * @param source index of the changed audience
 * @param intervals whether the weights have a distribution; without, the bounds equal the mean
 * @param mean [h-1][i], expected change h periods later
 * @param lower lower end of its 90 % interval
 * @param upper upper end of it
 */
public record WhatIf(
    int source, boolean intervals, double[][] mean, double[][] lower, double[][] upper) {
  private static final int MOST_DRAWS = 2000;
  private static final int LEAST_DRAWS = 100;
  private static final int MOST_VALUES = 3_000_000;
  private static final int MOST_WEIGHTS = 10_000_000;
  private static final int LEAST_KEPT = 10;
  private static final double TAIL = .05;
  private static final long SEED = 20231115;

  /** A draw's responses [h-1][i], and the largest of them in size. */
  private record Draw(float[][] path, double peak) {}

  /**
   * @param rows of all audiences
   * @param source index j
   * @param horizon periods, at least 1
   */
  public static WhatIf of(List<UncertainRow> rows, int source, int horizon) {
    if (source < 0 || source >= rows.size() || horizon < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A what-if needs an audience in 0..%d and a horizon of at least 1; it was given %d and"
                  + " %d.",
              rows.size() - 1,
              source,
              horizon));
    }
    ChangePaths paths = new ChangePaths(rows, source, horizon);
    double[][] mean = paths.spread(i -> rows.get(i).weights());
    if (!rows.stream().allMatch(UncertainRow::uncertain)) {
      return new WhatIf(source, false, mean, mean, mean);
    }
    List<Draw> draws = draws(rows, paths, horizon);
    double[][] lower = new double[horizon][rows.size()];
    double[][] upper = new double[horizon][rows.size()];
    float[] sorted = new float[draws.size()];
    int tail = (int) Math.round(TAIL * (sorted.length - 1));
    for (int h = 0; h < horizon; h++) {
      for (int i = 0; i < mean[h].length; i++) {
        for (int d = 0; d < sorted.length; d++) {
          sorted[d] = draws.get(d).path()[h][i];
        }
        Arrays.sort(sorted);
        lower[h][i] = Math.min(mean[h][i], clip(sorted[tail]));
        upper[h][i] = Math.max(mean[h][i], clip(sorted[sorted.length - 1 - tail]));
      }
    }
    return new WhatIf(source, true, mean, lower, upper);
  }

  /** Draws that no response of which exceeds the change, or the mildest of them. */
  private static List<Draw> draws(List<UncertainRow> rows, ChangePaths paths, int horizon) {
    int count = draws(rows, horizon);
    Random random = new Random(SEED);
    List<JointNormal> joint = rows.stream().map(JointNormal::new).toList();
    List<Draw> draws = new ArrayList<>(count);
    for (int draw = 0; draw < count; draw++) {
      draws.add(draw(paths.spread(i -> joint.get(i).next(random))));
    }
    draws.sort(Comparator.comparingDouble(Draw::peak));
    int mild = (int) draws.stream().filter(draw -> draw.peak() <= 1).count();
    return draws.subList(0, Math.max(mild, count / LEAST_KEPT));
  }

  /** So many that neither the responses nor the weights to draw are too many. */
  private static int draws(List<UncertainRow> rows, int horizon) {
    long weights = rows.stream().mapToLong(row -> row.sources().length).sum();
    long most =
        Math.min(MOST_VALUES / ((long) rows.size() * horizon), MOST_WEIGHTS / Math.max(1, weights));
    return (int) Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, most));
  }

  private static Draw draw(double[][] path) {
    float[][] kept = new float[path.length][path[0].length];
    double peak = 0;
    for (int h = 0; h < path.length; h++) {
      for (int i = 0; i < path[h].length; i++) {
        kept[h][i] = (float) path[h][i];
        peak = Math.max(peak, Math.abs(path[h][i]));
      }
    }
    return new Draw(kept, peak);
  }

  private static double clip(double response) {
    return Math.max(0, Math.min(1, response));
  }

  /**
   * Draws a row's weights, W = mean + L z; L is kept column by column, which is read in one sweep.
   */
  static final class JointNormal {
    private final double[] mean;
    private final double[] columns;

    JointNormal(UncertainRow row) {
      this.mean = row.mean();
      this.columns = new double[row.factor().length];
      int size = mean.length;
      int at = 0;
      for (int b = 0; at < columns.length; b++) {
        for (int a = b; a < size; a++) {
          columns[at++] = row.factor()[a * (a + 1) / 2 + b];
        }
      }
    }

    /** The weights for the next K standard normal numbers z. */
    double[] next(Random random) {
      double[] drawn = mean.clone();
      int at = 0;
      for (int b = 0; b < drawn.length; b++) {
        double z = random.nextGaussian();
        for (int a = b; a < drawn.length; a++) {
          drawn[a] += columns[at + a - b] * z;
        }
        at += drawn.length - b;
      }
      return drawn;
    }
  }

  /**
   * Responses to a unit change in one audience, for one set of weights after another:
   *
   * <pre>
   *   c_i(0) = [i = j] ,   c_i(h) = sum_k W_ik sum_l s_ikl c_k(h-l)
   * </pre>
   */
  static final class ChangePaths {
    private final List<UncertainRow> rows;
    private final int source;
    private final int horizon;

    /**
     * @param source index j
     * @param horizon periods ahead
     */
    ChangePaths(List<UncertainRow> rows, int source, int horizon) {
      this.rows = rows;
      this.source = source;
      this.horizon = horizon;
    }

    /**
     * Spreads the change.
     *
     * @param weights of row i, asked for once a row and in their order
     * @return [h-1][i], response h periods later
     */
    double[][] spread(IntFunction<double[]> weights) {
      int n = rows.size();
      double[][] drawn = new double[n][];
      for (int i = 0; i < n; i++) {
        drawn[i] = weights.apply(i);
      }
      double[][] path = new double[horizon + 1][n];
      path[0][source] = 1;
      for (int h = 1; h <= horizon; h++) {
        for (int i = 0; i < n; i++) {
          path[h][i] = response(rows.get(i), drawn[i], path, h);
        }
      }
      return Arrays.copyOfRange(path, 1, horizon + 1);
    }

    private static double response(UncertainRow row, double[] weights, double[][] path, int h) {
      int[] sources = row.sources();
      double[] shares = row.shares();
      double[] one = path[h - 1];
      double[] two = path[Math.max(0, h - 2)];
      double[] three = path[Math.max(0, h - UncertainRow.DELAYS)];
      double sum = 0;
      for (int a = 0; a < weights.length; a++) {
        int source = sources[a];
        int share = a * UncertainRow.DELAYS;
        double heard = shares[share] * one[source];
        if (h > 1) {
          heard += shares[share + 1] * two[source];
        }
        if (h > 2) {
          heard += shares[share + 2] * three[source];
        }
        sum += weights[a] * heard;
      }
      return sum;
    }
  }

  /**
   * What one audience takes from itself and from others, with the joint uncertainty of these
   * weights:
   *
   * <pre>
   *   x_i(t) = sum_j W_ij sum_l s_ijl x_j(t-l) + the rest ,   W_i ~ N(mean, L L')
   * </pre>
   *
   * The normal is not truncated, as that of the weights' intervals is not; rows are independent
   * given the data, for each is a regression of its own.
   *
   * @param sources indices of the audiences listened to, the audience itself among them; none where
   *     nothing is known of it
   * @param weights as they are shown, in [0,1]
   * @param shares s_jl of the delays 1..3, source by source; they add up to 1
   * @param mean of the distribution of the weights
   * @param factor L, lower triangle row by row; empty while the weights have no interval
   */
  public record UncertainRow(
      int[] sources, double[] weights, double[] shares, double[] mean, double[] factor) {
    /** Delays of a source. */
    public static final int DELAYS = 3;

    /** A row of which nothing is known. */
    public static UncertainRow unknown() {
      return new UncertainRow(
          new int[0], new double[0], new double[0], new double[0], new double[0]);
    }

    /** Whether its weights have a distribution. */
    public boolean uncertain() {
      return factor.length > 0 || sources.length == 0;
    }
  }
}
