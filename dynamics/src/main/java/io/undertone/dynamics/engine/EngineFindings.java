// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.claims.ClaimRule.PrivateSupport;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an engine knows after a period as result rows. Indices become names, NaN becomes
 * null, and sentiment is cut to [0,1], where every value lies. Bloggers that were never heard give
 * no rows; silent ones their forecast.
 *
 * @param topic what the audiences talk about
 * @param bloggers names in the engine's order
 * @param period the last period the engine has learned
 * @param revision revision of the rows
 */
public record EngineFindings(String topic, List<String> bloggers, Period period, int revision) {
  /** Name of the engine in the column {@code model}. */
  public static final String MODEL = "undertone";

  private static final double NINETY_PERCENT = 1.6448536269514722;

  /** One row per edge that is followed, own weights included. */
  public List<Influence> influences(OnlineEngine engine) {
    List<Influence> rows = new ArrayList<>();
    for (EdgeEstimate edge : engine.influences()) {
      rows.add(
          new Influence(
              topic,
              period.end(),
              MODEL,
              bloggers.get(edge.source()),
              bloggers.get(edge.target()),
              edge.lag() - 1,
              edge.weight(),
              orNull(edge.lower()),
              orNull(edge.upper()),
              orNull(edge.eValue()),
              orNull(edge.pValue()),
              orNull(edge.qValue()),
              edge.level(),
              edge.explained(),
              revision));
    }
    return rows;
  }

  /**
   * Forecasts that know nothing of the periods ahead.
   *
   * @param ahead the next period, the one after it, and so on
   */
  public List<AudienceForecast> forecasts(OnlineEngine engine, List<Period> ahead) {
    ForecastPath path = engine.forecast(ahead.size());
    List<AudienceForecast> rows = new ArrayList<>();
    for (int h = 0; h < ahead.size(); h++) {
      for (int i = 0; i < path.means()[h].length; i++) {
        if (engine.heard(i)) {
          rows.add(row(path, h, i, ahead.get(h)));
        }
      }
    }
    return rows;
  }

  private AudienceForecast row(ForecastPath path, int h, int i, Period target) {
    double mean = path.means()[h][i];
    double narrow = path.half80(h, i);
    double wide = path.half95(h, i);
    return new AudienceForecast(
        topic,
        period.end(),
        MODEL,
        bloggers.get(i),
        target.start(),
        target.end(),
        false,
        cut(mean),
        cut(mean - narrow),
        cut(mean + narrow),
        cut(mean - wide),
        cut(mean + wide),
        revision);
  }

  /**
   * One row per blogger; numbers only where the data support a private opinion.
   *
   * @param expressed sentiment of the period by blogger; NaN where it has no post
   */
  public List<PrivateOpinion> privateOpinions(OnlineEngine engine, double[] expressed) {
    List<PrivateOpinion> rows = new ArrayList<>();
    for (int i = 0; i < bloggers.size(); i++) {
      if (engine.heard(i)) {
        PrivateEstimate view = engine.privateView(i);
        rows.add(
            new PrivateOpinion(
                topic,
                bloggers.get(i),
                period.start(),
                period.end(),
                orNull(expressed[i]),
                end(view, 0),
                end(view, -NINETY_PERCENT),
                end(view, NINETY_PERCENT),
                view.susceptibility(),
                view.resilience(),
                view.status(),
                revision));
      }
    }
    return rows;
  }

  private static @Nullable Double end(PrivateEstimate view, double errors) {
    Double mean = view.mean();
    Double error = view.standardError();
    return mean == null || error == null ? null : Double.valueOf(cut(mean + errors * error));
  }

  /** What was worth a look in the period. */
  public List<Alert> alerts(OnlineEngine engine) {
    List<Alert> rows = new ArrayList<>();
    for (EngineAlert alert : engine.alerts()) {
      Alert.Subject about =
          new Alert.Subject(topic, name(alert.blogger()), period.start(), period.end());
      rows.add(
          alert.kind() == AlertKind.INFLUENCE_CHANGE
              ? Alert.influenceChange(
                  about,
                  alert.size(),
                  alert.numbers(),
                  name(alert.source()),
                  name(alert.target()),
                  revision)
              : Alert.of(about, alert.kind(), alert.size(), alert.numbers(), revision));
    }
    return rows;
  }

