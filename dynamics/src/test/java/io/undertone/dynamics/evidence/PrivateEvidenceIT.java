// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.evidence.Tables.Mean;
import io.undertone.dynamics.evidence.Tables.Share;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where private opinions are shown, and how far they are from what is thought. */
class PrivateEvidenceIT {
  private static final double Z90 = 1.6449;

  private static final class Row {
    final Share supported = new Share();
    final Share ever = new Share();
    final Share covered = new Share();
    final Mean error = new Mean();
    final Mean expressedError = new Mean();
    final Mean resilienceError = new Mean();
    final Share resilience = new Share();
  }

  @Test
  void privateOpinionsAreShownWhereTheyExist() throws IOException {
    assumeTrue(Tables.run("private", PrivateEvidenceIT::privateOpinions), "left out");
  }

  private static void privateOpinions() {
    Row there = row(300, .8, .4, true, .01);
    Row nowhere = row(300, .8, 1, true, .02);
    if (Tables.FULL) {
      row(300, .8, .4, false, .01);
      row(1000, .8, .4, true, .02);
      row(300, .4, .4, true, .01);
      row(1000, .8, 1, false, .02);
    }
    assertThat(there.supported.value()).isGreaterThan(nowhere.supported.value());
    assertThat(nowhere.ever.value()).isLessThanOrEqualTo(.06);
    assertThat(there.covered.value()).isGreaterThan(.8);
  }

  private static Row row(int periods, double own, double phi, boolean delayed, double noise) {
    Row row = new Row();
    Tables.each(
            Tables.seeds(5, 2),
            seed -> follow(World.reserved(6, periods, own, phi, delayed, noise, 1300 + seed), row))
        .forEach(done -> {});
    Tables.print(
        "| d = %.1f, phi = %.1f, %s, noise %.2f, T = %d | supported at the end %s, ever %s | 90 %% interval"
            + " of p covers %s | error of p %.4f, of what is said %.4f | phi covered %s, error %s |",
        own,
        phi,
        delayed ? "delays" : "lag 1",
        noise,
        periods,
        row.supported,
        row.ever,
        row.covered,
        Math.sqrt(row.error.value()),
        Math.sqrt(row.expressedError.value()),
        row.resilience,
        row.resilienceError);
    return row;
  }

  private static boolean follow(World world, Row row) {
    boolean[] ever = new boolean[world.size()];
    try (Watched watched = new Watched(world)) {
      watched.run(
          (t, engine) -> {
            if (t >= 60 && t % 10 == 0) {
              for (int i = 0; i < ever.length; i++) {
                ever[i] |= look(world, engine, i, t, row);
              }
            }
          });
    }
    for (boolean supported : ever) {
      row.ever.add(supported);
    }
    return true;
  }

  private static boolean look(World world, OnlineEngine engine, int i, int t, Row row) {
    PrivateEstimate view = engine.privateView(i);
    Double mean = view.mean();
    Double error = view.standardError();
    Double resilience = view.resilience();
    boolean supported = mean != null && error != null && resilience != null;
    if (t == world.periods()) {
      row.supported.add(supported);
      row.resilience.add(
          Measures.inside(
              world.phi()[i],
              engine.report(i).resilienceLower(),
              engine.report(i).resilienceUpper()));
    }
    if (mean != null && error != null && resilience != null && t > world.periods() / 2) {
      double truth = world.p()[t - 1][i];
      row.covered.add(Measures.inside(truth, mean - Z90 * error, mean + Z90 * error));
      row.error.add((mean - truth) * (mean - truth));
      double said = engine.filteredSentiment(i) - truth;
      row.expressedError.add(said * said);
      row.resilienceError.add(Math.abs(resilience - world.phi()[i]));
    }
    return supported;
  }
}
