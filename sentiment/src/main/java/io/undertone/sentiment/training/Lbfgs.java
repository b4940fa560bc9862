// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * Minimises a smooth convex function by limited-memory BFGS with a backtracking line search
 * (Nocedal and Wright 2006, algorithm 7.5). Every sum runs in a fixed order, so the result is the
 * same on every machine.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /** A function and its gradient. */
  interface Objective {
    /** Value at x; writes the gradient at x into gradient. */
    double at(double[] x, double[] gradient);
  }

  private final double[][] steps = new double[MEMORY][];
  private final double[][] changes = new double[MEMORY][];
  private final double[] curvatures = new double[MEMORY];
  private int stored;

  private Lbfgs() {}

  /**
   * Moves x to the minimum.
   *
   * @param tolerance stops when the gradient has shrunk to this share of what it was at the start
   */
  static void minimise(Objective objective, double[] x, int maxIterations, double tolerance) {
    new Lbfgs().run(objective, x, maxIterations, tolerance);
  }

  private void run(Objective objective, double[] x, int maxIterations, double tolerance) {
    double[] gradient = new double[x.length];
    double value = objective.at(x, gradient);
    double target = tolerance * norm(gradient);
    double[] candidate = new double[x.length];
    double[] candidateGradient = new double[x.length];
    for (int k = 0; k < maxIterations && norm(gradient) > target; k++) {
      double[] direction = direction(gradient);
      double slope = dot(direction, gradient);
      double length = stored == 0 ? 1 / Math.max(1, norm(gradient)) : 1;
      double next = Double.POSITIVE_INFINITY;
      for (int halvings = 0; halvings < 40; halvings++) {
        for (int i = 0; i < x.length; i++) {
          candidate[i] = x[i] + length * direction[i];
        }
        next = objective.at(candidate, candidateGradient);
        if (next <= value + SUFFICIENT_DECREASE * length * slope) {
          break;
        }
        length /= 2;
      }
      if (!(next < value)) {
        return;
      }
      remember(x, candidate, gradient, candidateGradient);
      System.arraycopy(candidate, 0, x, 0, x.length);
      System.arraycopy(candidateGradient, 0, gradient, 0, x.length);
      value = next;
    }
  }

  private double[] direction(double[] gradient) {
    double[] d = gradient.clone();
    int have = Math.min(stored, MEMORY);
    double[] alpha = new double[MEMORY];
    for (int k = stored - 1; k >= stored - have; k--) {
      int slot = k % MEMORY;
      alpha[slot] = dot(steps[slot], d) / curvatures[slot];
      addScaled(d, -alpha[slot], changes[slot]);
    }
    if (have > 0) {
      int last = (stored - 1) % MEMORY;
      scale(d, curvatures[last] / dot(changes[last], changes[last]));
    }
    for (int k = stored - have; k < stored; k++) {
      int slot = k % MEMORY;
      double beta = dot(changes[slot], d) / curvatures[slot];
      addScaled(d, alpha[slot] - beta, steps[slot]);
    }
    scale(d, -1);
    return d;
  }

  private void remember(double[] x, double[] next, double[] gradient, double[] nextGradient) {
    double[] step = next.clone();
    addScaled(step, -1, x);
    double[] change = nextGradient.clone();
    addScaled(change, -1, gradient);
    double curvature = dot(step, change);
    if (curvature > 0) {
      int slot = stored % MEMORY;
      steps[slot] = step;
      changes[slot] = change;
      curvatures[slot] = curvature;
      stored++;
    }
  }

  private static void addScaled(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  private static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
