// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

/**
 * Factor L L' of a symmetric matrix that grows or shrinks by one row and column at a time. Flat and
 * row-major, with 1/L_kk on the diagonal; allocates nothing once made. Appending costs k^2/2, so
 * does a triangular solve, a removal at most 3 k^2; to extend a solve to a new last row costs k.
 */
final class GrowingCholesky {
  private static final double SINGULAR = 1e-13;

  private final double[] factor;
  private final int stride;
  private int size;

  /**
   * @param capacity largest size
   */
  GrowingCholesky(int capacity) {
    stride = capacity;
    factor = new double[capacity * capacity];
  }

  int size() {
    return size;
  }

  /** Takes out all rows. */
  void clear() {
    size = 0;
  }

  /**
   * Takes out one row and column of the matrix. With L Q lower triangular again for rotations Q of
   * neighbouring columns, Q'L^-1 x and Q'L^-1 y are what the given L^-1 x and L^-1 y become.
   */
  void remove(int position, double[] x, double[] y) {
    size--;
    for (int r = position; r < size; r++) {
      System.arraycopy(factor, (r + 1) * stride, factor, r * stride, r + 2);
    }
    for (int k = position; k < size; k++) {
      int row = k * stride + k;
      double beside = 1 / factor[row + 1];
      double root = Math.sqrt(factor[row] * factor[row] + beside * beside);
      double cosine = factor[row] / root;
      double sine = beside / root;
      factor[row] = 1 / root;
      for (int r = k + 1; r < size; r++) {
        rotate(factor, r * stride + k, cosine, sine);
      }
      rotate(x, k, cosine, sine);
      rotate(y, k, cosine, sine);
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
    int own = size * stride;
    double pivot = diagonal;
    for (int r = 0; r < size; r++) {
      double sum = row[r];
      int other = r * stride;
      for (int c = 0; c < r; c++) {
        sum -= factor[own + c] * factor[other + c];
      }
      sum *= factor[other + r];
      factor[own + r] = sum;
      pivot -= sum * sum;
    }
    if (!(pivot > SINGULAR * diagonal)) {
      return false;
    }
    factor[own + size++] = 1 / Math.sqrt(pivot);
    return true;
  }

  /** L^-1 of the row that the last {@link #append} refused. */
  void rejected(double[] result) {
    System.arraycopy(factor, size * stride, result, 0, size);
  }

  /** x &lt;- L^-1 x, where all but the last entry of x are solved. */
  void forwardLast(double[] x) {
    int last = size - 1;
    int row = last * stride;
    double sum = x[last];
    for (int c = 0; c < last; c++) {
      sum -= factor[row + c] * x[c];
    }
    x[last] = sum * factor[row + last];
  }

  /** x &lt;- L'^-1 x. */
  void backward(double[] x) {
    for (int r = size - 1; r >= 0; r--) {
      double value = x[r] * factor[r * stride + r];
      x[r] = value;
      int row = r * stride;
      for (int c = 0; c < r; c++) {
        x[c] -= factor[row + c] * value;
      }
    }
  }
}
