// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.model.ExpressedPrivateReduced;
import io.undertone.dynamics.model.LinearDynamics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metric table of the paper, from the parameters that its code stored. */
class PaperMetricsTest {
  private static final JsonNode FITS = read();
  private static final double[][] X = matrix(FITS.get("X"));
  private static final double[] X11 = vector(FITS.get("X11"));
  private static final double[] X12 = vector(FITS.get("X12"));
  private static final double[] ONES = {1, 1, 1, 1, 1, 1, 1};

  @ParameterizedTest
  @ValueSource(strings = {"DeGroot", "FJ", "FJLAG1", "FJLAG2"})
  void freeRunAndMetricsEqualThePaper(String model) {
    JsonNode stored = FITS.get("models").get(model);
    JsonNode parameters = stored.get("params");
    double[] s = parameters.has("s") ? vector(parameters.get("s")) : ONES;
    LinearDynamics map = anchored(matrix(parameters.get("W")), s, X[0]);
    double[][] path = new double[12][];
    path[0] = X[0];
    System.arraycopy(map.run(11), 0, path, 1, 11);
    assertClose(path, matrix(stored.get("stored_trajectory")));
    assertMetrics(stored.get("metrics"), path, path[10], path[11]);
  }

  @Test
  void expressedPrivateMetricsEqualThePaper() {
    JsonNode stored = FITS.get("models").get("EPO");
    JsonNode parameters = stored.get("params");
    double[][] a = matrix(parameters.get("A"));
    double[] phi = vector(parameters.get("phi"));
    double[][] hidden = matrix(parameters.get("xpr_rows_t2_to_t10"));
    double[][] path = new double[10][];
    path[0] = X[0];
    for (int t = 1; t < 10; t++) {
      path[t] = expressed(a, phi, hidden[t - 1], X[t - 1]);
    }
    double[][] ahead =
        ExpressedPrivateReduced.dynamics(
                a, vector(parameters.get("d")), phi, new double[7], new double[7], X[9], hidden[8])
            .run(2);
    assertClose(path, matrix(stored.get("stored_trajectory")));
    assertClose(
        ahead,
        new double[][] {
          vector(stored.get("forecasts").get("XPUBLIC1")),
          vector(stored.get("forecasts").get("XPUBLIC2"))
        });
    // the paper's RMSE12 compares the forecast of the 11th period with the 12th
    assertMetrics(stored.get("metrics"), path, ahead[0], ahead[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "DeGroot, 0, .0553, .0728",
    "FJ, 0, .0482, .0679",
    "FJLAG1, 1, .0566, .0572",
    "FJLAG2, 2, .0468, .0620"
  })
  void storedParametersLaunchedFromTheTenthPeriodGiveTheLikeForLikeTable(
      String model, int lag, double rmse11, double rmse12) {
    JsonNode parameters = FITS.get("models").get(model).get("params");
    double[] s = parameters.has("s") ? vector(parameters.get("s")) : ONES;
    double[][] w = matrix(parameters.get("W"));
    double[][] ahead = lag == 0 ? anchored(w, s, X[9]).run(2) : delayed(w, s, lag).run(2);
    assertThat(PaperMetrics.rmseOfPeriod(X11, ahead[0])).isCloseTo(rmse11, within(5e-5));
    assertThat(PaperMetrics.rmseOfPeriod(X12, ahead[1])).isCloseTo(rmse12, within(5e-5));
  }

  /** x(t+1) = S W x(t) + (I - S) x(1). */
  private static LinearDynamics anchored(double[][] w, double[] s, double[] x) {
    double[] constant = new double[7];
    for (int i = 0; i < 7; i++) {
      constant[i] = (1 - s[i]) * X[0][i];
    }
    return LinearDynamics.lagged(
        new double[][][] {scaled(w, s)}, constant, new double[7], new double[][] {x});
  }

  /** x(t+1) = S W x(t) + (I - S) x(t-lag). */
  private static LinearDynamics delayed(double[][] w, double[] s, int lag) {
    double[][][] lagged = new double[lag + 1][7][7];
    double[][] history = new double[lag + 1][];
    lagged[0] = scaled(w, s);
    for (int l = 0; l <= lag; l++) {
      history[l] = X[9 - l];
    }
    for (int i = 0; i < 7; i++) {
      lagged[lag][i][i] = 1 - s[i];
    }
    return LinearDynamics.lagged(lagged, new double[7], new double[7], history);
  }

  private static double[][] scaled(double[][] w, double[] s) {
    double[][] scaled = new double[7][];
    for (int i = 0; i < 7; i++) {
      double share = s[i];
      scaled[i] = Arrays.stream(w[i]).map(weight -> share * weight).toArray();
    }
    return scaled;
  }

  private static double[] expressed(double[][] a, double[] phi, double[] hidden, double[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double conform = 0;
      for (int j = 0; j < x.length; j++) {
        conform += a[i][j] * x[j];
      }
      result[i] = phi[i] * hidden[i] + (1 - phi[i]) * conform;
    }
    return result;
  }

  private static void assertMetrics(
      JsonNode expected, double[][] path, double[] at11, double[] at12) {
    double[][] fitted = Arrays.copyOf(path, 10);
    assertThat(PaperMetrics.mae(X, fitted)).isCloseTo(number(expected, "MAE"), within(1e-12));
    assertThat(PaperMetrics.mapePercent(X, fitted))
        .isCloseTo(number(expected, "MAPE_pct"), within(1e-12));
    assertThat(PaperMetrics.rmse(X, fitted)).isCloseTo(number(expected, "RMSE"), within(1e-12));
    assertThat(PaperMetrics.rmseOfPeriod(X11, at11))
        .isCloseTo(number(expected, "RMSE11"), within(1e-12));
    assertThat(PaperMetrics.rmseOfPeriod(X12, at12))
        .isCloseTo(number(expected, "RMSE12"), within(1e-12));
  }

  private static double number(JsonNode node, String key) {
    return node.get(key).doubleValue();
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).containsExactly(expected[t], within(1e-12));
    }
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("../dynamics/src/test/resources/reference/paper-fits.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] vector(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[].class);
  }

  private static double[][] matrix(JsonNode node) {
    return new ObjectMapper().convertValue(node, double[][].class);
  }
}
