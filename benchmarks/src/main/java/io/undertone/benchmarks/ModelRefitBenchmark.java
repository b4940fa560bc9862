// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.IncrementalModel;
import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.SentimentSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * One more period and a refit from sums beside a fit to the whole history of so many periods: the
 * first should cost the same at every length, the second grows with it. A tenth of the values is
 * missing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ModelRefitBenchmark {
  @Param({"mean", "french-degroot", "friedkin-johnsen", "delayed-anchor-1", "delayed-perception"})
  String model;

  @Param({"100", "1000", "10000"})
  int periods;

  @Param({"7", "12"})
  int n;

  private SentimentSeries series = SentimentSeries.empty(List.of());
  private Online<?> online = new Online<>(incremental("mean"), series);

  /** A learner that goes round the last periods. */
  private static final class Online<L extends Learner> {
    private final IncrementalModel<L> model;
    private final L learner;
    private final List<String> names;
    private final List<double[]> values = new ArrayList<>();
    private final List<boolean[]> observed = new ArrayList<>();
    private int next;

    Online(IncrementalModel<L> model, SentimentSeries series) {
      this.model = model;
      learner = model.learner();
      names = new ArrayList<>(series.bloggers());
      for (int i = 0; i < names.size(); i++) {
        learner.enter(i, null);
      }
      for (int t = 0; t < series.length(); t++) {
        learner.observe(series.values(t), series.observed(t));
        if (series.length() - t <= 50) {
          values.add(series.values(t));
          observed.add(series.observed(t));
        }
      }
    }

    FitOutcome step() {
      next = (next + 1) % values.size();
      learner.observe(values.get(next), observed.get(next));
      return model.fit(learner, names);
    }
  }

  private static IncrementalModel<?> incremental(String name) {
    return (IncrementalModel<?>) Models.byName(name);
  }

  /** Everybody listens to itself and to the crowd. */
  @Setup
  public void prepare() {
    Random random = new Random(7);
    double[] x = new double[n];
    SentimentSeries.Builder builder = SentimentSeries.builder();
    Instant start = Instant.parse("1990-01-01T00:00:00Z");
    for (int t = 0; t < periods; t++) {
      Instant from = start.plus(Duration.ofDays(t));
      Period period = new Period(from, from.plus(Duration.ofDays(1)));
      builder.period(period);
      double mean = 0;
      for (double value : x) {
        mean += value / n;
      }
      for (int i = 0; i < n; i++) {
        x[i] = .5 * x[i] + .3 * mean + .1 + .04 * random.nextGaussian();
        if (random.nextDouble() < .9) {
          builder.add(period, String.format(Locale.ROOT, "b%03d", i), x[i], null);
        }
      }
    }
    series = builder.build();
    online = new Online<>(incremental(model), series);
  }

  /** One period and a refit from what is remembered. */
  @Benchmark
  public FitOutcome online() {
    return online.step();
  }

  /** A fit to the whole history. */
  @Benchmark
  public FitOutcome batch() {
    return Models.byName(model).fit(series);
  }
}
