// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  private static final List<String> NAMES = List.of("b00", "b01", "b02", "b03");

  /** Everybody follows b00's last value; some values are missing. */
  private static SentimentSeries series(int periods, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[periods][NAMES.size()];
    double leader = .5;
    for (double[] row : values) {
      double before = leader;
      leader = Math.min(1, Math.max(0, .5 + .7 * (leader - .5) + .1 * random.nextGaussian()));
      for (int i = 0; i < row.length; i++) {
        double value = i == 0 ? leader : before + .02 * random.nextGaussian();
        row[i] = random.nextInt(9) == 0 ? Double.NaN : Math.min(1, Math.max(0, value));
      }
    }
    return SeriesOf.rows(values);
  }

  private static Map<String, Double> values(SentimentSeries series, int t) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < series.size(); i++) {
      if (series.observed(t, i)) {
        values.put(series.bloggers().get(i), series.value(t, i));
      }
    }
    return values;
  }

  @Test
  void saysWhatTheModelOfThatNameSays() {
    SentimentSeries series = series(60, 1);
    FitOutcome.Fitted fit = (FitOutcome.Fitted) new OnlineEngineModel().fit(series);
    try (Engine engine = Engine.over(series)) {
      Forecast forecast = engine.forecast(3);
      for (int i = 0; i < NAMES.size(); i++) {
        Forecast.Expected next = forecast.of(NAMES.get(i));
        assertThat(next.mean()).isEqualTo(fit.forecast().mean()[i]);
        assertThat(next.mean()).isEqualTo(fit.forecast(1).of(NAMES.get(i)).mean());
        assertThat(next.lower95()).isBetween(0.0, next.lower80());
        assertThat(next.upper95()).isBetween(next.upper80(), 1.0);
        for (int j = 0; j < NAMES.size(); j++) {
          assertThat(engine.influences().edge(NAMES.get(j), NAMES.get(i)).orElseThrow().weight())
              .isEqualTo(fit.influence()[i][j]);
        }
      }
      assertThat(engine.privateOpinions().of("b01").orElseThrow().status()).isNotNull();
    }
  }

  @Test
  void beforeTheFirstValueEverythingIsAnAnswer() {
    try (Engine engine = Engine.over(SentimentSeries.empty(List.of()))) {
      assertThat(engine.forecast(2).periods()).containsExactly(List.of(), List.of());
      engine.join("alice");
      assertAnything(engine);
      engine.observe(SeriesOf.day(0), Map.of());
      assertAnything(engine);
      engine.observe(SeriesOf.day(1), Map.of("alice", .7));
      engine.join("bob");
      assertThat(engine.forecast(1).of("alice").mean()).isBetween(.5, .71);
      assertThat(engine.forecast(1).of("bob").known()).isFalse();
      assertThat(engine.influences().edge("alice", "bob")).isEmpty();
      assertThat(engine.privateOpinions().of("bob")).isEmpty();
      assertThat(engine.privateOpinions().of("alice").orElseThrow().status())
          .isEqualTo(Support.TOO_FEW_PERIODS);
    }
  }

  private static void assertAnything(Engine engine) {
    Forecast.Expected next = engine.forecast(3).of("alice", 3);
    assertThat(next.known()).isFalse();
    assertThat(List.of(next.mean(), next.lower80(), next.upper95())).containsExactly(.5, 0.0, 1.0);
    assertThat(next).hasToString("nothing known");
    assertThat(engine.influences().edges()).isEmpty();
    assertThat(engine.privateOpinions().opinions()).isEmpty();
    assertThat(engine.alerts()).isEmpty();
    assertThat(Engine.restore(engine.state(), 1).forecast(3)).isEqualTo(engine.forecast(3));
  }

  /** Random periods with one thing wrong, among others that are right. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsRefusedChangesNothing(long seed) {
    Random random = new Random(seed);
    SentimentSeries series = series(30, seed);
    try (Engine engine = Engine.over(series.head(10));
        Engine calm = Engine.over(series.head(10))) {
      for (int t = 10; t < 30; t++) {
        for (int k = 0; k < 20; k++) {
          byte[] before = engine.state();
          Bad bad = Bad.of(random, series, t);
          assertThatThrownBy(() -> engine.observe(bad.period, bad.sentiment, bad.variances))
              .as("%s", bad)
              .isInstanceOf(IllegalArgumentException.class)
              .message()
              .contains(bad.says);
          assertThat(engine.state()).as("%s", bad).isEqualTo(before);
        }
        engine.observe(series.period(t), values(series, t));
        calm.observe(series.period(t), values(series, t));
      }
      assertThat(engine.state()).isEqualTo(calm.state());
    }
  }

  private record Bad(
      Period period, Map<String, Double> sentiment, Map<String, Double> variances, String says) {
    static Bad of(Random random, SentimentSeries series, int t) {
      Map<String, Double> sentiment = values(series, t);
      Map<String, Double> variances = new HashMap<>();
      sentiment.keySet().forEach(name -> variances.put(name, 1e-3 * (1 + random.nextDouble())));
      String name = NAMES.get(random.nextInt(NAMES.size()));
      Period period = series.period(t);
      switch (random.nextInt(7)) {
        case 0 -> {
          double value = pick(random, -1e-9, 1 + 1e-9, 1e200, -1e200, Double.NaN, 1.0 / 0, -7);
          sentiment.put(name, value);
          return new Bad(period, sentiment, Map.of(), "is " + value + "; it must be in [0, 1]");
        }
        case 1 -> {
          double value = pick(random, 0, -1e-9, Double.NaN, 1.0 / 0, -1e200);
          sentiment.put(name, .5);
          variances.put(name, value);
          return new Bad(period, sentiment, variances, "variance of '" + name + "' is " + value);
        }
        case 2 -> {
          sentiment.put(name, null);
          return new Bad(period, sentiment, Map.of(), "is null");
        }
        case 3 -> {
          sentiment.put("b0", .5);
          return new Bad(period, sentiment, variances, "no blogger 'b0'. Did you mean 'b0");
        }
        case 4 -> {
          sentiment.remove(name);
          variances.put(name, .01);
          return new Bad(
              period, sentiment, variances, "'" + name + "' has a sampling variance but");
        }
        case 5 -> {
          sentiment.put(null, .5);
          return new Bad(period, sentiment, Map.of(), "no blogger 'null'");
        }
        default -> {
          Duration back = Duration.ofHours(1 + random.nextInt(500));
          Period early = new Period(period.start().minus(back), period.end().minus(back));
          return new Bad(early, sentiment, variances, "starts before the end of the last one");
        }
      }
    }

    private static double pick(Random random, double... values) {
      return values[random.nextInt(values.length)];
    }
  }

  /** A crowd whose helper threads are gone is a way to break down in the middle. */
  @Test
  void aPeriodThatBreaksDownLeavesTheEngineWhereItStood() throws Exception {
    double[][] values = new double[30][40];
    Random random = new Random(4);
    for (double[] row : values) {
      Arrays.setAll(row, i -> random.nextDouble());
    }
    SentimentSeries series = SeriesOf.rows(values);
    try (Engine engine = Engine.over(series.head(29), 2);
        Engine calm = Engine.over(series, 1)) {
      byte[] before = engine.state();
      var inner = Engine.class.getDeclaredField("engine");
      inner.setAccessible(true);
      ((OnlineEngine) inner.get(engine)).close();
      Period next = series.period(29);
      Map<String, Double> last = values(series, 29);
      assertThatThrownBy(() -> engine.observe(next, last))
          .isInstanceOf(IllegalStateException.class);
      assertThat(engine.state()).isEqualTo(before);
      engine.observe(next, last);
      assertThat(engine.state()).isEqualTo(calm.state());
    }
  }

  @Test
  void aGapIsOnePeriodWithoutValues() {
    SentimentSeries.Builder builder = SentimentSeries.builder();
    for (int t = 0; t < 20; t++) {
      if (t < 8 || t > 11) {
        builder.add(SeriesOf.day(t), "a", .4 + .01 * (t % 5), null);
      }
    }
    SentimentSeries series = builder.build();
    try (Engine engine = Engine.over(SentimentSeries.empty(List.of("a")))) {
      for (int t = 0; t < series.length(); t++) {
        if (series.observed(t, 0)) {
          engine.observe(series.period(t), values(series, t));
        }
      }
      assertThat(engine.state()).isEqualTo(Engine.over(series).state());
    }
  }

  @Test
  void whatItSaysIsOfValueAndDoesNotChange() {
    SentimentSeries series = series(80, 6);
    List<Object> first = new ArrayList<>();
    try (Engine engine = Engine.over(series.head(79));
        Engine same = Engine.restore(engine.state(), 2)) {
      List<Object> answers = answers(engine);
      List<String> texts = answers.stream().map(Object::toString).toList();
      assertThat(answers).isEqualTo(answers(same)).hasSameHashCodeAs(answers(same));
      first.addAll(answers);
      assertThatThrownBy(() -> engine.forecast(1).periods().get(0).clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> engine.influences().edges().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      engine.observe(series.period(79), values(series, 79));
      assertThat(first).isEqualTo(answers(same));
      assertThat(first.stream().map(Object::toString).toList()).isEqualTo(texts);
      assertThat(engine.forecast(2)).isNotEqualTo(same.forecast(2));
      assertThat(texts.get(0))
          .matches("(?s)b00:  0\\.\\d{3} \\[0\\.\\d{3}, 0\\.\\d{3}\\]  .*\nb03: .*");
      assertThat(texts.get(1)).contains("b00 -> b01: 0.").contains("undetermined");
      assertThat(texts.get(2)).contains("b03: ").containsPattern("supported|periods");
    }
  }

  private static List<Object> answers(Engine engine) {
    return List.of(engine.forecast(2), engine.influences(), engine.privateOpinions());
  }

  @Test
  void whatIsAskedWronglyIsRefused() {
    Engine engine = Engine.over(series(10, 2));
    assertThatThrownBy(() -> engine.forecast(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> engine.forecast(2).of("b00", 3))
        .hasMessageContaining("of 1 to 2 periods ahead; it was asked for 3");
    assertThatThrownBy(() -> engine.forecast(1).of("bob")).hasMessageContaining("Did you mean");
    assertThatThrownBy(() -> engine.influences().edge("bob", "b00"))
        .hasMessageContaining("no blogger 'bob'");
    assertThatThrownBy(() -> engine.join("b00")).hasMessageContaining("joins once");
    assertThatThrownBy(() -> Engine.restore(Arrays.copyOf(engine.state(), 90), 1))
        .isInstanceOf(IllegalArgumentException.class);
    engine.close();
    assertThatThrownBy(() -> engine.observe(SeriesOf.day(11), Map.of()))
        .hasMessageContaining("is closed");
  }
}
