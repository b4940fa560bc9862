// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.StatusText;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Runs every check on one series. Deterministic for a seed. */
public final class Audit {
  /** Audiences that the status of a model names. */
  private static final int NAMED_IN_STATUS = 3;

  private static final int LARGEST_MEMORY = 10;
  private static final int REPLICATES = 199;
  private static final double WARM_UP = 0.2;
  private static final int ALL_MODELS_UP_TO = 64;

  private final SentimentSeries series;
  private final @Nullable SentimentSeries first;
  private final @Nullable SentimentSeries second;
  private final long seed;

  private Audit(
      SentimentSeries series,
      @Nullable SentimentSeries first,
      @Nullable SentimentSeries second,
      long seed) {
    this.series = series;
    this.first = first;
    this.second = second;
    this.seed = seed;
  }

  /** The audit of a series alone. */
  public static AuditReport of(SentimentSeries series, long seed) {
    return new Audit(series, null, null, seed).run();
  }

  /**
   * The audit of a series and the agreement of two random halves of its comments.
   *
   * @param series with sampling variances where they are known
   * @param first the same bloggers and periods from one half of the comments
   * @param second from the other half
   * @param seed of nulls and bootstrap
   * @throws IllegalArgumentException if the series has fewer than two bloggers or three periods, or
   *     the halves do not match
   */
  public static AuditReport of(
      SentimentSeries series, SentimentSeries first, SentimentSeries second, long seed) {
    return new Audit(series, first, second, seed).run();
  }

  private AuditReport run() {
    if (series.size() < 2 || series.length() < 3) {
      throw new IllegalArgumentException(
          "An audit needs at least two bloggers and three periods; it was given " + series + ".");
    }
    List<SignalNoise> signals = SignalNoise.of(series);
    List<ForwardScores.Row> forward = forward();
    double residual = residualDeviation(forward);
    List<Influence> edges = new ArrayList<>();
    double evidence = engine(edges);
    return new AuditReport(
        series.bloggers(),
        series.length(),
        observedShare(),
        rootMean(signals.stream().map(SignalNoise::deviation).toList()),
        samplingError(signals),
        RangeTest.of(series, LARGEST_MEMORY),
        signals,
        forward,
        unfitted(),
        List.of(
            NullTest.of(series, NullTest.Kind.CIRCULAR_SHIFT, REPLICATES, random(1)),
            NullTest.of(series, NullTest.Kind.PERMUTATION, REPLICATES, random(2))),
        Identifiability.of(series, residual * residual),
        WeightBootstrap.of(series, REPLICATES, random(3)),
        first == null || second == null ? null : SplitHalf.of(first, second),
        SecondLagTest.of(series),
        EdgePlan.of(series),
        edges,
        evidence,
        seed);
  }

  private Random random(int stream) {
    return new Random(new SplittableRandom(seed + stream).nextLong());
  }

  private double observedShare() {
    int observed = 0;
    for (int t = 0; t < series.length(); t++) {
      for (int i = 0; i < series.size(); i++) {
        observed += series.observed(t, i) ? 1 : 0;
      }
    }
    return (double) observed / (series.length() * series.size());
  }

  private static double rootMean(List<Double> deviations) {
    return Math.sqrt(deviations.stream().mapToDouble(d -> d * d).average().orElse(0));
  }

  private static @Nullable Double samplingError(List<SignalNoise> signals) {
    List<Double> errors = new ArrayList<>();
    for (SignalNoise signal : signals) {
      if (signal.samplingError() == null) {
        return null;
      }
      errors.add(signal.samplingError());
    }
    return rootMean(errors);
  }

  private List<ForwardScores.Row> forward() {
    int warmUp = (int) Math.ceil(WARM_UP * series.length());
    return ForwardScores.of(series, models(), Math.max(1, warmUp) - 1, 1);
  }

  private List<OpinionModel> models() {
    List<OpinionModel> models = new ArrayList<>();
    for (String name : Models.NAMES) {
      boolean always = Models.BASELINES.contains(name);
      OpinionModel model = Models.byName(name);
      if (always || model instanceof OnlineEngineModel || series.size() <= ALL_MODELS_UP_TO) {
        models.add(model);
      }
    }
    return models;
  }

  private List<AuditReport.Unfitted> unfitted() {
    List<AuditReport.Unfitted> unfitted = new ArrayList<>();
    for (OpinionModel model : models()) {
      FitOutcome outcome = model.fit(series);
      if (!(outcome instanceof FitOutcome.Fitted)) {
        unfitted.add(
            new AuditReport.Unfitted(
                model.name(),
                StatusText.of(outcome),
                StatusText.reasons(outcome, List.of(), 0, NAMED_IN_STATUS)));
      }
    }
    return unfitted;
  }

  /** RMSE of the best baseline: what is left to explain. */
  private static double residualDeviation(List<ForwardScores.Row> forward) {
    return forward.stream()
        .filter(row -> Models.BASELINES.contains(row.model()))
        .map(row -> row.score().rmse())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(0);
  }

  private double engine(List<Influence> edges) {
    try (OnlineEngine engine = new OnlineEngine(1)) {
      for (int i = 0; i < series.size(); i++) {
        engine.join();
      }
      for (int t = 0; t < series.length(); t++) {
        OnlineEngineModel.observe(engine, series, t);
      }
      if (engine.periods() == 0) {
        return 0;
      }
      Period last = series.period(series.length() - 1);
      new EngineFindings("", series.bloggers(), last, 0)
          .influences(engine).stream()
              .filter(edge -> !edge.source().equals(edge.target()))
              .forEach(edges::add);
      return engine.evidenceOfInfluence();
    }
  }
}
