// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is expected of every audience in the coming periods, issued before them.
 *
 * <p>Immutable. Two forecasts are equal when they say the same of the same bloggers.
 *
 * @param bloggers n names
 * @param periods for each coming period what is expected, in the order of the names
 */
public record Forecast(List<String> bloggers, List<List<Expected>> periods) {

  /**
   * What is expected of one audience in one period; sentiment in [0,1].
   *
   * @param known false where the audience has never been heard: then anything in [0,1]
   * @param mean expected sentiment
   * @param standardError of the value that will be tallied, its sampling error included
   * @param lower80 lower end of the 80 % interval
   * @param upper80 upper end of it
   * @param lower95 lower end of the 95 % interval
   * @param upper95 upper end of it
   */
  public record Expected(
      boolean known,
      double mean,
      double standardError,
      double lower80,
      double upper80,
      double lower95,
      double upper95) {
    private static final Expected ANYTHING =
        new Expected(false, .5, Math.sqrt(1 / 12.0), 0, 1, 0, 1);

    static Expected of(double mean, double variance, double half80, double half95) {
      return new Expected(
          true,
          cut(mean),
          Math.sqrt(variance),
          cut(mean - half80),
          cut(mean + half80),
          cut(mean - half95),
          cut(mean + half95));
    }

    private static double cut(double sentiment) {
      return Math.min(1, Math.max(0, sentiment));
    }

    @Override
    public String toString() {
      return known
          ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, lower80, upper80)
          : "nothing known";
    }
  }

  public Forecast {
    bloggers = List.copyOf(bloggers);
    periods = periods.stream().map(List::copyOf).toList();
  }

  static Forecast of(List<String> bloggers, List<StepForecast> steps) {
    List<List<Expected>> periods = new ArrayList<>();
    for (StepForecast step : steps) {
      List<Expected> row = new ArrayList<>();
      for (int i = 0; i < bloggers.size(); i++) {
        row.add(
            step.available(i)
                ? Expected.of(
                    step.mean(i), step.variance(i), step.halfWidth(i, .8), step.halfWidth(i, .95))
                : Expected.ANYTHING);
      }
      periods.add(row);
    }
    return new Forecast(bloggers, periods);
  }

  static Forecast of(List<String> bloggers, ForecastPath path, boolean[] heard) {
    List<List<Expected>> periods = new ArrayList<>();
    for (int h = 0; h < path.means().length; h++) {
      List<Expected> row = new ArrayList<>();
      for (int i = 0; i < bloggers.size(); i++) {
        row.add(
            i < path.means()[h].length && heard[i]
                ? Expected.of(
                    path.means()[h][i],
                    path.variances()[h][i],
                    path.half80(h, i),
                    path.half95(h, i))
                : Expected.ANYTHING);
      }
      periods.add(row);
    }
    return new Forecast(bloggers, periods);
  }

  /** What is expected of an audience in the next period; see {@link #of(String, int)}. */
  public Expected of(String blogger) {
    return of(blogger, 1);
  }

  /**
   * What is expected of an audience.
   *
   * @param ahead 1 for the next period, at most {@link #horizon}
   * @throws UnknownName if there is no such blogger
   * @throws IllegalArgumentException if the forecast does not reach so far
   */
  public Expected of(String blogger, int ahead) {
    if (ahead < 1 || ahead > horizon()) {
      throw new IllegalArgumentException(
          "The forecast is of 1 to "
              + horizon()
              + " periods ahead; it was asked for "
              + ahead
              + ".");
    }
    return periods.get(ahead - 1).get(UnknownName.position("blogger", blogger, bloggers));
  }

  /** Number of coming periods. */
  public int horizon() {
    return periods.size();
  }

  /** A line for each blogger: mean and 80 % interval of each coming period. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bloggers.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(bloggers.get(i)).append(':');
      for (List<Expected> period : periods) {
        text.append("  ").append(period.get(i));
      }
    }
    return text.toString();
  }
}
