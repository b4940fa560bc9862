// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayedExpressedPrivateTest {

  @Test
  void simulatedPrivateOpinionsFulfilTheRowEquation() {
    JsonNode reference = Reference.read("engine2_identity");
    double[] d = Reference.vector(reference.get("d"));
    double[] phi = Reference.vector(reference.get("phi"));
    double[] r = Reference.vector(reference.get("r"));
    double[] b = Reference.vector(reference.get("b"));
    double[][] x = Reference.matrix(reference.get("x"));
    double[][] p = Reference.matrix(reference.get("p"));
    double[][] c = Reference.matrix(reference.get("c"));
    double[][][] a = new double[3][][];
    for (int l = 0; l < 3; l++) {
      a[l] = Reference.matrix(reference.get("A").get(l));
    }
    for (int i = 0; i < d.length; i++) {
      assertThat(d[i] * (1 - phi[i]) / (1 - phi[i] * d[i])).isCloseTo(r[i], within(1e-12));
      for (int t = 6; t < x.length; t++) {
        double eta = p[t][i] - d[i] * p[t - 1][i] - (1 - d[i]) * c[t][i];
        double said = d[i] * x[t - 1][i] + (1 - d[i]) * b[i] + phi[i] * eta;
        for (int l = 1; l <= 3; l++) {
          for (int j = 0; j < d.length; j++) {
            double w = (1 - d[i]) * a[l - 1][i][j];
            said += w * (x[t - l][j] - r[i] * x[t - l - 1][j]) / (1 - r[i]);
          }
        }
        assertThat(x[t][i]).as("audience %s at %s", i, t).isCloseTo(said, within(1e-12));
      }
    }
  }

  /** One audience follows another two periods later; the others follow nobody. */
  @Test
  void aDelayedFollowerIsFoundWithItsInterval() {
    Random random = new Random(3);
    double[][] x = new double[300][3];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < 3; i++) {
        double heard = t < 2 ? .5 : i == 1 ? x[t - 2][0] : .5;
        double own = t < 1 ? .5 : x[t - 1][i];
        x[t][i] = .5 + .3 * (own - .5) + .5 * (heard - .5) + .05 * random.nextGaussian();
      }
    }
    Fitted fit = (Fitted) Models.byName(DelayedExpressedPrivate.NAME).fit(series(x));
    assertThat(fit.influence()[1][0]).isCloseTo(.5, within(.2));
    assertThat(fit.lags()[1][0]).isEqualTo(1);
    assertThat(fit.parameter("weight_lower:b00", 1)).isBetween(.1, .5);
    assertThat(fit.parameter("weight_upper:b00", 1)).isBetween(.5, .9);
    assertThat(fit.parameter("weight_upper:b02", 1)).isLessThan(.2);
    assertThat(fit.parameter("anchor", 1)).isBetween(.4, .6);
    assertThat(fit.forecast().mean()[1]).isBetween(0.0, 1.0);
  }

  private static SentimentSeries series(double[][] x) {
    SentimentSeries series = SentimentSeries.empty(List.of("b00", "b01", "b02"));
    boolean[] all = {true, true, true};
    for (int t = 0; t < x.length; t++) {
      series = series.observe(SeriesOf.day(t), x[t], all, new double[] {1e-5, 1e-5, 1e-5});
    }
    return series;
  }
}
