// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.engine.AlertMonitor.Membership;
import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.EngineFindings.EngineAlert;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The online engine: give it one closed period after the other, and it keeps own-history forecasts,
 * the delayed expressed-private network, its claims and adaptive intervals up to date. Audiences
 * are numbered in the order in which they join.
 *
 * <p>Deterministic: no sampling, sums in index order; the number of threads changes nothing. Not
 * thread-safe itself. What it returns is the caller's. The equations are in the classes of this
 * package and in {@code docs/estimator.md}.
 */
public final class OnlineEngine implements AutoCloseable {
  private static final StatePart<OnlineEngine> SHARED =
      StatePart.of("engine", 3, OnlineEngine::transferShared);

  private final RowLoop loop;
  private final Membership membership = new Membership();
  private final OwnHistoryBank bank = new OwnHistoryBank();
  private final Memories memories;
  private final RecentPeriods recent = new RecentPeriods();
  private final ClaimCopies claims = new ClaimCopies();
  private final Sources sources;
  private final AdaptiveIntervals intervals = new AdaptiveIntervals();
  private final AlertMonitor alerts = new AlertMonitor();
  private final Answers answers;
  private int size;
  private int periods;
  private boolean everClaimed;
  private double[] shown = {};

  /**
   * @param threads number of threads that fit rows, at least 1; it does not change any result
   */
  public OnlineEngine(int threads) {
    loop = new RowLoop(threads);
    memories = new Memories(RowModel.whole(), bank, loop);
    sources = new Sources(memories, recent, claims);
    answers = new Answers(bank, memories, claims, loop);
  }

  /** Adds an audience and returns its index; it counts from the next period on. */
  public int join() {
    return size++;
  }

  /** Number of audiences that have joined. */
  public int size() {
    return size;
  }

  /** Number of periods learned, from the first one with a value. */
  public int periods() {
    return periods;
  }

  /**
   * Learns one closed period. Periods before the first value are passed over. What cannot be taken
   * is refused before anything changes. For n audiences it costs in the order of n small quadratic
   * programmes, however long the record.
   *
   * @param y sentiment in [0,1] by audience; any number where it is not observed
   * @param observed false where the period has no post
   * @param r sampling variance of y, positive and finite; limited to [1e-6, 1]
   * @throws IllegalArgumentException if a length differs from {@link #size}, or a value or variance
   *     is out of range
   */
  public void observe(double[] y, boolean[] observed, double[] r) {
    Observation heard = Observation.checked(size, y, null, observed, r);
    learn(new Observation.Copies(heard, heard, heard));
  }

  /**
   * Learns one closed period less what its posts' scores add: all that the engine says is then in
   * units of the sentiment without it. What it claims needs two copies of the series: as they were
   * heard, and less all that the posts explain.
   *
   * @param effect effect of the posts' scores in [-1,1] by audience; NaN for none
   * @param explained effect of their scores and words in [-1,1]; NaN for none
   * @see #observe(double[], boolean[], double[])
   */
  public void observe(
      double[] y, double[] effect, double[] explained, boolean[] observed, double[] r) {
    learn(
        new Observation.Copies(
            Observation.checked(size, y, effect, observed, r),
            Observation.checked(size, y, explained, observed, r),
            Observation.checked(size, y, null, observed, r)));
  }

  private void learn(Observation.Copies copies) {
    Observation now = copies.learned();
    if (periods == 0 && now.empty()) {
      return;
    }
    claims.part(copies, bank, recent);
    if (periods == 0) {
      start(copies);
    } else {
      judgeForecasts(now);
      admit(copies);
      update(now);
    }
    claims.learn(copies, bank, loop);
    show(now);
    recent.add(now, bank, memories.whole);
    sources.choose(bank, periods, loop);
    membership.observe(now);
    everClaimed = answers.renew(everClaimed);
    alerts.afterUpdate(membership, memories, everClaimed, periods);
    periods++;
    memories.expire();
  }

