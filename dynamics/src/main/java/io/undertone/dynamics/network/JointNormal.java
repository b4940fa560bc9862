// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.Random;

/**
 * Draws a row's weights, W = mean + L z; L is kept column by column, which is read in one sweep.
 */
final class JointNormal {
  private final double[] mean;
  private final double[] columns;

  JointNormal(UncertainRow row) {
    this.mean = row.mean();
    this.columns = new double[row.factor().length];
    int size = mean.length;
    int at = 0;
    for (int b = 0; at < columns.length; b++) {
      for (int a = b; a < size; a++) {
        columns[at++] = row.factor()[a * (a + 1) / 2 + b];
      }
    }
  }

  /** The weights for the next K standard normal numbers z. */
  double[] next(Random random) {
    double[] drawn = mean.clone();
    int at = 0;
    for (int b = 0; b < drawn.length; b++) {
      double z = random.nextGaussian();
      for (int a = b; a < drawn.length; a++) {
        drawn[a] += columns[at + a - b] * z;
      }
      at += drawn.length - b;
    }
    return drawn;
  }
}
