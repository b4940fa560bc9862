// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeTests;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.SimplexQp;
import org.jspecify.annotations.Nullable;

/** Scratch memory of one worker, and what the last row's prediction said. */
final class RowWorkspace {
  /** Forecasts and variances of the rungs: bank, groups, cross. */
  final double[] forecasts = new double[16];

  final double[] variances = new double[16];

  /** Predictions by cell. */
  final double[] cells = new double[64];

  final double[] scores = new double[64];

  /** Weights of the rungs and of the groups, evidence of the peers included. */
  final double[] rungs = new double[16];

  final double[] groups = new double[8];

  /** Mean and variance of the mixture over rungs. */
  double mean;

  double variance;

  /** Prediction of the network rungs alone. */
  double net;

  /** bm - .5 d[own]: what the cross rungs start from. */
  double off;

  /** wP: variance passed on by the regressors; Pp: of the state; S: of the value. */
  double passedOn;

  double stateVariance;
  double netVariance;

  final PrivateMoments moments = new PrivateMoments();
  final CellScore score = new CellScore();
  final RowPosterior posterior = new RowPosterior();
  final EdgeTests claims = new EdgeTests();

  /** Made by the first crowd that needs it. */
  private @Nullable SourceScreen screen;

  double[] z = {};
  double[] zVariance = {};
  double[] deviation = {};
  double[] average = {};
  double[] seen = {};
  double[] mean0 = {};
  double[] combined = {};
  double[][] quadratic = {};
  Quadratic programme = Quadratic.of(quadratic);
  double[] base = {};
  double[] diagonal = {};
  double[] ridge = {};
  double[] linear = {};
  double[] solution = {};
  SimplexQp solver = new SimplexQp(1);
  private int capacity;

  SourceScreen screen() {
    SourceScreen made = screen;
    if (made == null) {
      made = new SourceScreen();
      screen = made;
    }
    return made;
  }

  /** Makes room for p regressors, and as many weights. */
  void reserve(int p) {
    if (p > capacity) {
      capacity = p;
      int size = p + 1;
      z = new double[size];
      zVariance = new double[size];
      deviation = new double[size];
      average = new double[size];
      seen = new double[size];
      mean0 = new double[size];
      combined = new double[size];
      quadratic = new double[size][size];
      programme = Quadratic.of(quadratic);
      base = new double[size];
      diagonal = new double[size];
      ridge = new double[size];
      linear = new double[size];
      solution = new double[size];
      solver = new SimplexQp(size);
    }
  }
}
