// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.dynamics.engine.OnlineEngine;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What one refit costs on one thread, as a table: {@code benchmarks/run refit [PERIODS [AUDIENCES
 * ...]]}. A refit is one more period learned, the next forecast, all edges with their intervals and
 * claims, and all private opinions. Times are the thread's own processor time, so that a busy
 * machine changes them little; each is the median of the last periods. Without PERIODS there are
 * 560, and 80 of more than 1,000 audiences. The right-hand columns divide by the number of
 * audiences.
 */
public final class RefitCost {
  private static final int[] SIZES = {3, 7, 12, 24, 60, 200, 1000, 10_000};
  private static final int PERIODS = 560;
  private static final int LARGE = 1000;
  private static final int PERIODS_OF_LARGE = 80;
  private static final int MEASURED = 20;

  private RefitCost() {}

  /** Prints the table. */
  public static void main(String[] args) {
    int[] sizes =
        args.length > 1 ? Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray() : SIZES;
    System.out.println(
        "| audiences | periods | learn and forecast, ms | edges and private opinions, ms | refit, ms"
            + " | us an audience | state, kB an audience |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int size : sizes) {
      int usual = size > LARGE ? PERIODS_OF_LARGE : PERIODS;
      int periods = args.length > 0 ? Integer.parseInt(args[0]) : usual;
      measure(size, Math.max(MEASURED + 1, periods));
    }
  }

  private static void measure(int n, int periods) {
    Random random = new Random(1);
    boolean[] observed = new boolean[n];
    Arrays.fill(observed, true);
    double[] x = new double[n];
    Arrays.fill(x, .5);
    double[] learn = new double[MEASURED];
    double[] show = new double[MEASURED];
    try (OnlineEngine engine = new OnlineEngine(1)) {
      for (int i = 0; i < n; i++) {
        engine.join();
      }
      for (int t = 0; t < periods; t++) {
        double[] r = new double[n];
        double[] y = new double[n];
        x = next(x, y, r, random);
        int at = t - periods + MEASURED;
        long start = processorTime();
        engine.observe(y, observed, r);
        engine.forecast(1);
        long learned = processorTime();
        if (at >= 0 || t % 10 == 0) {
          engine.influences();
          for (int i = 0; i < n; i++) {
            engine.privateView(i);
          }
        }
        if (at >= 0) {
          learn[at] = (learned - start) / 1e6;
          show[at] = (processorTime() - learned) / 1e6;
        }
      }
      double state = bytes(engine) / 1000.0 / n;
      print(n, periods, median(learn), median(show), state);
    }
  }

  /** Everybody listens to itself and two others. */
  private static double[] next(double[] x, double[] y, double[] r, Random random) {
    int n = x.length;
    double[] next = new double[n];
    for (int i = 0; i < n; i++) {
      double others = x[(i + 1) % n] + x[(i * 7 + 3) % n];
      next[i] = .1 + .2 * x[i] + .3 * others + .04 * random.nextGaussian();
      r[i] = 4e-4 * Math.exp(.5 * random.nextGaussian());
      double value = next[i] + Math.sqrt(r[i]) * random.nextGaussian();
      y[i] = Math.max(0, Math.min(1, value));
    }
    return next;
  }

  private static void print(int n, int periods, double learn, double show, double state) {
    System.out.printf(
        Locale.ROOT,
        "| %,d | %d | %.2f | %.2f | %.2f | %.0f | %.1f |%n",
        n,
        periods,
        learn,
        show,
        learn + show,
        1000 * (learn + show) / n,
        state);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Size of all that the engine remembers. */
  static long bytes(OnlineEngine engine) {
    var state = engine.exportState();
    return state.shared().length + state.rows().stream().mapToLong(row -> row.length).sum();
  }
}
