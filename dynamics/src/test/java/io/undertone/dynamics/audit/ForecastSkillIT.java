// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One-step forecasts of real audiences: RMSE of the engine over that of the better of mean and
 * EWMA, chosen in hindsight.
 */
class ForecastSkillIT {
  private static final ZoneId ZONE = ZoneOffset.ofHours(8);

  @Test
  void forecastsAreBetterThanTheBetterBaseline() throws IOException {
    List<Double> ratios = new ArrayList<>();
    for (String name : List.of("airlines-3h", "reddit-days", "steam-weeks")) {
      ratios.add(ratio(name, read(name)));
    }
    double others = mean(ratios);
    List<Double> weibo = new ArrayList<>();
    for (String width : List.of("P1D", "P2D", "P3D", "P5D", "P7D", "P10D", "P15D", "half-month")) {
      PeriodCalendar calendar = PeriodCalendar.parse(width, LocalDate.of(2023, 5, 1), ZONE);
      SentimentSeries series =
          WeiboSeries.read(calendar, OffsetDateTime.parse("2023-05-01T00:00:00+08:00"), -1);
      weibo.add(ratio("weibo-2023 " + width, series));
    }
    System.out.printf(
        Locale.ROOT, "evidence: skill others %.4f, weibo-2023 %.4f%n", others, mean(weibo));
    assertThat(others).isLessThanOrEqualTo(.975);
    assertThat(mean(weibo)).isLessThanOrEqualTo(.985);
    assertThat(ratios).allMatch(ratio -> ratio <= .995);
    assertThat(weibo).allMatch(ratio -> ratio <= .997);
  }

  private static double mean(List<Double> ratios) {
    return ratios.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double ratio(String name, SentimentSeries series) {
    List<List<StepForecast>> mean = Models.byName("mean").issued(series, 0, 1);
    List<List<StepForecast>> ewma = Models.byName("ewma").issued(series, 0, 1);
    List<List<StepForecast>> engine = Models.byName(EngineFindings.MODEL).issued(series, 0, 1);
    double[] squares = new double[3];
    int cases = 0;
    for (int cutoff = 0; cutoff < engine.size(); cutoff++) {
      List<StepForecast> steps = new ArrayList<>();
      for (List<List<StepForecast>> each : List.of(mean, ewma, engine)) {
        each.get(cutoff).stream().findFirst().ifPresent(steps::add);
      }
      for (int i = 0; i < series.size() && steps.size() == 3; i++) {
        int blogger = i;
        if (series.observed(cutoff + 1, i)
            && steps.stream().allMatch(step -> step.available()[blogger])) {
          for (int m = 0; m < 3; m++) {
            double forecast = steps.get(m).mean()[i];
            assertThat(forecast).isBetween(0.0, 1.0);
            squares[m] += Math.pow(series.value(cutoff + 1, i) - forecast, 2);
          }
          cases++;
        }
      }
    }
    double best = Math.min(squares[0], squares[1]);
    double ratio = Math.sqrt(squares[2] / best);
    System.out.printf(
        Locale.ROOT,
        "evidence: skill %-22s n %5d  mean %.4f  ewma %.4f  undertone %.4f  ratio %.4f%n",
        name,
        cases,
        Math.sqrt(squares[0] / cases),
        Math.sqrt(squares[1] / cases),
        Math.sqrt(squares[2] / cases),
        ratio);
    return ratio;
  }

  private static SentimentSeries read(String name) throws IOException {
    TreeMap<Instant, List<String[]>> periods = new TreeMap<>();
    try (InputStream in = ForecastSkillIT.class.getResourceAsStream("/series/" + name + ".csv")) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("period,")) {
          String[] fields = line.trim().split(",");
          Instant start =
              fields[0].contains("T")
                  ? OffsetDateTime.parse(fields[0]).toInstant()
                  : LocalDate.parse(fields[0]).atStartOfDay(ZoneOffset.UTC).toInstant();
          periods.computeIfAbsent(start, t -> new ArrayList<>()).add(fields);
        }
      }
    }
    SentimentSeries.Builder builder = SentimentSeries.builder();
    for (var entry : periods.entrySet()) {
      Period period = new Period(entry.getKey(), entry.getKey().plusSeconds(3600));
      for (String[] f : entry.getValue()) {
        builder.add(period, f[1], Double.parseDouble(f[2]), Double.parseDouble(f[3]));
      }
    }
    return builder.build();
  }
}
