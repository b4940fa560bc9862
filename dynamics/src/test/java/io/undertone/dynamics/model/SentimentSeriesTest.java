// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.Period;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentSeriesTest {
  private static final boolean[] BOTH = {true, true};

  /** Longer series share rows with shorter ones, which must not notice. */
  @Test
  void whatGrowsOutOfASeriesDoesNotChangeIt() throws Exception {
    Random random = new Random(5);
    List<SentimentSeries> series = new ArrayList<>();
    List<List<Double>> expected = new ArrayList<>();
    series.add(SentimentSeries.empty(List.of("a", "b")));
    expected.add(List.of());
    for (int k = 0; k < 400; k++) {
      int parent = random.nextInt(series.size());
      SentimentSeries from = series.get(parent);
      double value = random.nextDouble();
      double[] given = {value, 1 - value};
      series.add(from.observe(SeriesOf.day(from.length()), given, BOTH.clone(), null));
      given[0] = .5;
      List<Double> longer = new ArrayList<>(expected.get(parent));
      longer.add(value);
      expected.add(longer);
    }
    for (int k = 0; k < series.size(); k++) {
      assertThat(firsts(series.get(k))).isEqualTo(expected.get(k));
      assertThat(firsts(copied(series.get(k)))).isEqualTo(expected.get(k));
      assertThat(series.get(k).periods()).hasSize(expected.get(k).size());
    }
  }

  private static List<Double> firsts(SentimentSeries series) {
    List<Double> values = new ArrayList<>();
    for (int t = 0; t < series.length(); t++) {
      values.add(series.value(t, 0));
      series.values(t)[0] = -1;
      series.observed(t)[0] = false;
    }
    return values;
  }

  private static SentimentSeries copied(SentimentSeries series) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(series);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SentimentSeries) in.readObject();
    }
  }

  /** Copying what is there for each period would be five thousand million steps. */
  @Test
  void aHundredThousandPeriodsAreABuildOfLinearTime() {
    SentimentSeries.Builder builder = SentimentSeries.builder();
    for (int t = 0; t < 100_000; t++) {
      builder.add(SeriesOf.day(t), "a", .5, null);
    }
    SentimentSeries series = builder.build();
    assertThat(series.length()).isEqualTo(100_000);
    assertThat(series.period(99_999)).isEqualTo(SeriesOf.day(99_999));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1.0000001, 1e200, -1, 5, Double.NaN, Double.POSITIVE_INFINITY})
  void sentimentOutsideTheUnitIntervalIsRefused(double value) {
    SentimentSeries series = SentimentSeries.empty(List.of("a", "b"));
    Period day = SeriesOf.day(0);
    assertThatThrownBy(() -> series.observe(day, new double[] {.5, value}, BOTH, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Sentiment of 'b' in " + day + " is " + value)
        .hasMessageContaining("must be in [0, 1]");
    assertThatThrownBy(() -> SentimentSeries.builder().add(day, "b", value, null).build())
        .hasMessageContaining("must be in [0, 1]");
    assertThat(series.length()).isZero();
  }
}
