// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.evaluate.ObservedPeriod.Values;
import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prequential scores of all models of one topic: forecasts are kept as first issued, scored when
 * their period first closes, and never rewritten when late comments revise it.
 */
public final class Scoreboard {
  private static final StatePart<Scoreboard> PART =
      StatePart.of("scores", 2, Scoreboard::transfer).readsUntyped(1, Scoreboard::transfer);

  private final Map<String, PrequentialScore> scores = new LinkedHashMap<>();
  private List<String> bloggers = List.of();
  private List<Issued> pending = List.of();

  /** Continues from {@link #state}; null starts afresh. */
  public static Scoreboard restore(byte @org.jspecify.annotations.Nullable [] state) {
    Scoreboard board = new Scoreboard();
    if (state != null) {
      PART.read(state, board);
    }
    return board;
  }

  /**
   * Scores the forecasts issued for this period, then keeps those issued for the next.
   *
   * @param refitted the period that closed
   * @param revision of the rows
   */
  public List<ModelScore> close(Refitted refitted, int revision) {
    Values outcome = refitted.closed().of(bloggers);
    List<StepForecast> baselines = baselines();
    for (Issued issued : pending) {
      scores
          .computeIfAbsent(issued.model(), m -> new PrequentialScore())
          .add(issued, baselines, outcome.sentiment(), outcome.observed());
    }
    scoreConditional(refitted, outcome, baselines);
    pending = refitted.issued();
    bloggers = refitted.closed().bloggers();
    return refitted.closed().rows(scores, revision);
  }

  /** It knows the bloggers of this period; those that were unknown before have no baseline yet. */
  private void scoreConditional(Refitted refitted, Values outcome, List<StepForecast> baselines) {
    for (Issued issued : pending.isEmpty() ? List.<Issued>of() : refitted.conditional()) {
      scoreConditional(issued, outcome, baselines);
    }
  }

  private void scoreConditional(Issued issued, Values outcome, List<StepForecast> baselines) {
    int n = bloggers.size();
    double[] mean = new double[n];
    double[] variance = new double[n];
    boolean[] available = new boolean[n];
    for (int i = 0; i < n; i++) {
      int now = outcome.position()[i];
      available[i] = now >= 0 && issued.step().available(now);
      mean[i] = available[i] ? issued.step().mean(now) : 0;
      variance[i] = available[i] ? issued.step().variance(now) : 0;
    }
    scores
        .computeIfAbsent(issued.model(), m -> new PrequentialScore())
        .add(
            new Issued(
                issued.model(),
                new StepForecast(1, mean, variance, available),
                issued.z80(),
                issued.z95()),
            baselines,
            outcome.sentiment(),
            outcome.observed());
  }

  private List<StepForecast> baselines() {
    List<StepForecast> steps = new ArrayList<>();
    for (String name : Models.BASELINES) {
      pending.stream().filter(p -> p.model().equals(name)).map(Issued::step).forEach(steps::add);
    }
    return steps.size() == Models.BASELINES.size() ? steps : List.of();
  }

  /** Everything it remembers, in canonical bytes. */
  public byte[] state() {
    return PART.write(this);
  }

  private void transfer(Codec codec) {
    codec.entries(scores, PrequentialScore::new, PrequentialScore::transfer);
    bloggers = codec.texts(bloggers);
    pending = codec.list(pending, () -> Issued.BLANK, Issued::transfer);
  }
}
