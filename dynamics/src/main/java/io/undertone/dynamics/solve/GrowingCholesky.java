// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

/**
 * Factor L L' of a symmetric matrix that grows or shrinks by one row and column at a time. Kept by
 * rows and by columns, since a solve with L runs along its columns and one with L' along its rows;
 * allocates nothing once made. Appending costs k^2/2, so does a triangular solve, a removal at most
 * 3 k^2; to extend a solve to a new last row costs k.
 */
final class GrowingCholesky {
  private static final double SINGULAR = 1e-13;

  /** L_rc = lower[r][c] = upper[c][r] for c &lt; r. */
  private final double[][] lower;

  private final double[][] upper;

  /** 1/L_rr. */
  private final double[] reciprocal;

  private int size;

  /**
   * @param capacity largest size
   */
  GrowingCholesky(int capacity) {
    lower = new double[capacity][capacity];
    upper = new double[capacity][capacity + 2];
    reciprocal = new double[capacity];
  }

  int size() {
    return size;
  }

  /** Takes out all rows. */
  void clear() {
    size = 0;
  }

  /** Where {@link #start} expects a row, from its diagonal on, then its entries of x and y. */
  double[] row(int r) {
    return upper[r];
  }

  /**
   * Factors the matrix whose rows were written into {@link #row}, and solves L^-1 x and L^-1 y on
   * the way; false, and the factor is empty, when the matrix is singular.
   */
  boolean start(int count, double[] x, double[] y) {
    size = 0;
    for (int c = 0; c < count; c++) {
      reciprocal[c] = upper[c][c];
    }
    for (int c = 0; c < count; c++) {
      double[] own = upper[c];
      if (!(own[c] > SINGULAR * reciprocal[c])) {
        return false;
      }
      double scale = 1 / Math.sqrt(own[c]);
      reciprocal[c] = scale;
      for (int r = c + 1; r < count + 2; r++) {
        own[r] *= scale;
      }
      for (int r = c + 1; r < count; r++) {
        lower[r][c] = own[r];
        Rows.add(upper[r], r, count + 2, own, -own[r]);
      }
      x[c] = own[count];
      y[c] = own[count + 1];
    }
    size = count;
    return true;
  }

  /**
   * Takes out one row and column of the matrix. With L Q lower triangular again for rotations Q of
   * neighbouring columns, Q'L^-1 x and Q'L^-1 y are what the given L^-1 x and L^-1 y become.
   */
  void remove(int position, double[] x, double[] y) {
    size--;
    double[] gone = lower[position];
    System.arraycopy(lower, position + 1, lower, position, size - position);
    lower[size] = gone;
    for (int k = position; k < size; k++) {
      double here = lower[k][k];
      double beside = 1 / reciprocal[k + 1];
      double root = Math.sqrt(here * here + beside * beside);
      double cosine = here / root;
      double sine = beside / root;
      reciprocal[k] = 1 / root;
      for (int r = k + 1; r < size; r++) {
        rotate(lower[r], k, cosine, sine);
      }
      rotate(x, k, cosine, sine);
      rotate(y, k, cosine, sine);
    }
    for (int r = position; r < size; r++) {
      transpose(r);
    }
  }

  private void transpose(int r) {
    double[] row = lower[r];
    for (int c = 0; c < r; c++) {
      upper[c][r] = row[c];
    }
  }

  private static void rotate(double[] x, int at, double cosine, double sine) {
    double left = x[at];
    double right = x[at + 1];
    x[at] = cosine * left + sine * right;
    x[at + 1] = cosine * right - sine * left;
  }

  /**
   * Adds a row; false, and nothing changes but what {@link #rejected} says, when the matrix would
   * be singular.
   *
   * @param row its entries left of the diagonal, as many as the present size
   */
  boolean append(double[] row, double diagonal) {
    double[] own = lower[size];
    System.arraycopy(row, 0, own, 0, size);
    double pivot = diagonal;
    for (int c = 0; c < size; c++) {
      double value = own[c] * reciprocal[c];
      own[c] = value;
      pivot -= value * value;
      Rows.add(own, c + 1, size, upper[c], -value);
    }
    if (!(pivot > SINGULAR * diagonal)) {
      return false;
    }
    reciprocal[size] = 1 / Math.sqrt(pivot);
    transpose(size);
    size++;
    return true;
  }

  /** L^-1 of the row that the last {@link #append} refused. */
  void rejected(double[] result) {
    System.arraycopy(lower[size], 0, result, 0, size);
  }

  /** x &lt;- L^-1 x, where all but the last entry of x are solved. */
  void forwardLast(double[] x) {
    int last = size - 1;
    double[] row = lower[last];
    double sum = x[last];
    for (int c = 0; c < last; c++) {
      sum -= row[c] * x[c];
    }
    x[last] = sum * reciprocal[last];
  }

  /** x &lt;- L'^-1 x. */
  void backward(double[] x) {
    for (int r = size - 1; r >= 0; r--) {
      double value = x[r] * reciprocal[r];
      x[r] = value;
      Rows.add(x, 0, r, lower[r], -value);
    }
  }
}
