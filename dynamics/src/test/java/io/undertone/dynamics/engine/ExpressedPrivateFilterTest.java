// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpressedPrivateFilterTest {

  @Test
  void unitNoiseWithoutTheLogDeterminantIsThePublishedObjective() {
    JsonNode reference = Reference.read("epo_filter");
    double[][] x = Reference.matrix(reference.get("X"));
    double[][] cells = Reference.matrix(reference.get("cells"));
    double[][] objective = Reference.matrix(reference.get("objective"));
    double[][] logDeterminant = Reference.matrix(reference.get("logdet"));
    int n = x[0].length;
    for (int i = 0; i < n; i++) {
      ExpressedPrivateFilter filter = new ExpressedPrivateFilter(grid(cells), others(n, i));
      for (int t = 0; t < x.length; t++) {
        filter.observe(true, x[t][i], 1, t == 0 ? new double[n] : pick(x[t - 1], i), WS);
      }
      for (int cell = 0; cell < cells.length; cell++) {
        assertThat(filter.objective(cell)).isCloseTo(objective[i][cell], within(1e-9));
        assertThat(filter.logDeterminant(cell)).isCloseTo(logDeterminant[i][cell], within(1e-9));
        if (cells[cell][0] < 1 || cells[cell][1] < 1) {
          double[] a = Reference.vector(reference.get("a").get(i).get(cell));
          assertThat(filter.listening(cell)).containsExactly(a, within(1e-6));
        }
      }
    }
  }

  private static final RowWorkspace WS = new RowWorkspace();

  private static PrivateGrid grid(double[][] cells) {
    double[][] columns = new double[3][cells.length];
    for (int cell = 0; cell < cells.length; cell++) {
      for (int k = 0; k < 3; k++) {
        columns[k][cell] = cells[cell][k];
      }
    }
    return new PrivateGrid(columns[0], columns[1], columns[2]);
  }

  private static int[] others(int n, int i) {
    return IntStream.range(0, n).filter(j -> j != i).toArray();
  }

  private static double[] pick(double[] x, int i) {
    return IntStream.of(others(x.length, i)).mapToDouble(j -> x[j]).toArray();
  }
}
