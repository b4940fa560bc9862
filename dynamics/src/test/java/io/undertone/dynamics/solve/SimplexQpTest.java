// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

import static io.undertone.dynamics.Reference.matrix;
import static io.undertone.dynamics.Reference.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

class SimplexQpTest {

  static Stream<JsonNode> problems() {
    return StreamSupport.stream(Reference.read("simplex_qp").get("problems").spliterator(), false);
  }

  @ParameterizedTest(name = "problem {index}")
  @MethodSource("problems")
  void reproducesTheReferenceProblems(JsonNode problem) {
    int n = problem.get("n").intValue();
    SimplexQp qp = new SimplexQp(n);
    double[] w = new double[n];
    qp.solve(
        n,
        Quadratic.of(matrix(problem.get("H"))),
        vector(problem.get("h")),
        problem.get("capped").booleanValue(),
        w);
    assertThat(w).containsExactly(vector(problem.get("w")), within(1e-8));
    assertThat(qp.objective()).isCloseTo(problem.get("objective").doubleValue(), within(1e-8));
    assertThat(qp.kktResidual()).isLessThan(1e-9);
  }

  @ParameterizedTest(name = "n = {0}, rank {1}, capped {2}")
  @CsvSource({
    "1,1,false",
    "1,0,true",
    "3,3,false",
    "8,20,true",
    "8,20,false",
    "20,5,false",
    "20,5,true",
    "33,60,true",
    "50,2,false",
    "50,2,true",
    "50,1,false",
    "100,300,true",
    "30,30,false"
  })
  void agreesWithAnInteriorPointSolverOnRandomProblems(int n, int rank, boolean capped) {
    SimplexQp qp = new SimplexQp(n);
    Random random = new Random(31L * n + rank);
    for (int round = 0; round < 20; round++) {
      double[] h = new double[n];
      double[] quadratic = gram(n, rank, random, h);
      double[] w = new double[n];
      qp.solve(n, Quadratic.of(Rows.of(n, quadratic)), h, capped, w);
      assertThat(qp.kktResidual()).isLessThan(1e-9);
      assertFeasible(w, capped);
      double trace = 1e-12;
      for (int j = 0; j < n; j++) {
        trace += quadratic[j * n + j];
      }
      double reference = interiorPoint(n, quadratic, h, capped);
      assertThat(qp.objective()).isCloseTo(reference, within(1e-6 * trace));
      assertThat(qp.objective()).isLessThan(reference + 1e-9 * trace);
    }
  }

  @Test
  void aWarmStartGivesTheSameMinimiserInFewerSteps() {
    int n = 33;
    Random random = new Random(5);
    double[] h = new double[n];
    double[] quadratic = gram(n, 80, random, h);
    SimplexQp qp = new SimplexQp(n);
    double[] cold = new double[n];
    qp.solve(n, Quadratic.of(Rows.of(n, quadratic)), h, true, cold);
    int coldSteps = qp.iterations();
    double[] warm = cold.clone();
    qp.solve(n, Quadratic.of(Rows.of(n, quadratic)), h, true, warm);
    assertThat(warm).containsExactly(cold, within(1e-12));
    assertThat(qp.iterations()).isLessThan(coldSteps);
    double[] wrong = new double[n];
    java.util.Arrays.fill(wrong, 0.7);
    qp.solve(n, Quadratic.of(Rows.of(n, quadratic)), h, true, wrong);
    assertThat(wrong).containsExactly(cold, within(1e-10));
  }

