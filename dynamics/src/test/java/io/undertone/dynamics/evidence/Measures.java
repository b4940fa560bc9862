// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import io.undertone.dynamics.engine.AudienceReport;
import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.evidence.Tables.Mean;
import io.undertone.dynamics.evidence.Tables.Share;
import io.undertone.dynamics.findings.Influence.ClaimLevel;

/** What an engine says of a world, against the truth, over all edges that were looked at. */
final class Measures {
  static final double STRONG = .1;
  static final double RELEVANT = .05;

  final Mean weightError = new Mean();
  final Mean squaredForecastError = new Mean();
  final Share rightLag = new Share();
  final Share zeros = new Share();
  final Share weights = new Share();
  final Mean width = new Mean();
  final Share shownInside = new Share();
  final Share own = new Share();
  final Share stubbornness = new Share();
  final Share anchor = new Share();
  final Share anchorUndetermined = new Share();
  final Share resilience = new Share();
  final Share confirmed = new Share();
  final Share claimed = new Share();
  final Share falselyConfirmed = new Share();
  final Share falselyClaimed = new Share();
  final Share rightLagOfConfirmed = new Share();
  final Share excludedZeros = new Share();
  final Share excludedStrong = new Share();

  /** Looks at every edge and every audience. */
  void look(World world, OnlineEngine engine) {
    for (EdgeEstimate edge : engine.influences()) {
      if (edge.source() != edge.target()) {
        edge(world, edge);
      }
    }
    for (int i = 0; i < world.size(); i++) {
      audience(world, i, engine.report(i));
    }
  }

  private void edge(World world, EdgeEstimate edge) {
    double truth = world.weights()[edge.target()][edge.source()];
    int lag = world.lags()[edge.target()][edge.source()];
    weightError.add(Math.abs(edge.weight() - truth));
    boolean isConfirmed = edge.level() == ClaimLevel.CONFIRMED;
    boolean isClaimed = Watched.claimed(edge);
    if (truth > STRONG) {
      rightLag.add(edge.lag() == lag);
    }
    if (truth >= RELEVANT) {
      confirmed.add(isConfirmed);
      claimed.add(isClaimed);
    }
    if (isConfirmed) {
      falselyConfirmed.add(truth == 0);
      if (truth > 0) {
        rightLagOfConfirmed.add(edge.lag() == lag);
      }
    }
    if (isClaimed) {
      falselyClaimed.add(truth == 0);
    }
    if (truth == 0) {
      excludedZeros.add(edge.level() == ClaimLevel.EXCLUDED);
    } else if (truth > STRONG) {
      excludedStrong.add(edge.level() == ClaimLevel.EXCLUDED);
    }
  }

  private void audience(World world, int i, AudienceReport report) {
    double sum = 0;
    for (double weight : world.weights()[i]) {
      sum += weight;
    }
    for (int s = 0; s < report.sources().length; s++) {
      double truth = world.weights()[i][report.sources()[s]];
      double lower = report.lower()[s];
      double upper = report.upper()[s];
      (truth == 0 ? zeros : weights).add(lower <= truth && truth <= upper);
      shownInside.add(lower <= report.weight(s) && report.weight(s) <= upper);
      if (truth > 0) {
        width.add(upper - lower);
      }
    }
    own.add(inside(world.weights()[i][i], report.ownLower(), report.ownUpper()));
    stubbornness.add(inside(1 - sum, report.stubbornnessLower(), report.stubbornnessUpper()));
    anchor.add(inside(world.anchors()[i], report.anchorLower(), report.anchorUpper()));
    anchorUndetermined.add(report.anchorLower() <= 0 && report.anchorUpper() >= 1);
    resilience.add(inside(world.phi()[i], report.resilienceLower(), report.resilienceUpper()));
  }

  static boolean inside(double truth, double lower, double upper) {
    return lower <= truth && truth <= upper;
  }

  /** Squared errors of the issued forecast against what is said next; ask before the period. */
  void forecast(World world, OnlineEngine engine, int next) {
    double[] mean = engine.forecast(1).means()[0];
    for (int i = 0; i < mean.length; i++) {
      double error = mean[i] - world.x()[next][i];
      squaredForecastError.add(error * error);
    }
  }

  double forecastError() {
    return Math.sqrt(squaredForecastError.value());
  }
}
