// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/** Small dense products that keep the models readable. */
final class Dense {
  private Dense() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  static double sum(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value;
    }
    return sum;
  }

  static double[][] multiply(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        double factor = a[i][k];
        if (factor != 0) {
          for (int j = 0; j < product[i].length; j++) {
            product[i][j] += factor * b[k][j];
          }
        }
      }
    }
    return product;
  }
}
