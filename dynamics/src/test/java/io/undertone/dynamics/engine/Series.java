// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.evidence.World;
import java.util.Arrays;

/** A series of periods for tests: y and R by period and blogger, NaN where missing. */
record Series(double[][] y, double[][] r) {

  static Series read(JsonNode node) {
    return new Series(Reference.matrix(node.get("Y")), Reference.matrix(node.get("R")));
  }

  static Series of(World world) {
    return new Series(world.y(), world.r());
  }

  static Series constantR(double[][] y, double r) {
    double[][] variances = new double[y.length][y[0].length];
    for (double[] row : variances) {
      Arrays.fill(row, r);
    }
    return new Series(y, variances);
  }

  int periods() {
    return y.length;
  }

  int bloggers() {
    return y[0].length;
  }

  boolean[] observed(int t) {
    boolean[] observed = new boolean[y[t].length];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = !Double.isNaN(y[t][i]);
    }
    return observed;
  }

  Observation observation(int t) {
    return Observation.checked(bloggers(), y[t], null, observed(t), r[t]);
  }

  void feed(OnlineEngine engine, int t) {
    engine.observe(y[t], observed(t), r[t]);
  }

  OnlineEngine newEngine() {
    return newEngine(1);
  }

  OnlineEngine newEngine(int threads) {
    OnlineEngine engine = new OnlineEngine(threads);
    for (int i = 0; i < bloggers(); i++) {
      engine.join();
    }
    return engine;
  }

  OnlineEngine run(int until) {
    OnlineEngine engine = newEngine();
    for (int t = 0; t < until; t++) {
      feed(engine, t);
    }
    return engine;
  }
}
