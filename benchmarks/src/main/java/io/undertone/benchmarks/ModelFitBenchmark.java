// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FrenchDeGroot;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.convex.ConvexSolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole fit (regressors, all rows, uniqueness, forecast) beside ojAlgo's convex solver on the
 * same rows: divide one time by the other. Not identified is as much work as fitted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ModelFitBenchmark {
  @Param({
    "french-degroot",
    "friedkin-johnsen",
    "friedkin-johnsen-free",
    "delayed-anchor-1",
    "delayed-anchor-2"
  })
  String model;

  @Param({"7", "50", "200"})
  int n;

  @Param({"10", "200"})
  int periods;

  private OpinionModel fitted = new FrenchDeGroot();
  private SentimentSeries series = SentimentSeries.empty(List.of());
  private double[][] x = {};

  /** Everybody listens to itself, its neighbour and an anchor. */
  @Setup
  public void prepare() {
    Random random = new Random(7);
    x = new double[periods][n];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      names.add(String.format(Locale.ROOT, "b%03d", i));
      x[0][i] = .3 + .4 * random.nextDouble();
    }
    boolean[] observed = new boolean[n];
    Arrays.fill(observed, true);
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    series = SentimentSeries.empty(names);
    for (int t = 0; t < periods; t++) {
      for (int i = 0; i < n && t > 0; i++) {
        x[t][i] =
            .5 * x[t - 1][i]
                + .3 * x[t - 1][(i + 1) % n]
                + .2 * x[0][i]
                + .04 * random.nextGaussian();
      }
      Instant from = start.plus(Duration.ofDays(t));
      series =
          series.observe(new Period(from, from.plus(Duration.ofDays(1))), x[t], observed, null);
    }
    fitted = Models.byName(model);
  }

  /** Undertone. */
  @Benchmark
  public FitOutcome undertone() {
    return fitted.fit(series);
  }

  /** ojAlgo, the first row only, since all rows of 200 bloggers take it minutes. */
  @Benchmark
  public double ojAlgoOneRow() {
    return row(0);
  }

  private double row(int i) {
    int first = model.startsWith("delayed") ? 1 + lag() : 1;
    int p = regressors(first, i).length;
    R064Store q = R064Store.FACTORY.make(p, p);
    R064Store c = R064Store.FACTORY.make(p, 1);
    R064Store ones = R064Store.FACTORY.make(1, p);
    R064Store one = R064Store.FACTORY.make(1, 1);
    R064Store minus = R064Store.FACTORY.make(p, p);
    one.set(0, 0, 1.0);
    double[] gram = new double[p * p];
    double[] moment = new double[p];
    for (int t = first; t < periods; t++) {
      double[] z = regressors(t, i);
      for (int a = 0; a < p; a++) {
        moment[a] += z[a] * x[t][i];
        for (int b = 0; b < p; b++) {
          gram[a * p + b] += z[a] * z[b];
        }
      }
    }
    for (int a = 0; a < p; a++) {
      c.set(a, 0, moment[a]);
      for (int b = 0; b < p; b++) {
        q.set(a, b, gram[a * p + b]);
      }
    }
    for (int a = 0; a < p; a++) {
      ones.set(0, a, 1.0);
      minus.set(a, a, -1.0);
    }
    return ConvexSolver.newBuilder()
        .objective(q, c)
        .equalities(ones, one)
        .inequalities(minus, R064Store.FACTORY.make(p, 1))
        .build()
        .solve()
        .getValue();
  }

  private int lag() {
    return model.charAt(model.length() - 1) - '0';
  }

  private double[] regressors(int t, int i) {
    double[] own =
        switch (model) {
          case "friedkin-johnsen" -> new double[] {x[0][i]};
          case "friedkin-johnsen-free" -> new double[] {1, 0};
          case "delayed-anchor-1", "delayed-anchor-2" -> new double[] {x[t - 1 - lag()][i]};
          default -> new double[0];
        };
    double[] z = Arrays.copyOf(x[t - 1], n + own.length);
    System.arraycopy(own, 0, z, n, own.length);
    return z;
  }
}
