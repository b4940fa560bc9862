// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.dynamics.solve.Rows;
import io.undertone.generate.RandomNetwork.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws the parameters of a suite and runs its map. */
final class TruthMaker {
  private static final double LOWEST = .16;
  private static final double HIGHEST = .84;
  private static final int LAGS = 3;
  private static final double MOST_RELIANT = .78;
  private static final double MOST_HEARD = .9;

  private final Suite suite;
  private final SuiteOptions options;
  private final Random random;
  private final int n;
  private final double[][] x;

  private TruthMaker(Suite suite, SuiteOptions options) {
    this.suite = suite;
    this.options = options;
    random = new Random(new SplittableRandom(options.seed()).nextLong());
    n = options.bloggers();
    x = new double[options.periods()][n];
  }

  static Truth make(Suite suite, SuiteOptions options) {
    TruthMaker maker = new TruthMaker(suite, options);
    return switch (suite) {
      case FRENCH_DEGROOT -> maker.frenchDeGroot();
      case FRIEDKIN_JOHNSEN -> maker.anchored(1, false);
      case DELAYED -> maker.anchored(LAGS, false);
      case W_SWITCH -> maker.anchored(1, true);
      case EXPRESSED_PRIVATE -> maker.expressedPrivate();
      case DELAYED_PRIVATE -> maker.delayedPrivate();
      case ECHO -> maker.echo();
      case COMMON_SHOCK -> maker.alone(.7);
      case NO_INFLUENCE -> maker.alone(0);
    };
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      names.add(String.format(Locale.ROOT, "blogger-%04d", i));
    }
    return names;
  }

  private Truth truth(
      double[][][] influence,
      double @Nullable [][][] after,
      double @Nullable [] anchor,
      double @Nullable [] d,
      double @Nullable [] phi,
      double @Nullable [][] conformity,
      double @Nullable [][] hidden,
      double @Nullable [][] content) {
    Integer switchAfter = after == null ? null : options.periods() / 2;
    return new Truth(
        suite,
        options,
        names(),
        influence,
        after,
        switchAfter,
        anchor,
        d,
        phi,
        conformity,
        x,
        hidden,
        content);
  }

  /** Innovations that leave the consensus level pi'x alone, so that it does not wander off. */
  private Truth frenchDeGroot() {
    double[][] w = RandomNetwork.draw(random, n, 1, false).lagged()[0];
    double[] pi = RandomNetwork.leftEigenvector(w);
    x[0] = uniform(.3, .7);
    for (int t = 1; t < x.length; t++) {
      double[] e = levelFree(pi);
      for (int i = 0; i < n; i++) {
        x[t][i] = inside(Rows.dot(w[i], x[t - 1]) + e[i]);
      }
    }
    return truth(new double[][][] {w}, null, null, null, null, null, null, null);
  }

  private Truth anchored(int lags, boolean switching) {
    Weights before = RandomNetwork.draw(random, n, lags, true);
    Weights after = switching ? RandomNetwork.draw(random, n, lags, true) : before;
    double[] anchor = uniform(.35, .65);
    x[0] = anchor.clone();
    for (int t = 1; t < x.length; t++) {
      double[][][] b = (t < x.length / 2 ? before : after).lagged();
      for (int i = 0; i < n; i++) {
        double value = options.noise() * random.nextGaussian();
        double sum = 0;
        for (int l = 0; l < lags; l++) {
          value += Rows.dot(b[l][i], x[Math.max(0, t - 1 - l)]);
          sum += Rows.sum(b[l][i]);
        }
        x[t][i] = inside(value + (1 - sum) * anchor[i]);
      }
    }
    return truth(
        before.lagged(), switching ? after.lagged() : null, anchor, null, null, null, null, null);
  }

  /**
   * p = d p + (1-d) A x + noise, x = phi p + (1-phi) A x + a quarter of it; the noise of p as in
   * French-DeGroot.
   */
  private Truth expressedPrivate() {
    double[][] a = RandomNetwork.conformity(random, n);
    double[] d = uniform(.2, .9);
    double[] phi = uniform(.3, 1);
    double[][] influence = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        influence[i][j] = (i == j ? d[i] : 0) + (1 - d[i]) * a[i][j];
      }
    }
    double[] pi = RandomNetwork.privateLevel(a, d, phi);
    double[][] hidden = new double[x.length][n];
    hidden[0] = uniform(.35, .65);
    x[0] = hidden[0].clone();
    for (int t = 1; t < x.length; t++) {
      double[] e = levelFree(pi);
      for (int i = 0; i < n; i++) {
        double heard = Rows.dot(a[i], x[t - 1]);
        hidden[t][i] = inside(d[i] * hidden[t - 1][i] + (1 - d[i]) * heard + e[i]);
        double said = phi[i] * hidden[t][i] + (1 - phi[i]) * heard;
        x[t][i] = inside(said + .25 * options.noise() * random.nextGaussian());
      }
    }
    return truth(new double[][][] {influence}, null, null, d, phi, a, hidden, null);
  }

  /**
   * p = d p + (1-d) c + noise, x = phi p + (1-phi) c + a quarter of it, with c_i = a_i x_j(t-l) +
   * (1-a_i) u_i heard from one other at a lag of one to three, and (1-d) a the strength asked for.
   */
  private Truth delayedPrivate() {
    double strength = options.strength();
    // a = strength / (1-d) stays at or below .9
    double mostReliant = Math.min(MOST_RELIANT, 1 - strength / MOST_HEARD);
    double[] d = uniform(mostReliant - .15, mostReliant);
    double[] phi = uniform(.3, .5);
    double[] anchor = uniform(.35, .65);
    double[][][] influence = new double[LAGS][n][n];
    double[][] a = new double[n][n];
    int[] source = new int[n];
    int[] lag = new int[n];
    for (int i = 0; i < n; i++) {
      source[i] = (i + 1 + random.nextInt(n - 1)) % n;
      lag[i] = random.nextInt(LAGS);
      a[i][source[i]] = strength / (1 - d[i]);
      influence[0][i][i] = d[i];
      influence[lag[i]][i][source[i]] = strength;
    }
    double[][] hidden = new double[x.length][n];
    hidden[0] = anchor.clone();
    x[0] = anchor.clone();
    for (int t = 1; t < x.length; t++) {
      for (int i = 0; i < n; i++) {
        double weight = a[i][source[i]];
        double heard =
            weight * x[Math.max(0, t - 1 - lag[i])][source[i]] + (1 - weight) * anchor[i];
        double news = options.noise() * random.nextGaussian();
        hidden[t][i] = inside(d[i] * hidden[t - 1][i] + (1 - d[i]) * heard + news);
        double said = phi[i] * hidden[t][i] + (1 - phi[i]) * heard;
        x[t][i] = inside(said + .25 * options.noise() * random.nextGaussian());
      }
    }
    return truth(influence, null, anchor, d, phi, a, hidden, null);
  }

  /** Everybody alone; the second blogger's posts are in the mood of the first's a period before. */
  private Truth echo() {
    double[][] content = new double[x.length][n];
    for (int t = 0; t < x.length; t++) {
      content[t] = uniform(.2, .8);
      if (t > 0) {
        content[t][1] = content[t - 1][0];
      }
    }
    return alone(0, content);
  }

  private Truth alone(double shockMemory) {
    return alone(shockMemory, null);
  }

  /** x_i = u_i + r_i + h_i s; r and s first-order autoregressions. */
  private Truth alone(double shockMemory, double @Nullable [][] content) {
    double[] anchor = uniform(.4, .6);
    double[] memory = uniform(.3, .8);
    double[] loading = shockMemory > 0 ? uniform(.5, 1.5) : new double[n];
    double[] own = new double[n];
    double[][] influence = new double[n][n];
    double shock = 0;
    for (int t = 0; t < x.length; t++) {
      shock = shockMemory * shock + options.noise() * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        own[i] = memory[i] * own[i] + options.noise() * random.nextGaussian();
        x[t][i] = inside(anchor[i] + own[i] + loading[i] * shock);
        influence[i][i] = memory[i];
      }
    }
    return truth(new double[][][] {influence}, null, anchor, null, null, null, null, content);
  }

  private double[] levelFree(double[] pi) {
    double[] e = new double[n];
    double level = 0;
    for (int i = 0; i < n; i++) {
      e[i] = options.noise() * random.nextGaussian();
      level += pi[i] * e[i];
    }
    for (int i = 0; i < n; i++) {
      e[i] -= level / Rows.sum(pi);
    }
    return e;
  }

  private double[] uniform(double low, double high) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return values;
  }

  /** Comment scores can only average to values in here. */
  private static double inside(double value) {
    return Math.max(LOWEST, Math.min(HIGHEST, value));
  }
}
