// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.SimplexQp;

/** Scratch memory of one worker, and what the last row's prediction said. */
final class RowWorkspace {
  /** Forecasts of the nine rungs. */
  final double[] forecasts = new double[NetworkRow.RUNGS];

  /** Their variances, without the learned scale. */
  final double[] variances = new double[NetworkRow.RUNGS];

  /** Mean and variance of the mixture over rungs. */
  double mean;

  double variance;

  /** Prediction of the network rungs alone. */
  double net;

  /** wP: variance passed on by the regressors; Pp: of the state; S: of the value. */
  double passedOn;

  double stateVariance;
  double netVariance;

  double[] deviation = {};
  double[] average = {};
  double[] quadratic = {};
  double[] linear = {};
  double[] solution = {};
  SimplexQp solver = new SimplexQp(1);
  private int capacity;

  /** Makes room for p regressors. */
  void reserve(int p) {
    if (p > capacity) {
      capacity = p;
      deviation = new double[p];
      average = new double[p];
      quadratic = new double[p * p];
      linear = new double[p];
      solution = new double[p];
      solver = new SimplexQp(p);
    }
  }
}