  private void start(Observation.Copies copies) {
    Observation now = copies.learned();
    for (int i = 0; i < size; i++) {
      bank.add(now.mean());
    }
    claims.grow(size, copies);
    bank.observe(now, loop);
    sources.grow(bank, now, now.mean());
    membership.grow(size, periods);
  }

  private void judgeForecasts(Observation now) {
    double[][] forecast = memories.next();
    alerts.clear();
    for (int i = 0; i < bank.size(); i++) {
      if (now.observed(i) && bank.get(i).everObserved()) {
        double mean = forecast[0][i];
        double variance = forecast[1][i];
        alerts.judge(i, now.value(i), mean, variance, intervals);
        intervals.learn(now.value(i) - mean, variance);
      }
    }
  }

  /** Audiences that joined start at the crowd's mean. */
  private void admit(Observation.Copies copies) {
    if (size == bank.size()) {
      return;
    }
    Observation now = copies.learned();
    double crowd = bank.crowdMean();
    for (int i = bank.size(); i < size; i++) {
      bank.add(crowd);
    }
    claims.grow(size, copies);
    bank.reweigh();
    for (int i = membership.size(); i < size; i++) {
      bank.get(i).summarise();
    }
    sources.grow(bank, now, crowd);
    membership.grow(size, periods);
  }

  private void update(Observation now) {
    boolean[] heard = new boolean[size];
    for (int i = 0; i < size; i++) {
      heard[i] = now.observed(i) && !bank.get(i).everObserved();
    }
    bank.observe(now, loop);
    for (NetworkLayer layer : memories.all) {
      layer.observe(bank, now, heard, loop);
    }
    memories.learn();
  }

  /** Of a silent audience its forecast is shown, never the network's state. */
  private void show(Observation now) {
    shown = Arrays.copyOf(shown, size);
    for (int i = 0; i < size; i++) {
      shown[i] = now.observed(i) ? memories.whole.state(i) : memories.issued(i);
    }
  }

  /**
   * Forecasts of the next periods, in [0,1]. Before the first value: .5, anywhere in [0,1]. Costs
   * in the order of the horizon times the number of edges followed.
   *
   * @param horizon periods ahead, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public ForecastPath forecast(int horizon) {
    return memories.path(horizon, size, intervals);
  }

  /**
   * Forecasts of the network alone, by the whole record and without own history, in [0,1]; costs as
   * {@link #forecast}.
   *
   * @param horizon periods ahead, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public ForecastPath networkForecast(int horizon) {
    return memories.network(horizon, size, intervals);
  }

  /** Whether an audience that joined has been learned with some period. */
  private boolean learned(int audience) {
    if (audience < 0 || audience >= size) {
      throw new IllegalArgumentException(
          "Audience " + audience + " has not joined; there are " + size + ".");
    }
    return audience < bank.size();
  }

  /**
   * Mean sampling variance of an audience's values so far: the R to expect next.
   *
   * @throws IllegalArgumentException if it has not joined
   */
  public double expectedVariance(int audience) {
    return learned(audience) ? bank.get(audience).expectedR() : OwnHistory.UNKNOWN_R;
  }

  /**
   * Whether an audience has said anything yet; without that there is nothing to say of it.
   *
   * @throws IllegalArgumentException if it has not joined
   */
  public boolean heard(int audience) {
    return learned(audience) && bank.get(audience).everObserved();
  }

  /**
   * Sentiment shown: filtered after the last period; the forecast of it where the audience was
   * silent; .5 before the first value of all.
   *
   * @throws IllegalArgumentException if it has not joined
   */
  public double filteredSentiment(int audience) {
    return learned(audience) ? shown[audience] : .5;
  }

  /** "Any influence at all?": 1 - PI[own history] - PI[network without others], over all n rows. */
  public double evidenceOfInfluence() {
    double sum = 0;
    for (int i = 0; i < bank.size(); i++) {
      double[] ladder = memories.whole.ladder(i);
      sum += 1 - ladder[0] - ladder[1];
    }
    return bank.size() > 1 ? sum / bank.size() : 0;
  }

  /**
   * All edges that are followed, own weights included, by target and then source. Costs in the
   * order of n times the cube of the number of edges into one audience, which is bounded.
   */
  public List<EdgeEstimate> influences() {
    return answers.influences(everClaimed);
  }

