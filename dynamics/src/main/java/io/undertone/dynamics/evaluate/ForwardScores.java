// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import io.undertone.dynamics.evaluate.PairedDifference.DieboldMariano;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.evaluate.PrequentialScore.ErrorSums;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forward scores of several models, one table row for each model and horizon. A model is scored on
 * the cases that it and all four baselines forecast, and compared with the baseline that is best on
 * just these.
 */
public final class ForwardScores {

  /**
   * One row.
   *
   * @param model name
   * @param horizon periods ahead
   * @param cutoffs number of cutoffs with at least one case
   * @param score over its cases
   * @param bestBaseline name of the baseline with the smallest error on these cases
   * @param againstBest difference of squared errors to it, by Diebold and Mariano; null for that
   *     baseline itself and where there are fewer than two target periods
   */
  public record Row(
      String model,
      int horizon,
      int cutoffs,
      Accuracy score,
      String bestBaseline,
      @Nullable DieboldMariano againstBest) {}

  private record Key(int cutoff, int blogger) {}

  private ForwardScores() {}

  /**
   * Evaluates models, baselines first; the four baselines are added where they are not given.
   *
   * @param first index of the first cutoff
   * @param horizon largest number of periods ahead
   */
  public static List<Row> of(
      SentimentSeries series, List<OpinionModel> models, int first, int horizon) {
    return of(series, models, first, horizon, List.of());
  }