  private String name(int blogger) {
    return blogger < 0 ? "" : bloggers.get(blogger);
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static double cut(double sentiment) {
    return Math.min(1, Math.max(0, sentiment));
  }

  /**
   * One directed edge as of now: what {@code target} takes from {@code source}.
   *
   * @param source index of the audience listened to
   * @param target index of the listener; equal to source for the own weight
   * @param lag delay in 1..3: of a claimed edge the one with the largest share of the evidence,
   *     otherwise the one with the largest weight
   * @param weight effective weight in [0,1], sum over delays
   * @param lower lower end of the 90 % interval; NaN while the influence is changing
   * @param upper upper end of it, likewise; the interval contains the weight
   * @param eValue evidence that may be looked at whenever one likes; NaN where there was no test
   * @param pValue one-sided, at this date; NaN where there was no test
   * @param qValue its adjusted value over all tested edges; NaN likewise
   * @param level what may be claimed
   * @param explained whether the sentiment as heard shows the edge, and what posts do not explain
   *     of it does not
   */
  public record EdgeEstimate(
      int source,
      int target,
      int lag,
      double weight,
      double lower,
      double upper,
      double eValue,
      double pValue,
      double qValue,
      ClaimLevel level,
      boolean explained) {}

  /**
   * Something worth a look in the last period. Bloggers are indices, -1 where there is none.
   *
   * @param kind why
   * @param blogger of whom, or -1 when it concerns all
   * @param size standard deviations for a surprise, periods for a data gap, otherwise units of
   *     sentiment or weight
   * @param numbers the numbers behind it
   * @param source whose weight changed most (influence change)
   * @param target on whom it changed most (influence change)
   */
  public record EngineAlert(
      AlertKind kind, int blogger, double size, AlertNumbers numbers, int source, int target) {

    EngineAlert(AlertKind kind, int blogger, double size, AlertNumbers numbers) {
      this(kind, blogger, size, numbers, -1, -1);
    }
  }

  /**
   * What an audience is estimated to think beside what it says.
   *
   * @param status whether the data support a private opinion; the numbers are null unless they do
   * @param mean private opinion p(t)
   * @param standardError its standard error
   * @param susceptibility 1 - d in [0,1]
   * @param resilience phi in [0,1]
   */
  public record PrivateEstimate(
      Support status,
      @Nullable Double mean,
      @Nullable Double standardError,
      @Nullable Double susceptibility,
      @Nullable Double resilience) {
    /** Observed periods of a blogger before its private opinion is judged. */
    public static final int NEEDED_PERIODS = PrivateSupport.FEWEST_VALUES;

    static PrivateEstimate without(Support status) {
      return new PrivateEstimate(status, null, null, null, null);
    }

    static PrivateEstimate of(Support status, AudienceReport report) {
      if (status != Support.SUPPORTED) {
        return without(status);
      }
      return new PrivateEstimate(
          status,
          report.privateMean(),
          Math.sqrt(report.privateVariance()),
          1 - report.own(),
          report.resilience());
    }
  }

  /**
   * Forecasts 1..h periods ahead, issued before those periods: only the expected sampling variance
   * is used.
   *
   * @param means in [0,1], by periods ahead less one, then audience; in units of adjusted sentiment
   * @param variances of the value, sampling variance included, likewise
   * @param z80 half width of the adaptive 80 % intervals in standard deviations, for all audiences
   *     and periods; what leaves [0,1] is cut off where an interval is shown
   * @param z95 of the 95 % intervals
   */
  public record ForecastPath(double[][] means, double[][] variances, double z80, double z95) {

    static ForecastPath of(double[][][] forecast, AdaptiveIntervals intervals) {
      return new ForecastPath(
          copy(forecast[0]),
          copy(forecast[1]),
          intervals.multiplier(AdaptiveIntervals.Level.EIGHTY),
          intervals.multiplier(AdaptiveIntervals.Level.NINETY_FIVE));
    }

    private static double[][] copy(double[][] values) {
      double[][] copy = new double[values.length][];
      for (int h = 0; h < copy.length; h++) {
        copy[h] = values[h].clone();
      }
      return copy;
    }

    /** Half width of the 80 % interval, h + 1 periods ahead. */
    public double half80(int h, int audience) {
      return z80 * Math.sqrt(variances[h][audience]);
    }

    /** Half width of the 95 % interval, h + 1 periods ahead. */
    public double half95(int h, int audience) {
      return z95 * Math.sqrt(variances[h][audience]);
    }
  }
}
