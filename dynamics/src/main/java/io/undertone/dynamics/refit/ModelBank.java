// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.NotConvergedException;
import io.undertone.dynamics.model.FitOutcome.StatusText;
import io.undertone.dynamics.model.IncrementalModel;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.StepForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models of one topic beside the engine. Baselines follow every audience; networks follow at
 * most {@link #NETWORK_PLACES} at a time, those that were heard fewer than 20 times only for so
 * long. Audiences that were silent for long leave both.
 */
final class ModelBank {
  /** Audiences that the networks follow. */
  static final int NETWORK_PLACES = 64;

  private static final int PATIENCE = 20;

  /** Audiences that a status names; the others it counts. */
  private static final int MOST_NAMED = 20;

  private final List<OpinionModel> models;
  private final LearnerGroup baselines;
  private final LearnerGroup networks;
  private final HeldModels held;

  ModelBank(List<OpinionModel> models, RefitOptions options) {
    this.models = models;
    int silence = options.silence();
    baselines = new LearnerGroup("models/own", new Places(Integer.MAX_VALUE, silence, silence));
    networks = new LearnerGroup("models/network", new Places(NETWORK_PLACES, silence, PATIENCE));
    List<OpinionModel> fromHistory = new ArrayList<>();
    for (OpinionModel model : models) {
      if (model instanceof IncrementalModel<?> incremental) {
        group(model).add(incremental);
      } else {
        fromHistory.add(model);
      }
    }
    held = new HeldModels(fromHistory, options.history());
  }

  private LearnerGroup group(OpinionModel model) {
    return Models.BASELINES.contains(model.name()) ? baselines : networks;
  }

  /**
   * Takes in one period.
   *
   * @param names of the audiences in the order of the row
   */
  void observe(ObservedPeriod row, List<String> names) {
    SortedMap<String, Double> values = new TreeMap<>();
    SortedMap<String, double[]> known = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (row.has(i)) {
        values.put(names.get(i), row.sentiment()[i]);
        known.put(names.get(i), new double[] {row.sentiment()[i], row.variance()[i]});
      }
    }
    baselines.observe(values);
    networks.observe(values);
    known.keySet().removeIf(name -> networks.places().of(name) < 0);
    held.observe(row.period(), known, followed());
  }

  private List<String> followed() {
    return networks.places().names().stream().filter(Objects::nonNull).sorted().toList();
  }

  /** Each model's fit as of the last period, baselines first. */
  List<ModelFit> fits(Period now) {
    List<ModelFit> fits = new ArrayList<>();
    for (OpinionModel model : models) {
      if (model instanceof IncrementalModel<?> incremental) {
        LearnerGroup group = group(model);
        fits.add(new ModelFit(Attempt.of(model.name(), () -> group.fit(incremental)), now));
      } else {
        fits.add(held.of(model, now));
      }
    }
    return fits;
  }

  /** The row that says how a model stands. */
  ModelStatus status(String topic, Period now, ModelFit fit, int revision) {
    FitOutcome outcome = fit.outcome();
    boolean baseline = Models.BASELINES.contains(outcome.model());
    Places places = (baseline ? baselines : networks).places();
    int fitted = outcome instanceof FitOutcome.Fitted done ? forecast(done.forecast()) : 0;
    List<String> waiting = places.waiting();
    List<FitReason> reasons = StatusText.reasons(outcome, waiting, NETWORK_PLACES, MOST_NAMED);
    return new ModelStatus(
        topic,
        now.end(),
        outcome.model(),
        StatusText.of(outcome),
        detail(reasons),
        json(reasons),
        fitted,
        places.size() - fitted + waiting.size(),
        fit.refitted().end(),
        revision);
  }

  private static @Nullable String detail(List<FitReason> reasons) {
    return reasons.isEmpty() ? null : FitReason.words(reasons).en();
  }

  private static @Nullable String json(List<FitReason> reasons) {
    return reasons.isEmpty() ? null : FitReason.json(reasons);
  }

  private static int forecast(StepForecast step) {
    int count = 0;
    for (boolean available : step.available()) {
      count += available ? 1 : 0;
    }
    return count;
  }

  /** The row of the engine, which learns by itself and forecasts whoever was heard. */
  static ModelStatus engine(String topic, Period now, @Nullable Issued issued, int revision) {
    int fitted = issued == null ? 0 : forecast(issued.step());
    List<FitReason> reasons =
        fitted == 0 ? List.of(FitReason.of(FitReason.Kind.TOO_FEW_PERIODS, "", 0, 1)) : List.of();
    return new ModelStatus(
        topic,
        now.end(),
        EngineFindings.MODEL,
        fitted == 0 ? FitStatus.TOO_FEW_PERIODS : FitStatus.FITTED,
        detail(reasons),
        json(reasons),
        fitted,
        issued == null ? 0 : issued.step().size() - fitted,
        now.end(),
        revision);
  }

  void parts(Map<String, byte[]> parts) {
    baselines.parts(parts);
    networks.parts(parts);
    held.parts(parts);
  }

  void restore(Map<String, byte[]> parts) {
    baselines.restore(parts);
    networks.restore(parts);
    held.restore(parts);
  }

  /**
   * How one model stands.
   *
   * @param outcome of its last refit, carried on to the last period
   * @param refitted the last period that its parameters were fitted to
   */
  record ModelFit(FitOutcome outcome, Period refitted) {}

  /** A fit that may break down. */
  static final class Attempt {
    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

    private Attempt() {}

    /** A numerical breakdown of one model is its own outcome; the others and the engine go on. */
    static FitOutcome of(String model, Supplier<FitOutcome> fit) {
      try {
        return fit.get();
      } catch (NotConvergedException e) {
        return new FitOutcome.Failed(model, e.reason());
      } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
        LOG.log(System.Logger.Level.WARNING, model + " could not be fitted", e);
        return new FitOutcome.Failed(model, FitReason.failed(String.valueOf(e.getMessage())));
      }
    }
  }
}
