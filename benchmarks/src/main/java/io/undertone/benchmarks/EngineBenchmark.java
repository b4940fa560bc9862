// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One refit: all copies of the network, edge tests, private opinions and the next forecast, after
 * one more period. The engine has learned {@code history} periods before, so that every part is at
 * work; the cost does not depend on their number. State bytes per row are printed at the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class EngineBenchmark {
  private static final int PERIODS = 64;

  @Param({"7", "100", "1000", "5000"})
  int bloggers;

  @Param({"1", "2"})
  int threads;

  private OnlineEngine engine = new OnlineEngine(1);
  private double[][] y = {};
  private double[][] r = {};
  private boolean[] observed = {};
  private int period;

  /** Listens to two others and itself; enough noise for every part to have work. */
  @Setup(Level.Trial)
  public void learn() {
    Random random = new Random(1);
    y = new double[PERIODS][bloggers];
    r = new double[PERIODS][bloggers];
    observed = new boolean[bloggers];
    Arrays.fill(observed, true);
    double[] x = new double[bloggers];
    Arrays.fill(x, .5);
    for (int t = 0; t < PERIODS; t++) {
      double[] next = new double[bloggers];
      for (int i = 0; i < bloggers; i++) {
        double others = x[(i + 1) % bloggers] + x[(i * 7 + 3) % bloggers];
        next[i] = .1 + .2 * x[i] + .3 * others + .04 * random.nextGaussian();
        r[t][i] = 4e-4 * Math.exp(.5 * random.nextGaussian());
        y[t][i] = next[i] + Math.sqrt(r[t][i]) * random.nextGaussian();
      }
      x = next;
    }
    engine = new OnlineEngine(threads);
    for (int i = 0; i < bloggers; i++) {
      engine.join();
    }
    int history = bloggers <= 100 ? 200 : 50;
    for (period = 0; period < history; period++) {
      refit();
    }
  }

  /** One more period, and the forecast of the next. */
  @Benchmark
  public ForecastPath refit() {
    int t = period++ % PERIODS;
    engine.observe(y[t], observed, r[t]);
    return engine.forecast(1);
  }

  /** Prints the size of the state. */
  @TearDown(Level.Trial)
  public void report() {
    System.out.printf(
        Locale.ROOT,
        "state: %d bloggers, %d bytes per row%n",
        bloggers,
        RefitCost.bytes(engine) / bloggers);
    engine.close();
  }
}