  /**
   * The weights of {@link #influences} with their joint distribution, one row for each audience
   * that has joined; without distributions while the influence is changing.
   */
  public List<UncertainRow> uncertainRows() {
    return answers.uncertainRows(size, everClaimed);
  }

  /**
   * Everything the network says of one audience, by the whole record; of one that has joined and
   * has not been learned, that nothing is known.
   *
   * @throws IllegalArgumentException if it has not joined
   */
  public AudienceReport report(int audience) {
    return learned(audience)
        ? memories.whole.report(audience, loop.workspace())
        : AudienceReport.unknown();
  }

  /**
   * What the audience is estimated to think beside what it says.
   *
   * @throws IllegalArgumentException if it has not joined
   */
  public PrivateEstimate privateView(int audience) {
    return learned(audience)
        ? answers.privateView(audience)
        : PrivateEstimate.without(Support.TOO_FEW_PERIODS);
  }

  /** What was worth a look in the last period. */
  public List<EngineAlert> alerts() {
    return alerts.raised();
  }

  /** Everything the engine remembers, linear in its size; later periods do not change it. */
  public EngineState exportState() {
    List<byte[]> rows = new ArrayList<>(bank.size());
    for (int i = 0; i < bank.size(); i++) {
      rows.add(row(i).write(this));
    }
    return new EngineState(SHARED.write(this), rows);
  }

  /**
   * An engine that continues where an exported one stood, bit for bit.
   *
   * @throws IllegalArgumentException if the state is of an unknown version or damaged
   */
  public static OnlineEngine importState(EngineState state, int threads) {
    OnlineEngine engine = new OnlineEngine(threads);
    SHARED.read(state.shared(), engine);
    if (engine.membership.size() != state.rows().size()) {
      throw new IllegalArgumentException(
          "The engine state is of "
              + engine.membership.size()
              + " audiences but has "
              + state.rows().size()
              + " rows.");
    }
    for (int i = 0; i < state.rows().size(); i++) {
      row(i).read(state.rows().get(i), engine);
    }
    engine.bank.reweigh();
    engine.claims.ready();
    for (NetworkLayer layer : engine.memories.all) {
      layer.ready();
    }
    return engine;
  }

  private static StatePart<OnlineEngine> row(int i) {
    return StatePart.of("engine/row", 3, (engine, codec) -> engine.transferRow(i, codec));
  }

  private void transferShared(Codec codec) {
    size = codec.value(size);
    int learned = codec.value(bank.size());
    periods = codec.value(periods);
    everClaimed = codec.value(everClaimed);
    boolean whole = codec.value(memories.whole.model().grid.length > 1);
    intervals.transfer(codec);
    alerts.transfer(codec);
    memories.transfer(codec);
    recent.transferShared(codec);
    claims.transferShared(codec);
    if (codec.reading()) {
      shown = new double[learned];
      membership.grow(learned, 0);
      recent.grow(learned, 0);
      for (NetworkLayer layer : memories.all) {
        boolean simpler = !whole && layer == memories.whole;
        layer.prepare(simpler ? RowModel.delays() : layer.model(), learned);
      }
    }
  }

  private void transferRow(int i, Codec codec) {
    if (codec.reading()) {
      bank.add(0);
    }
    bank.get(i).transfer(codec);
    shown[i] = codec.value(shown[i]);
    membership.transfer(i, codec);
    claims.transferRow(i, codec);
    recent.transferRow(i, codec);
    for (NetworkLayer layer : memories.all) {
      layer.transferRow(i, codec);
    }
  }

  /** Stops the helper threads. */
  @Override
  public void close() {
    loop.close();
  }

  /**
   * Everything an {@link OnlineEngine} remembers, in parts that can be stored apart. The same
   * engine gives the same bytes.
   *
   * @param shared the part that belongs to all audiences; its size does not depend on their number
   * @param rows one part per audience, in the engine's order; a row's size is bounded
   */
  public record EngineState(byte[] shared, List<byte[]> rows) {}
}
