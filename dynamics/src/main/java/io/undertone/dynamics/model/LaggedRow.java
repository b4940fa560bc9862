// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * Sufficient statistics of one row: how far each regressor alone misses the target. For target y_t
 * and regressor z_c(t) the error is e_c = y - z_c; on the simplex the residual of weights w is
 * sum_c w_c e_c, so that the sum of its squares is w'Dw with
 *
 * <pre>
 *   S_cd = sum_t e_c e_d ,   n_cd periods in which both are observed ,   D_cd = N S_cd / n_cd
 * </pre>
 *
 * N the targets of the row: moments of pairwise complete periods, the plain Gram matrix where
 * nothing is missing. A constant column g needs no column: its error is y - g. All is relative to
 * the row's first value f, u = y - f.
 *
 * <p>Columns are appended as audiences come, {@code lags} for each after one of the row's own, and
 * kept as a packed lower triangle; the lags of one audience are observed together.
 */
final class LaggedRow {
  private final int lags;
  private boolean begun;
  private double first;
  private int targets;
  private double sum;
  private double squares;
  private double[] products = {};
  private double[] errors = {};
  private double[] crossed = {};
  private int[] pairs = {};

  /**
   * @param lags columns of each audience
   */
  LaggedRow(int lags) {
    this.lags = lags;
  }

  /** Group 0 is the row's own column, group 1 + j the audience of place j. */
  int column(int group, int lag) {
    return group == 0 ? 0 : 1 + (group - 1) * lags + lag;
  }

  /** Whether the row's audience has been seen. */
  boolean begun() {
    return begun;
  }

  /** The row's first value f. */
  double first() {
    return first;
  }

  void begin(double value) {
    if (!begun) {
      begun = true;
      first = value;
    }
  }

  /** N. */
  int targets() {
    return targets;
  }

  /** Targets for which a group of columns was observed. */
  int pairs(int group) {
    return pairs(group, group);
  }

  /** Targets for which both groups of columns were observed. */
  int pairs(int a, int b) {
    int at = packed(a, b);
    return at < pairs.length ? pairs[at] : 0;
  }

  private static int packed(int a, int b) {
    return a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
  }

  private static int triangle(int size) {
    return size * (size + 1) / 2;
  }

  /**
   * One more target.
   *
   * @param y its value
   * @param groups observed, ascending
   * @param z their columns, group by group
   */
  void add(double y, int[] groups, int count, double[] z) {
    reserve(groups[count - 1] + 1);
    double u = y - first;
    targets++;
    sum += u;
    squares += u * u;
    int k = 0;
    for (int a = 0; a < count; a++) {
      int columns = groups[a] == 0 ? 1 : lags;
      for (int l = 0; l < columns; l++, k++) {
        int c = column(groups[a], l);
        double e = y - z[k];
        errors[c] += e;
        crossed[c] += e * u;
        int row = triangle(c);
        int m = 0;
        for (int b = 0; b <= a; b++) {
          int base = column(groups[b], 0);
          int width = groups[b] == 0 ? 1 : b == a ? l + 1 : lags;
          for (int q = 0; q < width; q++, m++) {
            products[row + base + q] += e * (y - z[m]);
          }
        }
      }
      int row = triangle(groups[a]);
      for (int b = 0; b <= a; b++) {
        pairs[row + groups[b]]++;
      }
    }
  }

  private void reserve(int groups) {
    if (triangle(groups) > pairs.length) {
      int size = 1 + (groups - 1) * lags;
      pairs = Arrays.copyOf(pairs, triangle(groups));
      products = Arrays.copyOf(products, triangle(size));
      errors = Arrays.copyOf(errors, size);
      crossed = Arrays.copyOf(crossed, size);
    }
  }

  /** Forgets a group of columns. */
  void clear(int group) {
    for (int l = 0; l < lags; l++) {
      int c = column(group, l);
      if (c >= errors.length) {
        return;
      }
      errors[c] = 0;
      crossed[c] = 0;
      for (int d = 0; d < errors.length; d++) {
        products[packed(c, d)] = 0;
      }
    }
    for (int b = 0; triangle(b + 1) <= pairs.length; b++) {
      pairs[packed(group, b)] = 0;
    }
  }

  /** S_cd. */
  double product(int c, int d) {
    return products[packed(c, d)];
  }

  /** Sum of the errors of a column. */
  double error(int c) {
    return errors[c];
  }

  /** Sum over targets of e_c (y - g) where c is observed. */
  double productWithConstant(int c, double g) {
    return crossed[c] - (g - first) * errors[c];
  }

  /** Sum over targets of (y - g)(y - h). */
  double productOfConstants(double g, double h) {
    double a = g - first;
    double b = h - first;
    return squares - (a + b) * sum + a * b * targets;
  }

  /** Sum over targets of y - g. */
  double errorOfConstant(double g) {
    return sum - (g - first) * targets;
  }

  void transfer(Codec codec) {
    begun = codec.value(begun);
    first = codec.value(first);
    targets = codec.value(targets);
    sum = codec.value(sum);
    squares = codec.value(squares);
    products = codec.numbers(products);
    errors = codec.numbers(errors);
    crossed = codec.numbers(crossed);
    pairs = codec.indices(pairs);
  }
}
