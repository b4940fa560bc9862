// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.engine.EngineState;
import io.undertone.dynamics.engine.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.engine.PostContentRegression;
import io.undertone.dynamics.findings.Forecast;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The online engine's part of one period: what the posts explain is taken out first, the audience's
 * own part is learnt, and the posts then teach the next periods.
 */
final class EngineStep implements AutoCloseable {
  private static final int LAYOUT = 1;
  private static final String ENGINE = "engine";
  private static final String ROW = "engine/";
  private static final String CONTENT = "content/";
  private static final String ARRIVALS = "arrivals";
  private static final StatePart<PostContentRegression> CONTENTS =
      StatePart.of("content", 1, PostContentRegression::transfer);

  private OnlineEngine engine;
  private final int threads;
  private final List<PostContentRegression> contents = new ArrayList<>();
  private ArrivalCurves arrivals = new ArrivalCurves();

  EngineStep(int threads) {
    this.threads = threads;
    this.engine = new OnlineEngine(threads);
  }

  OnlineEngine engine() {
    return engine;
  }

  /** One more blogger, with the next index. */
  void join() {
    int unused = engine.join();
    contents.add(new PostContentRegression());
  }

  /**
   * effect_i of each audience's posts by regressions over earlier periods; NaN where no post of the
   * period has a content score.
   */
  double[] effects(AlignedPeriod aligned, Map<String, Integer> index) {
    double[] effects = new double[engine.size()];
    Arrays.fill(effects, Double.NaN);
    for (AudiencePeriod audience : aligned.audiences()) {
      int i = position(index, audience);
      effects[i] = effect(i, audience);
    }
    return effects;
  }

  /** effect of one audience's posts; NaN where none has a content score. */
  double effect(int i, AudiencePeriod audience) {
    AudienceTally tally = new AudienceTally(audience);
    int m = audience.posts().size();
    double[] shares = new double[m];
    double[] scores = new double[m];
    boolean any = false;
    for (int p = 0; p < m; p++) {
      PostSummary post = audience.posts().get(p);
      shares[p] = tally.share(post);
      scores[p] = post.contentScore() == null ? Double.NaN : post.contentScore();
      any |= post.contentScore() != null;
    }
    return any ? cut(contents.get(i).effect(shares, scores)) : Double.NaN;
  }

  /** A value in [0,1] cannot be moved by more than 1. */
  private static double cut(double effect) {
    return Math.max(-1, Math.min(1, effect));
  }

  private static int position(Map<String, Integer> index, AudiencePeriod audience) {
    Integer i = index.get(audience.blogger());
    if (i == null) {
      throw new IllegalArgumentException("Blogger '" + audience.blogger() + "' has not joined.");
    }
    return i;
  }

  /** Learns the period less its content effects, then its posts. */
  void learn(
      AlignedPeriod aligned,
      Map<String, Integer> index,
      ObservedPeriod observed,
      double[] effects,
      PostVariance variance) {
    engine.observe(observed.sentiment(), effects, observed.observed(), observed.variance());
    for (AudiencePeriod audience : aligned.audiences()) {
      int i = position(index, audience);
      PostContentRegression content = contents.get(i);
      double tau2 = variance.tau2(i);
      for (PostSummary post : audience.posts()) {
        if (post.contentScore() != null) {
          // w_p = 1 / (tau2 + s2/neff)
          double w = 1 / (tau2 + variance.scores().noise(post));
          content.add(post.contentScore(), post.sentiment(), w);
        }
      }
      arrivals.add(i, audience);
    }
  }

  /** Forecasts of a period whose posts are known, as of the end of the period before. */
  List<Forecast> conditional(EngineFindings before, Period next, double[] effects) {
    return engine.periods() == 0 ? List.of() : before.conditionalForecasts(engine, next, effects);
  }

  /** The next period's forecast as a step of these bloggers, effects of known posts included. */
  @Nullable Issued issued(
      String model,
      List<String> ascending,
      Map<String, Integer> index,
      double @Nullable [] effects) {
    if (engine.periods() == 0) {
      return null;
    }
    ForecastPath path = engine.forecast(1);
    int known = path.means()[0].length;
    int n = ascending.size();
    double[] mean = new double[n];
    double[] variance = new double[n];
    boolean[] available = new boolean[n];
    double z80 = 0;
    double z95 = 0;
    for (int k = 0; k < n; k++) {
      int i = index.getOrDefault(ascending.get(k), known);
      available[k] = i < known && engine.heard(i) && (effects == null || !Double.isNaN(effects[i]));
      if (available[k]) {
        mean[k] = path.means()[0][i] + (effects == null ? 0 : effects[i]);
        variance[k] = path.variances()[0][i];
        // one adaptive multiplier serves all bloggers
        z80 = path.halfWidths80()[0][i] / Math.sqrt(variance[k]);
        z95 = path.halfWidths95()[0][i] / Math.sqrt(variance[k]);
      }
    }
    return new Issued(model, new StepForecast(1, mean, variance, available), z80, z95);
  }

