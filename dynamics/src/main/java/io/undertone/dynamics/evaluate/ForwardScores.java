// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forward scores of several models on the cases that all of them forecast, one table row for each
 * model and horizon.
 */
public final class ForwardScores {

  /**
   * One row.
   *
   * @param model name
   * @param horizon periods ahead
   * @param cutoffs number of cutoffs with at least one case
   * @param score over the common cases
   * @param againstBest difference of squared errors to the best baseline, by Diebold and Mariano;
   *     null for that baseline itself and where there are fewer than two target periods
   */
  public record Row(
      String model, int horizon, int cutoffs, Score score, @Nullable DieboldMariano againstBest) {}

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
    List<Row> rows = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      rows.addAll(score(common(cases, h), h));
    }
    return rows;
  }

  /** For each model with any case, its cases that every other such model has too, same order. */
  private static List<List<ForecastCase>> common(List<List<ForecastCase>> cases, int horizon) {
    List<List<ForecastCase>> present = new ArrayList<>();
    Map<Key, Integer> seen = new HashMap<>();
    for (List<ForecastCase> all : cases) {
      List<ForecastCase> ofHorizon = all.stream().filter(c -> c.horizon() == horizon).toList();
      if (!ofHorizon.isEmpty()) {
        present.add(ofHorizon);
        ofHorizon.forEach(c -> seen.merge(new Key(c.cutoff(), c.blogger()), 1, Integer::sum));
      }
    }
    return present.stream()
        .map(
            model ->
                model.stream()
                    .filter(
                        c ->
                            seen.getOrDefault(new Key(c.cutoff(), c.blogger()), 0)
                                == present.size())
                    .toList())
        .toList();
  }

  private static List<Row> score(List<List<ForecastCase>> cases, int horizon) {
    List<Row> rows = new ArrayList<>();
    if (cases.isEmpty() || cases.get(0).isEmpty()) {
      return rows;
    }
    List<ForecastCase> best = cases.get(0);
    for (List<ForecastCase> model : cases) {
      boolean baseline = Models.BASELINES.contains(model.get(0).model());
      if (baseline && meanSquare(model) < meanSquare(best)) {
        best = model;
      }
    }
    for (List<ForecastCase> model : cases) {
      int cutoffs = (int) model.stream().mapToInt(ForecastCase::cutoff).distinct().count();
      DieboldMariano difference =
          model == best || cutoffs < 2 ? null : DieboldMariano.of(model, best, horizon);
      rows.add(
          new Row(
              model.get(0).model(), horizon, cutoffs, score(model, best, difference), difference));
    }
    return rows;
  }

  private static double meanSquare(List<ForecastCase> cases) {
    return cases.stream().mapToDouble(ForecastCase::squaredError).average().orElse(0);
  }

  private static Score score(
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
      skill = cases == best ? 0.0 : 1 - rmse / reference;
    }
    return errors.score(skill, error);
  }
}
