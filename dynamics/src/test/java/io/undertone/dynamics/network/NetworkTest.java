// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.model.LinearDynamics;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final JsonNode FJ = Reference.read("fj_equilibrium");
  private static final double[][] W = Reference.matrix(FJ.get("W"));
  private static final double[] LAMBDA = Reference.vector(FJ.get("lam"));
  private static final double[] U = Reference.vector(FJ.get("u"));

  private static double[][] effective() {
    double[][] b = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        b[i][j] = LAMBDA[i] * W[i][j];
      }
    }
    return b;
  }

  @Test
  void friedkinJohnsenEquilibriumEqualsTheReference() {
    Convergence reached = Convergence.of(effective());
    double[][] expected = Reference.matrix(FJ.get("V"));
    double[] limit = Reference.vector(FJ.get("x_star"));
    for (int i = 0; i < 3; i++) {
      assertThat(reached.control()[i]).containsExactly(expected[i], within(1e-12));
      assertThat(dot(reached.control()[i], U)).isCloseTo(limit[i], within(1e-12));
    }
    assertThat(Arrays.stream(reached.power()).sum()).isCloseTo(1, within(1e-12));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Whatever the network: V is where iterating leads, average over a cycle included. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void iteratingLeadsWhereControlSays(long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(6);
    int states = n * (1 + random.nextInt(3));
    double[][] f = new double[states][states];
    for (int i = 0; i < states; i++) {
      if (i >= n) {
        f[i][i - n] = 1;
        continue;
      }
      double left = random.nextInt(3) == 0 ? .2 + .7 * random.nextDouble() : 1;
      for (int heard = 1 + random.nextInt(3); heard > 0; heard--) {
        double share = heard == 1 ? left : left * random.nextDouble();
        f[i][random.nextInt(states)] += share;
        left -= share;
      }
    }
    double[] anchors = random.doubles(n).toArray();
    double[] z = new double[states];
    for (int k = 0; k < states; k++) {
      z[k] = anchors[k % n];
    }
    double[] mean = new double[n];
    int warm = 6_000;
    int rounds = 27_720;
    for (int t = 0; t < warm + rounds; t++) {
      double[] next = new double[states];
      for (int i = 0; i < states; i++) {
        next[i] = dot(f[i], z) + (1 - Arrays.stream(f[i]).sum()) * anchors[i % n];
      }
      z = next;
      for (int i = 0; t >= warm && i < n; i++) {
        mean[i] += z[i] / rounds;
      }
    }
    Convergence reached = Convergence.of(f, n);
    for (int i = 0; i < n; i++) {
      assertThat(dot(reached.control()[i], anchors)).isCloseTo(mean[i], within(1e-6));
      assertThat(Arrays.stream(reached.control()[i]).sum()).isCloseTo(1, within(1e-9));
    }
    assertThat(Arrays.stream(reached.power()).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void delayedPerceptionOfTheOthersKeepsTheLimit() {
    double[][] b = effective();
    double[][][] lagged = new double[6][3][3];
    double[] constant = new double[3];
    for (int i = 0; i < 3; i++) {
      constant[i] = (1 - LAMBDA[i]) * U[i];
      for (int j = 0; j < 3; j++) {
        lagged[FJ.get("delays").get(i).get(j).intValue()][i][j] = b[i][j];
      }
    }
    double[][] past = {U, U, U, U, U, U};
    double[][] path = LinearDynamics.lagged(lagged, constant, new double[3], past).run(3000);
    double[][] first = Reference.matrix(FJ.get("delayed_first10"));
    for (int t = 0; t < 10; t++) {
      assertThat(path[t]).containsExactly(first[t], within(1e-12));
    }
    assertThat(path[2999])
        .containsExactly(Reference.vector(FJ.get("delayed_limit")), within(1e-12));
  }

  @Test
  void delayingEverythingSplitsIntoInterleavedChains() {
    JsonNode reference = FJ.get("all_delayed_tau2");
    double[][] history = Reference.matrix(reference.get("history"));
    double[][] newestFirst = {history[2], history[1], history[0]};
    double[][][] lagged = new double[3][3][3];
    lagged[2] = W;
    double[][] path =
        LinearDynamics.lagged(lagged, new double[3], new double[3], newestFirst).run(3000);
    double[][] next = Reference.matrix(reference.get("next6"));
    for (int t = 0; t < 6; t++) {
      assertThat(path[t]).containsExactly(next[t], within(1e-12));
    }
    double[][] cycle = Reference.matrix(reference.get("limit_cycle"));
    for (int t = 0; t < 3; t++) {
      assertThat(path[2997 + t]).containsExactly(cycle[t], within(1e-12));
    }
  }

  @Test
  void closedComponentWithoutStubbornnessReportsConsensusWeights() {
    double[] pi = Convergence.of(W).power();
    for (int j = 0; j < 3; j++) {
      double carried = 0;
      for (int i = 0; i < 3; i++) {
        carried += pi[i] * W[i][j];
      }
      assertThat(carried).isCloseTo(pi[j], within(1e-12));
    }
    assertThat(Convergence.of(W).consensus()).isTrue();
  }

  @Test
  void cycleOfThreeHasPeriodThreeAndNeverSettles() {
    double[][] ring = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    Convergence convergence = Convergence.of(ring);
    assertThat(convergence.components().get(0).period()).isEqualTo(3);
    assertThat(convergence.settles()).isFalse();
    assertThat(convergence.consensus()).isFalse();
    assertThat(convergence.mixingTime()).isInfinite();
  }

  @Test
  void twoClosedCampsReachNoConsensus() {
    double[][] camps = {{.5, .5, 0, 0}, {.5, .5, 0, 0}, {0, 0, .3, .7}, {.1, 0, .4, .5}};
    List<Convergence.Component> components = Convergence.components(camps);
    assertThat(components).hasSize(2);
    assertThat(components.get(0).members()).containsExactly(0, 1);
    assertThat(components.get(0).closed()).isTrue();
    assertThat(components.get(1).closed()).isFalse();
    camps[3] = new double[] {0, 0, .5, .5};
    assertThat(Convergence.of(camps).consensus()).isFalse();
    assertThat(Convergence.of(camps).secondModulus()).isCloseTo(1, within(1e-12));
  }

  @Test
  void longChainOfListenersDoesNotOverflow() {
    int n = 2000;
    double[][] chain = new double[n][n];
    for (int i = 0; i < n; i++) {
      chain[i][Math.max(0, i - 1)] = 1;
    }
    assertThat(Convergence.components(chain)).hasSize(n);
  }

  @Test
  void changeSpreadsByPowersOfTheMatrix() {
    WhatIf whatIf = WhatIf.of(rows(1), 2, 2);
    assertThat(whatIf.mean()[0]).containsExactly(0, .2, .7);
    assertThat(whatIf.mean()[1]).containsExactly(new double[] {.1, .26, .55}, within(1e-12));
    assertThat(whatIf.intervals()).isFalse();
    assertThat(whatIf.lower()).isDeepEqualTo(whatIf.mean());
    assertThatThrownBy(() -> WhatIf.of(rows(1), 3, 1)).hasMessageContaining("0..2");
  }

  @Test
  void whatIsHeardLaterArrivesLater() {
    WhatIf whatIf = WhatIf.of(rows(2), 2, 3);
    assertThat(whatIf.mean()[0]).containsExactly(0, 0, .7);
    assertThat(whatIf.mean()[1][1]).isCloseTo(W[1][2], within(1e-12));
  }

  /** The rows of W without uncertainty; others are heard with a delay. */
  private static List<UncertainRow> rows(int delay) {
    List<UncertainRow> rows = new ArrayList<>();
    for (int i = 0; i < W.length; i++) {
      double[] shares = new double[3 * W.length];
      for (int j = 0; j < W.length; j++) {
        shares[3 * j + (i == j ? 0 : delay - 1)] = 1;
      }
      rows.add(new UncertainRow(new int[] {0, 1, 2}, W[i], shares, W[i], new double[0]));
    }
    return rows;
  }
}
