// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.ArrivalCurve;
import io.undertone.dynamics.engine.ForecastPath;
import io.undertone.dynamics.engine.Nowcast;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostVariance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nowcasts of all audiences of one open period; it learns nothing. */
final class NowcastStep {
  private final EngineStep step;
  private final OnlineEngine engine;
  private final PostVariance variance;
  private final int horizon;
  private final @Nullable ForecastPath path;

  /**
   * @param horizon number of periods from the last one learnt to the open one, at least 1
   */
  NowcastStep(EngineStep step, PostVariance variance, int horizon) {
    this.step = step;
    this.engine = step.engine();
    this.variance = variance;
    this.horizon = horizon;
    this.path = engine.periods() == 0 ? null : engine.forecast(horizon);
  }

  OpenPeriod of(AlignedPeriod partial, Map<String, Integer> index) {
    Set<String> heard = new HashSet<>();
    List<OpenAudience> audiences = new ArrayList<>();
    double elapsed = partial.period().elapsed(partial.asOf());
    for (AudiencePeriod audience : partial.audiences()) {
      heard.add(audience.blogger());
      audiences.add(
          spoken(audience, index.getOrDefault(audience.blogger(), index.size()), elapsed));
    }
    index.forEach(
        (blogger, i) -> {
          if (expected(i) && !heard.contains(blogger)) {
            audiences.add(silent(partial.topic(), partial.period(), blogger, i));
          }
        });
    audiences.sort(Comparator.comparing(audience -> audience.tally().blogger()));
    return new OpenPeriod(
        partial.topic(), partial.period(), elapsed, audiences, multiplier(true), multiplier(false));
  }

  private boolean expected(int i) {
    return path != null && i < path.means()[0].length && engine.active(i);
  }

  private OpenAudience spoken(AudiencePeriod audience, int i, double elapsed) {
    AudienceTally tally = new AudienceTally(audience);
    double r =
        Math.max(
            ObservedPeriod.VARIANCE_FLOOR,
            tally.samplingVariance(variance.tau2(i), variance.scores()::noise));
    double effect = i < engine.size() ? step.effect(i, audience) : Double.NaN;
    AudienceSentiment row =
        AudienceRows.observed(
            audience,
            tally,
            r,
            Double.isNaN(effect) ? null : effect,
            AudienceSentiment.PROVISIONAL_REVISION);
    Nowcast forecast = forecast(i);
    return forecast == null
        ? new OpenAudience(row, null, null)
        : new OpenAudience(row, forecast, nowcast(i, row, r, forecast, elapsed));
  }

  private Nowcast nowcast(
      int i, AudienceSentiment row, double r, Nowcast forecast, double elapsed) {
    ArrivalCurve curve = engine.arrivals(i);
    return Nowcast.of(
        forecast.mean(),
        forecast.variance() - engine.expectedVariance(i),
        row.sentiment() == null ? forecast.mean() : row.sentiment(),
        row.contentEffect() == null ? 0 : row.contentEffect(),
        r,
        curve.share(elapsed),
        curve.shareVariance(elapsed));
  }

  private OpenAudience silent(String topic, Period period, String blogger, int i) {
    Nowcast forecast = forecast(i);
    return new OpenAudience(AudienceRows.silent(topic, blogger, period), forecast, forecast);
  }

  private @Nullable Nowcast forecast(int i) {
    ForecastPath ahead = path;
    return ahead == null || !expected(i)
        ? null
        : Nowcast.withoutPosts(ahead.means()[horizon - 1][i], ahead.variances()[horizon - 1][i]);
  }

  /** One adaptive multiplier serves all bloggers. */
  private double multiplier(boolean eighty) {
    ForecastPath ahead = path;
    if (ahead == null || ahead.means()[0].length == 0) {
      return 0;
    }
    double[] half = (eighty ? ahead.halfWidths80() : ahead.halfWidths95())[horizon - 1];
    return half[0] / Math.sqrt(ahead.variances()[horizon - 1][0]);
  }
}
