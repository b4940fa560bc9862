// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion.Support;

/** An engine that is given a series, and looked at now and then; NaN stands for missing. */
final class Watched implements AutoCloseable {
  /** What is looked at after that many periods. */
  interface Look {
    void at(int periods, OnlineEngine engine);
  }

  private final OnlineEngine engine = new OnlineEngine(1);
  private final double[][] y;
  private final double[][] r;

  Watched(double[][] y, double[][] r) {
    this.y = y;
    this.r = r;
    for (int i = 0; i < y[0].length; i++) {
      engine.join();
    }
  }

  Watched(World world) {
    this(world.y(), world.r());
  }

  /** Learns every period and looks after each. */
  OnlineEngine run(Look look) {
    for (int t = 0; t < y.length; t++) {
      boolean[] observed = new boolean[y[t].length];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = !Double.isNaN(y[t][i]);
      }
      engine.observe(y[t], observed, r[t]);
      look.at(t + 1, engine);
    }
    return engine;
  }

  /** Whether a claim was made at any of the dates, and at the last one. */
  static final class Ever {
    boolean confirmed;
    boolean likely;
    boolean supported;
    boolean confirmedNow;
    boolean likelyNow;

    void look(OnlineEngine engine) {
      confirmedNow = false;
      likelyNow = false;
      for (EdgeEstimate edge : engine.influences()) {
        if (edge.source() != edge.target()) {
          confirmedNow |= edge.level() == ClaimLevel.CONFIRMED;
          likelyNow |= edge.level() != ClaimLevel.UNDETERMINED && claimed(edge);
        }
      }
      confirmed |= confirmedNow;
      likely |= likelyNow;
      if (likelyNow) {
        for (int i = 0; i < engine.size(); i++) {
          supported |= engine.privateView(i).status() == Support.SUPPORTED;
        }
      }
    }
  }

  static boolean claimed(EdgeEstimate edge) {
    return edge.level() == ClaimLevel.CONFIRMED || edge.level() == ClaimLevel.LIKELY;
  }

  @Override
  public void close() {
    engine.close();
  }
}
