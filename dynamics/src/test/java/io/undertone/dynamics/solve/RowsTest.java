// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over rows, against the plain loops, to the bit. */
class RowsTest {

  private static double[][] random(Random random, int rows, int columns) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 11})
  void rowsAreAddedInTheirOrder(int rows) {
    Random random = new Random(rows);
    double[][] x = random(random, rows, 7);
    double[] a = random(random, 1, rows)[0];
    double[] expected = random(random, 1, 7)[0];
    double[] actual = expected.clone();
    for (int p = rows / 4; p < rows; p++) {
      for (int s = 1; s < 6; s++) {
        expected[s] += a[p] * x[p][s];
      }
    }

    Rows.add(actual, 1, 6, x, a, rows / 4, rows);

    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void productsAndSumsAreThoseOfTheDefinition(int n) {
    Random random = new Random(n);
    double[][] a = random(random, n, n + 1);
    double[][] b = random(random, n + 1, n + 2);
    double[][] product = Rows.multiply(a, b);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n + 2; j++) {
        double sum = 0;
        double[] column = new double[n + 1];
        for (int k = 0; k <= n; k++) {
          column[k] = b[k][j];
          sum += a[i][k] * column[k];
        }
        assertThat(product[i][j]).isEqualTo(sum);
        assertThat(Rows.dot(a[i], column)).isEqualTo(sum);
      }
    }
    double sum = 0;
    for (double value : a[0]) {
      sum += value;
    }
    assertThat(Rows.sum(a[0])).isEqualTo(sum);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aFlatMatrixIsTakenApartRowByRow(int n) {
    double[] flat = random(new Random(n), 1, n * n)[0];
    double[][] rows = Rows.of(n, flat);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(rows[i][j]).isCloseTo(flat[i * n + j], within(0.0));
      }
    }
  }
}
