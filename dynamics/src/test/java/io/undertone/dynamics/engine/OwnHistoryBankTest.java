// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OwnHistoryBankTest {
  private static final JsonNode REFERENCE = Reference.read("kalman_bank");
  private static final double[] Y = Reference.vector(REFERENCE.get("y"));
  private static final double[] R = Reference.vector(REFERENCE.get("R"));

  @Test
  void aSingleMemberReproducesTheReferenceFilter() {
    double[][] rows = Reference.matrix(REFERENCE.get("single_member").get("rows"));
    OwnHistory member = new OwnHistory(Y[0], new double[] {.8}, new double[] {1.5});
    for (int t = 0; t < Y.length; t++) {
      boolean observed = !Double.isNaN(Y[t]);
      member.update(observed, Y[t], R[t]);
      double forecast = member.forecastMean;
      member.finish();
      double[] m = member.member(0);
      double[] actual = {forecast, m[0], m[1], m[2], m[3], m[4], m[5], member.filtered};
      assertThat(actual).as("period %s", t).containsExactly(rows[t], within(1e-10));
    }
  }

  @Test
  void theFullBankReproducesTheReferenceForecastsAndWeights() {
    JsonNode rows = REFERENCE.get("full_bank").get("rows");
    OwnHistoryBank bank = new OwnHistoryBank();
    boolean[] active = {true};
    bank.join(Y[0], new boolean[0]);
    for (int t = 0; t < Y.length; t++) {
      OwnHistory own = bank.get(0);
      own.update(!Double.isNaN(Y[t]), Y[t], R[t]);
      bank.reweigh(active);
      own.finish();
      JsonNode row = rows.get(t);
      assertThat(own.forecastMean).isCloseTo(row.get("forecast").doubleValue(), within(1e-10));
      assertThat(own.filtered).isCloseTo(row.get("filt").doubleValue(), within(1e-10));
      assertThat(own.weights).containsExactly(Reference.vector(row.get("weights")), within(1e-10));
    }
  }

  @Test
  void aJoiningBloggerStartsAtTheCrowdsMeanWithTheAverageEvidence() {
    OwnHistoryBank bank = new OwnHistoryBank();
    bank.join(.5, new boolean[0]);
    bank.join(.5, new boolean[] {true});
    for (int t = 0; t < 20; t++) {
      bank.get(0).update(true, .4 + .01 * t, .001);
      bank.get(1).update(true, .6, .001);
    }
    bank.join(.55, new boolean[] {true, true});
    double[] evidence = bank.get(2).logLikelihood;
    for (int k = 0; k < evidence.length; k++) {
      double average = (bank.get(0).logLikelihood[k] + bank.get(1).logLikelihood[k]) / 2;
      assertThat(evidence[k]).isCloseTo(average, within(1e-12));
    }
    assertThat(bank.get(2).mean(0)).isCloseTo(.55, within(1e-12));
    assertThat(bank.get(2).everObserved()).isFalse();
    assertThat(Arrays.stream(evidence).distinct().count()).isGreaterThan(3);
  }
}