  /** What is needed to say what an open period will come to, up to so many periods ahead. */
  NowcastState nowcasts(
      RefitOptions options,
      @Nullable Period last,
      List<String> bloggers,
      PostVariance variance,
      int horizon) {
    boolean started = engine.periods() > 0;
    ForecastPath path = started ? engine.forecast(horizon) : null;
    int known = path == null ? 0 : path.means()[0].length;
    double[] z80 = new double[known == 0 ? 0 : horizon];
    double[] z95 = z80.clone();
    for (int h = 0; path != null && h < z80.length; h++) {
      // one adaptive multiplier serves all bloggers
      double deviation = Math.sqrt(path.variances()[h][0]);
      z80[h] = path.halfWidths80()[h][0] / deviation;
      z95[h] = path.halfWidths95()[h][0] / deviation;
    }
    List<NowcastState.Audience> audiences = new ArrayList<>();
    for (int i = 0; i < engine.size(); i++) {
      PostContentRegression content = contents.get(i);
      audiences.add(
          new NowcastState.Audience(
              i < known && engine.heard(i),
              i < known ? engine.expectedVariance(i) : 0,
              content.slope(),
              content.meanContent()));
    }
    return new NowcastState(
        options,
        last,
        bloggers,
        path == null ? new double[horizon][0] : path.means(),
        path == null ? new double[horizon][0] : path.variances(),
        z80,
        z95,
        audiences,
        variance,
        arrivals);
  }

  /** The engine's state, one part per blogger and one for all, and what posts have taught. */
  Map<String, byte[]> parts() {
    EngineState state = engine.exportState();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(ENGINE, state.shared());
    for (int i = 0; i < state.rows().size(); i++) {
      parts.put(ROW + i, state.rows().get(i));
    }
    for (int i = 0; i < contents.size(); i++) {
      parts.put(CONTENT + i, CONTENTS.write(contents.get(i)));
    }
    parts.put(ARRIVALS, StateBytes.write(LAYOUT, arrivals::write));
    return parts;
  }

  /**
   * Continues from {@link #parts}, the bloggers having joined. The state of an engine of the first
   * edition cannot be continued: it is learned again from the periods kept.
   *
   * @param kept periods that came with a state of the first edition
   */
  void restore(Map<String, byte[]> parts, List<ObservedPeriod> kept) {
    byte[] shared = parts.get(ENGINE);
    if (shared == null) {
      return;
    }
    boolean old = !StatePart.marked(shared);
    for (int i = 0; i < contents.size(); i++) {
      byte[] bytes = old ? oldContent(part(parts, ROW + i)) : part(parts, CONTENT + i);
      CONTENTS.read(bytes, contents.get(i));
    }
    byte[] curves = parts.get(ARRIVALS);
    if (curves != null) {
      arrivals = StateBytes.read(ARRIVALS, LAYOUT, curves, ArrivalCurves::read);
    }
    if (old) {
      kept.forEach(this::learnAgain);
      return;
    }
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; parts.containsKey(ROW + i); i++) {
      rows.add(part(parts, ROW + i));
    }
    engine.close();
    engine = OnlineEngine.importState(new EngineState(shared, rows), threads);
  }

  private void learnAgain(ObservedPeriod row) {
    int n = engine.size();
    engine.observe(
        Arrays.copyOf(row.sentiment(), n),
        Arrays.copyOf(row.observed(), n),
        Arrays.copyOf(row.variance(), n));
  }

  /** A row of the first edition began with the six sums of the content regression. */
  private static byte[] oldContent(byte[] row) {
    double[] numbers = StateBytes.read("engine row", LAYOUT, row, StateBytes::doubles);
    return StatePart.<double[]>of("content", 1, (sums, tape) -> tape.values(sums))
        .write(Arrays.copyOf(numbers, 6));
  }

  private static byte[] part(Map<String, byte[]> parts, String name) {
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      throw new IllegalStateException("State part '" + name + "' is missing.");
    }
    return bytes;
  }

  @Override
  public void close() {
    engine.close();
  }
}
