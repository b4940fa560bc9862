// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import java.util.Arrays;
import java.util.Random;

/**
 * Audiences whose influence is known:
 *
 * <pre>
 *   p_i(t) = d_i p_i(t-1) + (1 - d_i) c_i(t) + N(0, .04^2),   c_i(t) = sum_j a_ij x_j(t - l_ij) + (1 - sum_j a_ij) u_i
 *   x_i(t) = phi_i p_i(t) + (1 - phi_i) c_i(t),                y = x + N(0, R),  R log-normal around noise^2
 * </pre>
 *
 * W_ii = d_i and W_ij = (1 - d_i) a_ij: themselves and two others, shares uniform on the simplex,
 * their sum uniform on [.7, 1].
 *
 * @param y values, in [0,1]
 * @param r their sampling variances
 * @param x what is said
 * @param p what is thought
 * @param before W up to a switch of influence; the same as weights without one
 * @param weights W by target and source
 * @param lags delay in 1..3 of each edge, 0 where there is none
 * @param phi resilience
 * @param anchors u
 */
public record World(
    double[][] y,
    double[][] r,
    double[][] x,
    double[][] p,
    double[][] before,
    double[][] weights,
    int[][] lags,
    double[] phi,
    double[] anchors) {
  private static final int BURN_IN = 60;
  private static final double SHOCK = .04;

  /** What the audiences do beside listening. */
  public enum Kind {
    LAG_1("lag 1 only", false, false),
    DELAYS("delays only", true, false),
    BOTH("delays and private", true, true);

    final String words;
    final boolean delayed;
    final boolean reserved;

    Kind(String words, boolean delayed, boolean reserved) {
      this.words = words;
      this.delayed = delayed;
      this.reserved = reserved;
    }
  }

  /** What moves audiences that do not listen to each other. */
  public enum Null {
    INDEPENDENT("independent AR", 0, 0, false),
    SHOCK("common iid shock", .03, 0, false),
    COMMON_7("common AR(.7)", .03, .7, false),
    COMMON_95("common AR(.95)", .015, .95, false),
    UNEQUAL_9("AR(.9), loadings U(0,2)", .02, .9, true);

    final String words;
    final double sd;
    final double rho;
    final boolean unequal;

    Null(String words, double sd, double rho, boolean unequal) {
      this.words = words;
      this.sd = sd;
      this.rho = rho;
      this.unequal = unequal;
    }
  }

  int periods() {
    return y.length;
  }

  int size() {
    return y[0].length;
  }

  static World network(Kind kind, int n, int periods, double noise, long seed) {
    Random random = new Random(seed);
    double[][] weights = network(n, random);
    int[][] lags = delays(weights, kind.delayed, random);
    double[] phi = new double[n];
    for (int i = 0; i < n; i++) {
      phi[i] = kind.reserved ? .3 + .6 * random.nextDouble() : 1;
    }
    return simulated(new double[][][] {weights}, lags, phi, periods, periods, noise, random);
  }

  /** Lag 1 or delays; another network of the same kind from a period on. */
  static World switching(Kind kind, int n, int periods, int at, double noise, long seed) {
    Random random = new Random(seed);
    double[][] before = network(n, random);
    double[][] after = network(n, random);
    int[][] lags = new int[n][n];
    int[][] one = delays(before, kind.delayed, random);
    int[][] two = delays(after, kind.delayed, random);
    double[] phi = new double[n];
    for (int i = 0; i < n; i++) {
      phi[i] = kind.reserved ? .3 + .6 * random.nextDouble() : 1;
      for (int j = 0; j < n; j++) {
        lags[i][j] = Math.max(one[i][j], two[i][j]);
      }
    }
    return simulated(new double[][][] {before, after}, lags, phi, at, periods, noise, random);
  }

  /** Everybody with the same weight on itself and the same resilience. */
  static World reserved(
      int n, int periods, double own, double phi, boolean delayed, double noise, long seed) {
    Random random = new Random(seed);
    double[][] weights = network(n, random);
    double[] resilience = new double[n];
    for (int i = 0; i < n; i++) {
      resilience[i] = phi;
      double others = 0;
      for (int j = 0; j < n; j++) {
        others += i == j ? 0 : weights[i][j];
      }
      double total = own + .9 * (1 - own);
      for (int j = 0; j < n; j++) {
        weights[i][j] = i == j ? own : weights[i][j] / others * (total - own);
      }
    }
    int[][] lags = delays(weights, delayed, random);
    return simulated(new double[][][] {weights}, lags, resilience, periods, periods, noise, random);
  }

  /** Each by its own past and a common one. */
  public static World nobodyListens(Null kind, int n, int periods, double noise, long seed) {
    Random random = new Random(seed);
    double[] rho = new double[n];
    double[] level = new double[n];
    double[] loading = new double[n];
    for (int i = 0; i < n; i++) {
      rho[i] = .2 + .6 * random.nextDouble();
      level[i] = .4 + .3 * random.nextDouble();
      loading[i] = kind.unequal ? 2 * random.nextDouble() : 1;
    }
    double[][] x = new double[periods][n];
    double[] own = new double[n];
    double common = 0;
    for (int t = 0; t < periods; t++) {
      common = kind.rho * common + kind.sd * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        own[i] = rho[i] * own[i] + SHOCK * random.nextGaussian();
        x[t][i] = level[i] + own[i] + loading[i] * common;
      }
    }
    double[] phi = new double[n];
    Arrays.fill(phi, 1);
    return measured(x, x, new double[2][n][n], new int[n][n], phi, level, noise, random);
  }

  private static double[][] network(int n, Random random) {
    double[][] w = new double[n][n];
    for (int i = 0; i < n; i++) {
      double total = .7 + .3 * random.nextDouble();
      double[] shares = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        shares[k] = -Math.log(1 - random.nextDouble());
        sum += shares[k];
      }
      int first = other(n, i, -1, random);
      int second = other(n, i, first, random);
      w[i][i] = total * shares[0] / sum;
      w[i][first] = total * shares[1] / sum;
      w[i][second] = total * shares[2] / sum;
    }
    return w;
  }

  private static int other(int n, int i, int taken, Random random) {
    int j = random.nextInt(n);
    while (j == i || j == taken) {
      j = random.nextInt(n);
    }
    return j;
  }

  private static int[][] delays(double[][] weights, boolean delayed, Random random) {
    int n = weights.length;
    int[][] lags = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && weights[i][j] > 0) {
          lags[i][j] = delayed ? 1 + random.nextInt(3) : 1;
        }
      }
    }
    return lags;
  }

  private static World simulated(
      double[][][] weights,
      int[][] lags,
      double[] phi,
      int switchAt,
      int periods,
      double noise,
      Random random) {
    int n = phi.length;
    double[] anchors = new double[n];
    for (int i = 0; i < n; i++) {
      anchors[i] = .35 + .4 * random.nextDouble();
    }
    int all = BURN_IN + periods;
    double[][] x = new double[all][n];
    double[][] p = new double[all][n];
    for (int t = 0; t < all; t++) {
      double[][] w = t < BURN_IN + switchAt ? weights[0] : weights[weights.length - 1];
      for (int i = 0; i < n; i++) {
        if (t < 3) {
          x[t][i] = anchors[i];
          p[t][i] = anchors[i];
          continue;
        }
        double d = w[i][i];
        double heard = 0;
        double attention = 0;
        for (int j = 0; j < n; j++) {
          if (i != j && w[i][j] > 0) {
            heard += w[i][j] / (1 - d) * x[t - lags[i][j]][j];
            attention += w[i][j] / (1 - d);
          }
        }
        double c = heard + (1 - attention) * anchors[i];
        p[t][i] = d * p[t - 1][i] + (1 - d) * c + SHOCK * random.nextGaussian();
        x[t][i] = phi[i] * p[t][i] + (1 - phi[i]) * c;
      }
    }
    return measured(
        Arrays.copyOfRange(x, BURN_IN, all),
        Arrays.copyOfRange(p, BURN_IN, all),
        weights,
        lags,
        phi,
        anchors,
        noise,
        random);
  }

  private static World measured(
      double[][] x,
      double[][] p,
      double[][][] weights,
      int[][] lags,
      double[] phi,
      double[] anchors,
      double noise,
      Random random) {
    int n = phi.length;
    double[][] y = new double[x.length][n];
    double[][] r = new double[x.length][n];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < n; i++) {
        r[t][i] = noise * noise * Math.exp(.5 * random.nextGaussian());
        double value = x[t][i] + Math.sqrt(r[t][i]) * random.nextGaussian();
        y[t][i] = Math.max(0, Math.min(1, value));
      }
    }
    return new World(y, r, x, p, weights[0], weights[weights.length - 1], lags, phi, anchors);
  }

  /** The same values with wrong sampling variances. */
  World withVariances(double factor) {
    double[][] scaled = new double[r.length][];
    for (int t = 0; t < r.length; t++) {
      scaled[t] = r[t].clone();
      for (int i = 0; i < scaled[t].length; i++) {
        scaled[t][i] *= factor;
      }
    }
    return new World(y, scaled, x, p, before, weights, lags, phi, anchors);
  }
}
