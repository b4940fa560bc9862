// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.claims.EdgeClaims.PastPeriods;
import io.undertone.dynamics.claims.EdgeTests.EdgeEvidence;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Streams and helpers for the tests of claims; NaN stands for missing. */
final class Streams {
  private Streams() {}

  static EdgeClaims claims(int n) {
    EdgeClaims claims = new EdgeClaims();
    for (int i = 0; i < n; i++) {
      claims.join();
    }
    return claims;
  }

  static void step(EdgeClaims claims, double[] y, double[] levels) {
    boolean[] observed = new boolean[y.length];
    for (int i = 0; i < y.length; i++) {
      observed[i] = !Double.isNaN(y[i]);
      if (observed[i]) {
        claims.learn(i, y[i]);
      }
    }
    claims.close(y, observed, levels);
  }

  static EdgeClaims run(double[][] y) {
    EdgeClaims claims = claims(y[0].length);
    Past past = new Past();
    for (double[] period : y) {
      past.add(period);
      step(claims, period, past.newest());
    }
    return claims;
  }

  static List<EdgeEvidence.Row> evidence(EdgeClaims claims, EdgeTests scratch) {
    List<EdgeEvidence.Row> rows = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      rows.add(claims.evidence(i, scratch));
    }
    return rows;
  }

  /** Persistent series, the second following the first, with a share of missing values. */
  static double[][] random(int n, int periods, long seed, double missing) {
    Random random = new Random(seed);
    double[][] y = new double[periods][n];
    double[] x = new double[n];
    Arrays.fill(x, .5);
    for (int t = 0; t < periods; t++) {
      double first = x[0];
      for (int i = 0; i < n; i++) {
        double pull = i == 1 ? .5 * x[1] + .4 * first + .05 : .8 * x[i] + .1;
        x[i] = Math.max(0, Math.min(1, pull + .06 * random.nextGaussian()));
        y[t][i] = random.nextDouble() < missing ? Double.NaN : x[i];
      }
    }
    return y;
  }

  /** Constant, extreme, alternating, copied, nearly missing and random series side by side. */
  static double[][] degenerate(int n, int periods, long seed) {
    Random random = new Random(seed);
    double[][] y = random(n, periods, seed, random.nextDouble() * .8);
    for (int i = 0; i < n; i++) {
      int kind = random.nextInt(7);
      for (int t = 0; t < periods; t++) {
        switch (kind) {
          case 0 -> y[t][i] = random.nextInt(2);
          case 1 -> y[t][i] = t % 2;
          case 2 -> y[t][i] = 1;
          case 3 -> y[t][i] = t == periods / 2 ? 1 : .3;
          case 4 -> y[t][i] = y[t][0];
          case 5 -> y[t][i] = t == 3 ? .7 : Double.NaN;
          default -> y[t][i] = y[t][i];
        }
      }
    }
    return y;
  }

  static int[] permutation(int n, long seed) {
    Random random = new Random(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  static double[][] reordered(double[][] y, int[] order) {
    double[][] result = new double[y.length][order.length];
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < order.length; i++) {
        result[t][i] = y[t][order[i]];
      }
    }
    return result;
  }

  private static StatePart<EdgeClaims> part(int n) {
    return StatePart.of(
        "claims",
        1,
        (claims, codec) -> {
          claims.transferShared(codec);
          for (int i = 0; i < n; i++) {
            claims.transferRow(i, codec);
          }
        });
  }

  static byte[] saved(EdgeClaims claims) {
    return part(claims.size()).write(claims);
  }

  static EdgeClaims restored(EdgeClaims claims) {
    EdgeClaims copy = new EdgeClaims();
    part(claims.size()).read(saved(claims), copy);
    return copy;
  }

  /** Values and simple exponential levels of all periods. */
  static final class Past implements PastPeriods {
    private final List<double[]> values = new ArrayList<>();
    private final List<double[]> levels = new ArrayList<>();

    void add(double[] y) {
      double[] level = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        double start = Double.isNaN(y[i]) ? .5 : y[i];
        double before = levels.isEmpty() ? start : newest()[i];
        level[i] = Double.isNaN(y[i]) ? before : .4 * before + .6 * y[i];
      }
      values.add(y);
      levels.add(level);
    }

    double[] newest() {
      return levels.get(levels.size() - 1);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public double level(int ago, int audience) {
      return levels.get(levels.size() - 1 - ago)[audience];
    }

    @Override
    public double value(int ago, int audience) {
      return values.get(values.size() - 1 - ago)[audience];
    }
  }
}
