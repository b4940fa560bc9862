// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.content.ScoreReaction;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.engine.OnlineEngine.EngineState;
import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.nowcast.ArrivalCurves;
import io.undertone.dynamics.nowcast.Nowcast;
import io.undertone.dynamics.nowcast.NowcastState;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
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
  private static final String ENGINE = "engine";
  private static final String ROW = "engine/";
  private static final StatePart<ArrivalCurves> ARRIVALS =
      StatePart.of("arrivals", 2, ArrivalCurves::transfer).readsUntyped(1, ArrivalCurves::transfer);

  /** A row of the first edition: numbers, of which the first six are those of the regression. */
  private static final StatePart<double[]> FIRST_ROW =
      StatePart.ofValue("engine row", 2, Codec::numbers)
          .readsUntyped(1, (sums, codec) -> first(codec.numbers(sums), sums));

  private static final double UNKNOWN_CONTENT = .5;
  private static final int FIRST_SUMS = 6;

  private OnlineEngine engine;
  private final int threads;
  private final ContentStep content;
  private ArrivalCurves arrivals = new ArrivalCurves();

  EngineStep(int threads, ContentMode mode) {
    this.threads = threads;
    this.content = new ContentStep(mode);
    this.engine = new OnlineEngine(threads);
  }

  OnlineEngine engine() {
    return engine;
  }

  /** One more blogger, with the next index. */
  void join() {
    int unused = engine.join();
  }

  ContentStep content() {
    return content;
  }

  /** What is known of a period's posts before anything of it is learnt. */
  KnownPosts know(AlignedPeriod aligned, Map<String, Integer> index, double tau2) {
    return content.know(aligned, index, ascending(index), outlook(), tau2);
  }

  DraftModel drafts(List<String> bloggers, double tau2) {
    List<DraftModel.Audience> audiences = new ArrayList<>();
    ContentStep.Outlook outlook = outlook();
    for (int i = 0; outlook != null && i < bloggers.size(); i++) {
      if (outlook.has(i)) {
        audiences.add(
            new DraftModel.Audience(bloggers.get(i), outlook.mean()[i], outlook.state()[i]));
      }
    }
    DraftModel.Network network =
        new DraftModel.Network(List.copyOf(bloggers), engine.uncertainRows());
    return new DraftModel(content.model(), audiences, tau2, network);
  }

  private static List<String> ascending(Map<String, Integer> index) {
    return index.keySet().stream().sorted().toList();
  }

  private ContentStep.@Nullable Outlook outlook() {
    if (engine.periods() == 0) {
      return null;
    }
    ForecastPath path = engine.forecast(1);
    double[] mean = path.means()[0];
    double[] state = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      state[i] =
          engine.heard(i)
              ? Nowcast.stateVariance(path.variances()[0][i], engine.expectedVariance(i))
              : Double.NaN;
    }
    return new ContentStep.Outlook(mean, state);
  }

  static int position(Map<String, Integer> index, AudiencePeriod audience) {
    Integer i = index.get(audience.blogger());
    if (i == null) {
      throw new IllegalArgumentException("Blogger '" + audience.blogger() + "' has not joined.");
    }
    return i;
  }

  /**
   * Learns the period less what the scores of its posts explain, the edges also less what their
   * words explain, then its posts.
   */
  void learn(
      AlignedPeriod aligned,
      Map<String, Integer> index,
      ObservedPeriod observed,
      KnownPosts known,
      PostVariance variance) {
    engine.observe(
        observed.sentiment(),
        known.byScore(),
        known.effects(),
        observed.observed(),
        observed.variance());
    for (AudiencePeriod audience : aligned.audiences()) {
      arrivals.add(position(index, audience), audience);
    }
    content.learn(known, aligned, observed, ascending(index), index, variance);
  }

  /** The next period's forecast as a step of these bloggers. */
  @Nullable Issued issued(List<String> ascending, Map<String, Integer> index) {
    if (engine.periods() == 0) {
      return null;
    }
    ForecastPath path = engine.forecast(1);
    int known = path.means()[0].length;
    int n = ascending.size();
    double[] mean = new double[n];
    double[] variance = new double[n];
    boolean[] available = new boolean[n];
    for (int k = 0; k < n; k++) {
      int i = index.getOrDefault(ascending.get(k), known);
      available[k] = i < known && engine.heard(i);
      if (available[k]) {
        mean[k] = path.means()[0][i];
        variance[k] = path.variances()[0][i];
      }
    }
    return new Issued(
        EngineFindings.MODEL,
        new StepForecast(1, mean, variance, available),
        path.z80(),
        path.z95());
  }

  /** What is needed to say what an open period will come to, up to so many periods ahead. */
  NowcastState nowcasts(
      PeriodCalendar calendar,
      @Nullable Period last,
      List<String> bloggers,
      PostVariance variance,
      int horizon) {
    boolean started = engine.periods() > 0;
    ForecastPath path = started ? engine.forecast(horizon) : null;
    int known = path == null ? 0 : path.means()[0].length;
    double[] z80 = new double[known == 0 ? 0 : horizon];
    double[] z95 = z80.clone();
    if (path != null) {
      Arrays.fill(z80, path.z80());
      Arrays.fill(z95, path.z95());
    }
    List<NowcastState.Audience> audiences = new ArrayList<>();
    for (int i = 0; i < engine.size(); i++) {
      ScoreReaction.Audience reaction =
          i < bloggers.size() ? content.model().audience(bloggers.get(i)) : null;
      audiences.add(
          new NowcastState.Audience(
              i < known && engine.heard(i),
              i < known ? engine.expectedVariance(i) : 0,
              reaction == null ? 0 : reaction.slope(),
              reaction == null ? UNKNOWN_CONTENT : reaction.usualContent()));
    }
    return new NowcastState(
        calendar,
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
  Map<String, byte[]> parts(List<String> bloggers) {
    EngineState state = engine.exportState();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(ENGINE, state.shared());
    for (int i = 0; i < state.rows().size(); i++) {
      parts.put(ROW + i, state.rows().get(i));
    }
    content.parts(parts, bloggers);
    parts.put(ARRIVALS.name(), ARRIVALS.write(arrivals));
    return parts;
  }

  /**
   * Continues from {@link #parts}, the bloggers having joined. The state of an engine of the first
   * edition cannot be continued: it is learned again from the periods kept.
   *
   * @param bloggers in the order in which they joined
   * @param kept periods that came with a state of the first edition
   */
  void restore(Map<String, byte[]> parts, List<String> bloggers, List<ObservedPeriod> kept) {
    byte[] shared = parts.get(ENGINE);
    if (shared == null) {
      return;
    }
    boolean old = !StatePart.marked(shared);
    content.restore(parts::get, bloggers);
    for (int i = 0; old && i < bloggers.size(); i++) {
      content
          .model()
          .restoreFirst(
              bloggers.get(i),
              FIRST_ROW.read(part(parts.get(ROW + i), ROW + i), new double[FIRST_SUMS]));
    }
    byte[] curves = parts.get(ARRIVALS.name());
    if (curves != null) {
      ARRIVALS.read(curves, arrivals);
    }
    if (old) {
      kept.forEach(this::learnAgain);
      return;
    }
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; parts.containsKey(ROW + i); i++) {
      rows.add(part(parts.get(ROW + i), ROW + i));
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

  private static void first(double[] numbers, double[] sums) {
    System.arraycopy(numbers, 0, sums, 0, sums.length);
  }

  static byte[] part(byte @Nullable [] bytes, String name) {
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