  @Test
  void aWarmStartFromDependentColumnsFallsBackToAVertex() {
    double[] w = {0.5, 0.5, 0};
    SimplexQp qp = new SimplexQp(3);
    qp.solve(
        3,
        Quadratic.of(Rows.of(3, new double[] {1, 1, 0, 1, 1, 0, 0, 0, 1})),
        new double[] {1, 1, 2},
        false,
        w);
    assertThat(qp.kktResidual()).isLessThan(1e-12);
    assertThat(w[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void aZeroMatrixGivesTheBestVertex() {
    double[] w = new double[3];
    SimplexQp qp = new SimplexQp(3);
    qp.solve(3, Quadratic.of(Rows.of(3, new double[9])), new double[] {1e-3, 3e-3, -1}, false, w);
    assertThat(w).containsExactly(0, 1, 0);
    qp.solve(3, Quadratic.of(Rows.of(3, new double[9])), new double[] {-1, -2, -3}, true, w);
    assertThat(w).containsExactly(0, 0, 0);
    qp.solveCold(3, Quadratic.of(Rows.of(3, new double[9])), new double[3], false, w);
    assertThat(qp.kktResidual()).isZero();
  }

  @Test
  void oneWeightIsOneOrCappedAtOne() {
    double[] w = new double[1];
    SimplexQp qp = new SimplexQp(1);
    qp.solve(1, Quadratic.of(Rows.of(1, new double[] {4})), new double[] {1}, false, w);
    assertThat(w[0]).isEqualTo(1);
    qp.solve(1, Quadratic.of(Rows.of(1, new double[] {4})), new double[] {1}, true, w);
    assertThat(w[0]).isCloseTo(0.25, within(1e-15));
    qp.solve(1, Quadratic.of(Rows.of(1, new double[] {4})), new double[] {9}, true, w);
    assertThat(w[0]).isEqualTo(1);
  }

  @Test
  void scaleDoesNotMatter() {
    Random random = new Random(9);
    double[] h = new double[12];
    double[] quadratic = gram(12, 40, random, h);
    double[] w = new double[12];
    double[] tiny = new double[12];
    SimplexQp qp = new SimplexQp(12);
    qp.solve(12, Quadratic.of(Rows.of(12, quadratic)), h, true, w);
    double objective = qp.objective();
    double multiplier = qp.multiplier();
    for (int i = 0; i < quadratic.length; i++) {
      quadratic[i] *= 1e-9;
    }
    for (int i = 0; i < h.length; i++) {
      h[i] *= 1e-9;
    }
    qp.solve(12, Quadratic.of(Rows.of(12, quadratic)), h, true, tiny);
    assertThat(tiny).containsExactly(w, within(1e-10));
    assertThat(qp.objective()).isCloseTo(1e-9 * objective, within(1e-18));
    assertThat(qp.multiplier()).isCloseTo(1e-9 * multiplier, within(1e-17));
  }

  @Test
  void refusesProblemsItCannotSolve() {
    SimplexQp qp = new SimplexQp(2);
    double[] w = new double[3];
    assertThatThrownBy(() -> new SimplexQp(0)).hasMessageContaining("at least one weight");
    assertThatThrownBy(
            () -> qp.solve(3, Quadratic.of(Rows.of(3, new double[9])), new double[3], false, w))
        .hasMessage("A problem of 3 weights was given; this workspace takes 1 to 2.");
    assertThatThrownBy(
            () ->
                qp.solve(
                    2,
                    Quadratic.of(new double[][] {{1, 0}, {0, -1}}),
                    new double[] {0, 0},
                    false,
                    w))
        .hasMessageContaining("entry 1 has H = -1.0 and h = 0.0");
    assertThatThrownBy(
            () ->
                qp.solve(
                    2,
                    Quadratic.of(new double[][] {{1, 0}, {0, 1}}),
                    new double[] {Double.NaN, 0},
                    false,
                    w))
        .hasMessageContaining("entry 0 has H = 1.0 and h = NaN");
  }

  @Test
  void onlyRowsOfWeightsThatBecomePositiveAreAskedFor() {
    int n = 200;
    double[] h = new double[n];
    double[][] rows = Rows.of(n, gram(n, 80, new Random(11), h));
    Set<Integer> asked = new HashSet<>();
    SimplexQp qp = new SimplexQp(n);
    double[] w = new double[n];
    qp.solveCold(
        n,
        new Quadratic() {
          @Override
          public double diagonal(int j) {
            return rows[j][j];
          }

          @Override
          public double[] row(int j) {
            asked.add(j);
            return rows[j];
          }
        },
        h,
        false,
        w);

    double[] whole = new double[n];
    qp.solveCold(n, Quadratic.of(rows), h, false, whole);
    assertThat(w).isEqualTo(whole);
    assertThat(asked).hasSizeBetween(1, qp.iterations() + 1).hasSizeLessThan(n / 2);
    for (int j = 0; j < n; j++) {
      assertThat(w[j] == 0 || asked.contains(j)).isTrue();
    }
  }

  private static double[] gram(int n, int rank, Random random, double[] h) {
    double[] quadratic = new double[n * n];
    double[] row = new double[n];
    for (int r = 0; r < rank; r++) {
      for (int j = 0; j < n; j++) {
        row[j] = 0.6 + 0.3 * random.nextGaussian();
      }
      double y = 0.6 + 0.3 * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        h[i] += row[i] * y;
        for (int j = 0; j < n; j++) {
          quadratic[i * n + j] += row[i] * row[j];
        }
      }
    }
    return quadratic;
  }

  private static void assertFeasible(double[] w, boolean capped) {
    double sum = 0;
    for (double weight : w) {
      assertThat(weight).isNotNegative();
      sum += weight;
    }
    assertThat(sum).isLessThan(1 + 1e-12);
    if (!capped) {
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  private static double interiorPoint(int n, double[] quadratic, double[] h, boolean capped) {
    int size = capped ? n + 1 : n;
    R064Store q = R064Store.FACTORY.make(size, size);
    R064Store c = R064Store.FACTORY.make(size, 1);
    R064Store ones = R064Store.FACTORY.make(1, size);
    R064Store minus = R064Store.FACTORY.make(size, size);
    for (int i = 0; i < size; i++) {
      ones.set(0, i, 1.0);
      minus.set(i, i, -1.0);
      c.set(i, 0, i < n ? h[i] : 0);
      for (int j = 0; j < n && i < n; j++) {
        q.set(i, j, quadratic[i * n + j]);
      }
    }
    R064Store one = R064Store.FACTORY.make(1, 1);
    one.set(0, 0, 1.0);
    Optimisation.Result result =
        ConvexSolver.newBuilder()
            .objective(q, c)
            .equalities(ones, one)
            .inequalities(minus, R064Store.FACTORY.make(size, 1))
            .build()
            .solve();
    double value = 0;
    for (int i = 0; i < n; i++) {
      double hw = 0;
      for (int j = 0; j < n; j++) {
        hw += quadratic[i * n + j] * result.doubleValue(j);
      }
      value += result.doubleValue(i) * (0.5 * hw - h[i]);
    }
    return value;
  }
}
