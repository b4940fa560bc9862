// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.Calibration;

/**
 * Fits p = 1 / (1 + exp(-(a z + c + o))) to margins z, offsets o and targets t by Newton's method
 * on the weighted logistic loss (Platt 1999). Give it margins of texts that the model has not seen.
 */
final class PlattScaling {
  private static final int MAX_ITERATIONS = 50;
  private static final double RIDGE = 1e-9;

  private PlattScaling() {}

  static Calibration fit(double[] z, double[] offsets, double[] t, double[] weights) {
    double a = 1;
    double c = 0;
    for (int k = 0; k < MAX_ITERATIONS; k++) {
      double ga = 0;
      double gc = 0;
      double haa = RIDGE;
      double hac = 0;
      double hcc = RIDGE;
      for (int i = 0; i < z.length; i++) {
        double p = new Calibration(a, c + offsets[i]).probability(z[i]);
        double error = weights[i] * (p - t[i]);
        double curvature = weights[i] * p * (1 - p);
        ga += error * z[i];
        gc += error;
        haa += curvature * z[i] * z[i];
        hac += curvature * z[i];
        hcc += curvature;
      }
      // [a c] <- [a c] - H^-1 g
      double determinant = haa * hcc - hac * hac;
      double stepA = (hcc * ga - hac * gc) / determinant;
      double stepC = (haa * gc - hac * ga) / determinant;
      a -= stepA;
      c -= stepC;
      if (Math.abs(stepA) + Math.abs(stepC) < 1e-10) {
        break;
      }
    }
    return new Calibration(a, c);
  }
}
