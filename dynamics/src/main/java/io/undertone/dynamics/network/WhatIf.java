// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

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
}
