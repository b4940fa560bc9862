// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
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

/** The simplex QP from a vertex and from its own solution, beside a general convex solver. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SimplexQpBenchmark {
  @Param({"8", "33", "101"})
  int weights;

  private double[][] quadratic = {};
  private double[] linear = {};
  private double[] solution = {};
  private SimplexQp qp = new SimplexQp(1);
  private final R064Store one = R064Store.FACTORY.make(1, 1);
  private R064Store q = one;
  private R064Store c = one;
  private R064Store ones = one;
  private R064Store minus = one;

  /** A Gram matrix of three observations a weight. */
  @Setup
  public void prepare() {
    Random random = new Random(7);
    int n = weights;
    quadratic = new double[n][n];
    linear = new double[n];
    double[] row = new double[n];
    for (int t = 0; t < 3 * n; t++) {
      Arrays.setAll(row, j -> .6 + .1 * random.nextGaussian());
      double y = .6 * row[0] + .3 * row[n / 2] + .06 + .05 * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        linear[i] += row[i] * y;
        for (int j = 0; j < n; j++) {
          quadratic[i][j] += row[i] * row[j];
        }
      }
    }
    qp = new SimplexQp(n);
    solution = new double[n];
    qp.solve(n, Quadratic.of(quadratic), linear, false, solution);
    q = R064Store.FACTORY.make(n, n);
    c = R064Store.FACTORY.make(n, 1);
    ones = R064Store.FACTORY.make(1, n);
    minus = R064Store.FACTORY.make(n, n);
    one.set(0, 0, 1.0);
    for (int i = 0; i < n; i++) {
      ones.set(0, i, 1.0);
      minus.set(i, i, -1.0);
      c.set(i, 0, linear[i]);
      for (int j = 0; j < n; j++) {
        q.set(i, j, quadratic[i][j]);
      }
    }
  }

  /** From the best vertex. */
  @Benchmark
  public double fromAVertex() {
    qp.solveCold(weights, Quadratic.of(quadratic), linear, false, solution);
    return qp.objective();
  }

  /** From the support of the last solution, as the engine does. */
  @Benchmark
  public double fromTheLastSolution() {
    qp.solve(weights, Quadratic.of(quadratic), linear, false, solution);
    return qp.objective();
  }

  /** ojAlgo's convex solver, model building included. */
  @Benchmark
  public Optimisation.Result ojAlgo() {
    return ConvexSolver.newBuilder()
        .objective(q, c)
        .equalities(ones, one)
        .inequalities(minus, R064Store.FACTORY.make(weights, 1))
        .build()
        .solve();
  }
}
