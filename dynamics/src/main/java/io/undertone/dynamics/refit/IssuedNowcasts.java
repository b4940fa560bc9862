// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.refit.Refitted.ClosedValues;
import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Nowcasts as issued at one mark, beside the partial tallies and the forecasts of the same
 * audiences.
 *
 * @param mark index into {@link NowcastBoard#MARKS}
 * @param bloggers ascending
 * @param nowcast as mixed
 * @param unmixed means of the nowcasts before they were mixed with tally and forecast
 */
record IssuedNowcasts(
    int mark,
    List<String> bloggers,
    Issued nowcast,
    Issued partial,
    Issued forecast,
    double[] unmixed) {
  private static final double Z80 = Distributions.normalQuantile(.9);
  private static final double Z95 = Distributions.normalQuantile(.975);

  private enum Kind {
    PARTIAL,
    FORECAST,
    NOWCAST;

    String model(String percent) {
      return name().toLowerCase(Locale.ROOT) + "-" + percent;
    }
  }

  /** Takes the audiences that have both a post and a forecast. */
  static IssuedNowcasts of(OpenPeriod open, int mark, NowcastMark learnt) {
    List<OpenPeriod.Audience> both =
        open.audiences().stream()
            .filter(a -> a.nowcast() != null && a.tally().sentiment() != null)
            .toList();
    String percent = percent(NowcastBoard.MARKS.get(mark));
    return new IssuedNowcasts(
        mark,
        both.stream().map(a -> a.tally().blogger()).toList(),
        new Issued(
            Kind.NOWCAST.model(percent),
            step(both.stream().map(learnt::mixed).toList()),
            learnt.z80(),
            learnt.z95()),
        new Issued(
            Kind.PARTIAL.model(percent),
            step(both.stream().map(a -> tally(a.tally())).toList()),
            Z80,
            Z95),
        new Issued(
            Kind.FORECAST.model(percent),
            step(both.stream().map(a -> Objects.requireNonNull(a.forecast())).toList()),
            open.z80(),
            open.z95()),
        both.stream().mapToDouble(a -> Objects.requireNonNull(a.nowcast()).mean()).toArray());
  }

  private static Nowcast tally(AudienceSentiment row) {
    double error = Objects.requireNonNull(row.standardError());
    return new Nowcast(Objects.requireNonNull(row.sentiment()), error * error);
  }

  private static StepForecast step(List<Nowcast> values) {
    boolean[] available = new boolean[values.size()];
    Arrays.fill(available, true);
    return new StepForecast(
        1,
        values.stream().mapToDouble(Nowcast::mean).toArray(),
        values.stream().mapToDouble(Nowcast::variance).toArray(),
        available);
  }

  private static String percent(double share) {
    return Long.toString(Math.round(100 * share));
  }

  /** What is scored at a mark, baselines first. */
  static List<String> models(double mark) {
    return Arrays.stream(Kind.values()).map(kind -> kind.model(percent(mark))).toList();
  }

  /** What the model of this name is compared with. */
  static List<String> baselines(String model) {
    String percent = model.substring(model.indexOf('-') + 1);
    return List.of(Kind.PARTIAL.model(percent), Kind.FORECAST.model(percent));
  }

  void score(ClosedValues outcome, Map<String, PrequentialScore> scores, NowcastMark learnt) {
    List<StepForecast> baselines = List.of(partial.step(), forecast.step());
    for (Issued issued : List.of(partial, forecast, nowcast)) {
      scores
          .computeIfAbsent(issued.model(), m -> new PrequentialScore(baselines(m)))
          .add(
              issued.step(),
              issued.z80(),
              issued.z95(),
              baselines,
              outcome.values(),
              outcome.observed());
    }
    learnt.fade();
    for (int i = 0; i < outcome.values().length; i++) {
      if (outcome.observed()[i]) {
        learnt.learn(
            outcome.values()[i],
            new double[] {partial.step().mean(i), forecast.step().mean(i), unmixed[i]},
            new Nowcast(nowcast.step().mean(i), nowcast.step().variance(i)));
      }
    }
  }

  static IssuedNowcasts blank() {
    return new IssuedNowcasts(
        0, List.of(), Issued.BLANK, Issued.BLANK, Issued.BLANK, new double[0]);
  }

  static IssuedNowcasts transfer(Codec codec, IssuedNowcasts issued) {
    IssuedNowcasts first = transferFirst(codec, issued);
    return new IssuedNowcasts(
        first.mark,
        first.bloggers,
        first.nowcast,
        first.partial,
        first.forecast,
        codec.numbers(issued.unmixed));
  }

  /** As before nowcasts were mixed. */
  static IssuedNowcasts transferFirst(Codec codec, IssuedNowcasts issued) {
    int mark = codec.value(issued.mark);
    List<String> bloggers = codec.texts(issued.bloggers);
    Issued nowcast = Issued.transfer(codec, issued.nowcast);
    return new IssuedNowcasts(
        mark,
        bloggers,
        nowcast,
        Issued.transfer(codec, issued.partial),
        Issued.transfer(codec, issued.forecast),
        nowcast.step().mean());
  }
}
