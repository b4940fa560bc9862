// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AlertKind;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.PrivateOpinion;
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
}