  /**
   * The same with forecasts that somebody else made, each of their models after ours.
   *
   * @param foreign cases of any models, made at cutoffs from {@code first} on and at most {@code
   *     horizon} periods ahead; NaN for a variance that is not known
   */
  public static List<Row> of(
      SentimentSeries series,
      List<OpinionModel> models,
      int first,
      int horizon,
      List<ForecastCase> foreign) {
    List<OpinionModel> all = new ArrayList<>();
    for (String name : Models.BASELINES) {
      all.add(
          models.stream()
              .filter(m -> m.name().equals(name))
              .findFirst()
              .orElseGet(() -> Models.byName(name)));
    }
    models.stream().filter(m -> !Models.BASELINES.contains(m.name())).forEach(all::add);
    List<List<ForecastCase>> cases = new ArrayList<>();
    for (OpinionModel model : all) {
      cases.add(new RollingOrigin(series).run(model, first, horizon));
    }
    cases.addAll(
        foreign.stream()
            .collect(Collectors.groupingBy(ForecastCase::model, TreeMap::new, Collectors.toList()))
            .values());
    List<Row> rows = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      List<Map<Key, ForecastCase>> ofHorizon = new ArrayList<>();
      for (List<ForecastCase> model : cases) {
        ofHorizon.add(byKey(model, h));
      }
      for (Map<Key, ForecastCase> model : ofHorizon) {
        score(model, ofHorizon.subList(0, Models.BASELINES.size()), h, rows);
      }
    }
    return rows;
  }

  private static Map<Key, ForecastCase> byKey(List<ForecastCase> cases, int horizon) {
    Map<Key, ForecastCase> byKey = new LinkedHashMap<>();
    for (ForecastCase c : cases) {
      if (c.horizon() == horizon) {
        byKey.put(new Key(c.cutoff(), c.blogger()), c);
      }
    }
    return byKey;
  }

  private static void score(
      Map<Key, ForecastCase> model,
      List<Map<Key, ForecastCase>> baselines,
      int horizon,
      List<Row> rows) {
    List<Key> keys =
        model.keySet().stream()
            .filter(k -> baselines.stream().allMatch(b -> b.containsKey(k)))
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    List<ForecastCase> own = pick(model, keys);
    List<ForecastCase> best = pick(baselines.get(0), keys);
    for (Map<Key, ForecastCase> baseline : baselines) {
      List<ForecastCase> candidate = pick(baseline, keys);
      if (meanSquare(candidate) < meanSquare(best)) {
        best = candidate;
      }
    }
    String name = own.get(0).model();
    String bestName = best.get(0).model();
    int cutoffs = (int) own.stream().mapToInt(ForecastCase::cutoff).distinct().count();
    DieboldMariano difference =
        name.equals(bestName) || cutoffs < 2 ? null : DieboldMariano.of(own, best, horizon);
    Accuracy score = score(own, best, difference);
    rows.add(new Row(name, horizon, cutoffs, score, bestName, difference));
  }

  private static List<ForecastCase> pick(Map<Key, ForecastCase> cases, List<Key> keys) {
    List<ForecastCase> picked = new ArrayList<>();
    for (Key key : keys) {
      ForecastCase found = cases.get(key);
      if (found != null) {
        picked.add(found);
      }
    }
    return picked;
  }

  private static double meanSquare(List<ForecastCase> cases) {
    return cases.stream().mapToDouble(ForecastCase::squaredError).average().orElse(0);
  }

  private static Accuracy score(
      List<ForecastCase> cases, List<ForecastCase> best, @Nullable DieboldMariano difference) {
    ErrorSums errors = new ErrorSums();
    for (ForecastCase c : cases) {
      errors.add(c.value() - c.mean(), c.variance(), ErrorSums.Z80, ErrorSums.Z95);
    }
    double rmse = Math.sqrt(meanSquare(cases));
    double reference = Math.sqrt(meanSquare(best));
    Double error = null;
    if (difference != null && rmse > 0 && reference > 0) {
      error = difference.standardError() / (2 * rmse * reference);
    }
    Double skill = null;
    if (reference > 0) {
      skill = difference == null && rmse == reference ? 0.0 : 1 - rmse / reference;
    }
    Accuracy score = errors.score(skill, error);
    return cases.stream().allMatch(c -> c.variance() > 0)
        ? score
        : new Accuracy(score.n(), score.rmse(), score.mae(), null, null, null, skill, error);
  }

  /**
   * One forecast that came true, or did not.
   *
   * @param model name of the model
   * @param cutoff index of the last period used, from 0
   * @param horizon periods from there to the target
   * @param blogger index of the blogger
   * @param mean what was expected
   * @param variance its predictive variance
   * @param value what the audience said in period cutoff + horizon
   */
  public record ForecastCase(
      String model,
      int cutoff,
      int horizon,
      int blogger,
      double mean,
      double variance,
      double value) {

    /** Index of the period that was forecast. */
    public int target() {
      return cutoff + horizon;
    }

    /** Squared error. */
    public double squaredError() {
      return (value - mean) * (value - mean);
    }
  }

  /**
   * Rolling-origin evaluation: at every cutoff a model is fitted to the periods up to it, forecasts
   * the next ones, and is compared with what came. Nothing of a target period is ever used.
   */
  public static final class RollingOrigin {
    private final SentimentSeries series;

    public RollingOrigin(SentimentSeries series) {
      this.series = series;
    }

    /**
     * All cases of one model. A cutoff at which it has no fit gives none.
     *
     * @param first index of the first cutoff, at least 0
     * @param horizon largest number of periods ahead, at least 1
     */
    public List<ForecastCase> run(OpinionModel model, int first, int horizon) {
      List<ForecastCase> cases = new ArrayList<>();
      int cutoff = first;
      for (List<StepForecast> issued : model.issued(series, first, horizon)) {
        for (StepForecast step : issued) {
          if (cutoff + step.horizon() < series.length()) {
            add(model, cutoff, step, cases);
          }
        }
        cutoff++;
      }
      return cases;
    }

    /** The cases of one cutoff. */
    public List<ForecastCase> at(OpinionModel model, int cutoff, int horizon) {
      int end = Math.min(series.length(), cutoff + 1 + horizon);
      RollingOrigin until = new RollingOrigin(series.head(end));
      return until.run(model, cutoff, horizon).stream().filter(c -> c.cutoff() == cutoff).toList();
    }

    private void add(OpinionModel model, int cutoff, StepForecast step, List<ForecastCase> cases) {
      int target = cutoff + step.horizon();
      for (int i = 0; i < series.size(); i++) {
        if (series.observed(target, i) && step.available(i)) {
          cases.add(
              new ForecastCase(
                  model.name(),
                  cutoff,
                  step.horizon(),
                  i,
                  step.mean(i),
                  step.variance(i),
                  series.value(target, i)));
        }
      }
    }
  }
}
