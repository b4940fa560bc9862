// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The online engine: give it one closed period after the other, and it keeps own-history forecasts,
 * the influence network at several memories and lags, edge tests, private opinions and adaptive
 * intervals up to date. Bloggers are numbered in the order in which they join.
 *
 * <p>Deterministic: no sampling, sums in index order; the number of threads changes nothing. Not
 * thread-safe itself. The equations are in the classes of this package and in {@code
 * docs/estimator.md}.
 */
public final class OnlineEngine implements AutoCloseable {
  private final RowLoop loop;
  private final Candidates candidates;
  private final Roster roster = new Roster();
  private final OwnHistoryBank bank = new OwnHistoryBank();
  private final Copies copies = new Copies();
  private final List<EdgeTest> tests = new ArrayList<>();
  private final PrivateOpinions privateOpinions;
  private final List<PostContentRegression> contents = new ArrayList<>();
  private final AdaptiveIntervals intervals = new AdaptiveIntervals();
  private final AlertMonitor alerts = new AlertMonitor();
  private int size;
  private int periods;
  private int turn;
  private double @Nullable [][][] issued;

  /**
   * @param threads number of threads that fit rows, at least 1; it does not change any result
   */
  public OnlineEngine(int threads) {
    this(threads, CandidatePolicy.DEFAULT);
  }

  OnlineEngine(int threads, CandidatePolicy policy) {
    loop = new RowLoop(threads);
    candidates = new Candidates(policy);
    privateOpinions = new PrivateOpinions(candidates);
  }

  /** Adds a blogger and returns its index; it counts from the next period on. */
  public int join() {
    contents.add(new PostContentRegression());
    return size++;
  }

  /** Number of bloggers that have joined. */
  public int size() {
    return size;
  }

  /** Number of periods learned, from the first one with a value. */
  public int periods() {
    return periods;
  }

  /**
   * Learns one closed period. Periods before the first value are passed over.
   *
   * @param y sentiment by blogger, less the content effect where that is known
   * @param observed false where the period has no post
   * @param r sampling variance of y; limited to [1e-6, .25]
   * @throws IllegalArgumentException if a length differs from {@link #size}, or an observed value
   *     is not finite or its variance is negative or NaN
   */
  public void observe(double[] y, boolean[] observed, double[] r) {
    Observation now = Observation.checked(size, y, observed, r);
    if (periods == 0 && now.empty()) {
      return;
    }
    int known = bank.size();
    if (periods > 0) {
      judgeForecasts(now, known);
      learnEdges(now, known);
    }
    admit(now, known);
    loop.forEach(
        size, (i, ws) -> bank.get(i).update(now.observed(i), now.value(i), now.variance(i, 0)));
    bank.reweigh(roster.active());
    loop.forEach(size, (i, ws) -> bank.get(i).finish());
    for (NetworkLayer layer : copies.all) {
      layer.observe(bank, now, roster.active(), loop);
    }
    privateOpinions.compare(copies.primary, now, known);
    boolean changed = roster.observe(now, periods);
    settle(now, known, changed || size > known);
    alerts.afterUpdate(roster, copies, periods);
    periods++;
    issued = null;
  }

  private void judgeForecasts(Observation now, int known) {
    double[][][] forecast = issued();
    alerts.clear();
    for (int i = 0; i < known; i++) {
      if (now.observed(i)) {
        double error = now.value(i) - forecast[0][0][i];
        alerts.judge(i, now.value(i), forecast[0][0][i], forecast[1][0][i], intervals);
        intervals.learn(error, forecast[1][0][i]);
      }
    }
  }

  /** Tests and private opinions see the own-history states of the period before. */
  private void learnEdges(Observation now, int known) {
    boolean[] active = roster.active();
    boolean[] testable = roster.testable();
    int crowdSize = roster.activeCount();
    double sum = 0;
    for (int i = 0; i < known; i++) {
      sum += active[i] ? bank.get(i).filtered : 0;
    }
    double crowd = sum;
    loop.forEach(
        known,
        (i, ws) -> {
          privateOpinions.observe(i, bank, now, ws);
          if (testable[i] && now.observed(i) && crowdSize > 2) {
            double own = bank.get(i).filtered;
            double last = Double.isNaN(roster.last(i)) ? own : roster.last(i);
            double others = (crowd - own) / (crowdSize - 1);
            tests.get(i).add(now.value(i), own, last, others, bank);
          }
        });
  }

  private void admit(Observation now, int known) {
    if (size == known) {
      return;
    }
    double mean = known == 0 ? now.mean() : crowdMean(known);
    for (int i = known; i < size; i++) {
      bank.join(mean, roster.active());
      tests.add(new EdgeTest());
    }
    roster.grow(size, periods);
    bank.reweigh(roster.active());
  }

  private double crowdMean(int known) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < known; i++) {
      if (roster.active()[i]) {
        sum += bank.get(i).filtered;
        count++;
      }
    }
    return count > 0 ? sum / count : bank.get(0).filtered;
  }

  /** Starts rows of bloggers that joined and chooses everybody's sources. */
  private void settle(Observation now, int known, boolean changed) {
    boolean full = candidates.full(size);
    int[][][] chosen = new int[2][size][];
    for (int i = 0; i < size; i++) {
      boolean due = !full && candidates.due(i, periods);
      if (changed || due || i >= known) {
        choose(i, full, due, i < known, chosen);
      }
    }
    for (NetworkLayer layer : copies.all) {
      int[][] sources = chosen[layer.lags() == 1 ? 0 : 1];
      if (size > known) {
        layer.join(bank, now, sources, roster.active());
      }
      for (int i = 0; i < known; i++) {
        if (sources[i] != null) {
          layer.select(i, sources[i]);
        }
      }
    }
    if (!full && periods % candidates.swapEvery() == 0) {
      turn = (turn + candidates.stride()) % size;
    }
    privateOpinions.review(roster, tests, periods);
  }

  private void choose(int i, boolean full, boolean due, boolean known, int[][][] chosen) {
    EdgeTest test = tests.get(i);
    if (full) {
      chosen[0][i] = Roster.indices(roster.active(), i, true);
      chosen[1][i] = chosen[0][i];
      test.select(Roster.indices(roster.testable(), i, false));
      return;
    }
    int[] present = known ? copies.primary.row(i).sources : new int[0];
    int[] lagged = known ? copies.lagged.row(i).sources : new int[0];
    int[] ranked = Candidates.ranked(test, present);
    boolean anew = due || candidates.tooMany(present);
    boolean[] active = roster.active();
    int lags = copies.lagged.lags();
    chosen[0][i] = candidates.regressors(i, anew ? ranked : present, present, active, 1);
    chosen[1][i] = candidates.regressors(i, anew ? ranked : lagged, lagged, active, lags);
    test.select(candidates.tested(i, ranked, chosen[0][i], roster.testable(), turn, due));
  }

  private double[][][] issued() {
    double[][][] forecast = issued;
    if (forecast == null) {
      forecast = copies.primary.forecast(1, bank, loop);
      issued = forecast;
    }
    return forecast;
  }

  /**
   * Forecasts of the next periods.
   *
   * @param horizon periods ahead, at least 1
   * @throws IllegalStateException before the first value
   */
  public ForecastPath forecast(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "The horizon is " + horizon + " periods; it must be at least 1.");
    }
    requireStarted();
    double[][][] path = horizon == 1 ? issued() : copies.primary.forecast(horizon, bank, loop);
    double[][] narrow = new double[horizon][];
    double[][] wide = new double[horizon][];
    for (int h = 0; h < horizon; h++) {
      narrow[h] = new double[path[1][h].length];
      wide[h] = new double[path[1][h].length];
      for (int i = 0; i < narrow[h].length; i++) {
        narrow[h][i] = intervals.halfWidth(AdaptiveIntervals.Level.EIGHTY, path[1][h][i]);
        wide[h][i] = intervals.halfWidth(AdaptiveIntervals.Level.NINETY_FIVE, path[1][h][i]);
      }
    }
    return new ForecastPath(path[0], path[1], narrow, wide);
  }

  private void requireStarted() {
    if (periods == 0) {
      throw new IllegalStateException(
          "The engine has seen no value yet; give it a period with at least one observed blogger.");
    }
  }

  /** Mean sampling variance of a blogger's values so far: the R to expect next. */
  public double expectedVariance(int blogger) {
    return bank.get(blogger).expectedR();
  }

  /** Reaction of a blogger's audience to what it is shown; add posts once their period closes. */
  public PostContentRegression content(int blogger) {
    return contents.get(blogger);
  }

  /** Whether a blogger was seen within the last 30 periods. */
  public boolean active(int blogger) {
    return blogger < bank.size() && roster.active()[blogger];
  }

  /** m_i: filtered sentiment after the last period. */
  public double filteredSentiment(int blogger) {
    return copies.primary.state(blogger);
  }

  /** P_i: its variance. */
  public double filteredVariance(int blogger) {
    return copies.primary.stateVariance(blogger);
  }

  /** "Any influence at all?": 1 - PI[own history] - PI[network without others], over all rows. */
  public double evidenceOfInfluence() {
    requireStarted();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < bank.size(); i++) {
      if (roster.active()[i]) {
        sum += copies.primary.row(i).evidenceOfInfluence();
        count++;
      }
    }
    return count > 1 ? sum / count : 0;
  }

  /** All edges that are followed, own weights included, by target and then source. */
  public List<EdgeEstimate> influences() {
    requireStarted();
    return InfluenceReport.of(copies, tests, roster);
  }

  /** Weight that a blogger's next value gives to no one: 1 - sum of its row of W. */
  public double stubbornness(int blogger) {
    double sum = 0;
    for (double weight : copies.weights(blogger)) {
      sum += weight;
    }
    return Math.max(0, 1 - sum);
  }

  /** u_i, the value a blogger falls back to; NaN when its row of W sums to one. */
  public double anchor(int blogger) {
    NetworkRow row = copies.primary.row(blogger);
    double[] weights = new double[row.columns()];
    row.weights(weights);
    return row.anchor(weights);
  }

  /** What the audience is estimated to think beside what it says. */
  public PrivateView privateView(int blogger) {
    return PrivateView.of(privateOpinions.get(blogger));
  }

  /** What was worth a look in the last period. */
  public List<EngineAlert> alerts() {
    return alerts.raised();
  }

  /** Everything the engine remembers; later periods do not change it. */
  public EngineState exportState() {
    StateTape shared = StateTape.writer(32);
    transferShared(shared);
    List<double[]> rows = new ArrayList<>(size);
    int expected = 0;
    for (int i = 0; i < size; i++) {
      StateTape row = StateTape.writer(expected);
      transferRow(i, row);
      rows.add(row.written());
      expected = rows.get(i).length;
    }
    return new EngineState(EngineState.CURRENT_LAYOUT, shared.written(), rows);
  }

  /**
   * An engine that continues where an exported one stood, bit for bit.
   *
   * @throws IllegalArgumentException if the layout is another or the state is damaged
   */
  public static OnlineEngine importState(EngineState state, int threads) {
    return importState(state, threads, CandidatePolicy.DEFAULT);
  }

  static OnlineEngine importState(EngineState state, int threads, CandidatePolicy policy) {
    if (state.layout() != EngineState.CURRENT_LAYOUT) {
      throw new IllegalArgumentException(
          "The engine state has layout "
              + state.layout()
              + "; this version reads layout "
              + EngineState.CURRENT_LAYOUT
              + ". Replay the history instead.");
    }
    OnlineEngine engine = new OnlineEngine(threads, policy);
    StateTape shared = StateTape.reader(state.shared());
    engine.transferShared(shared);
    shared.end();
    if (engine.size != state.rows().size()) {
      throw new IllegalArgumentException(
          "The engine state is of "
              + engine.size
              + " bloggers but has "
              + state.rows().size()
              + " rows.");
    }
    for (int i = 0; i < engine.size; i++) {
      StateTape row = StateTape.reader(state.rows().get(i));
      engine.transferRow(i, row);
      row.end();
    }
    return engine;
  }

  private void transferShared(StateTape tape) {
    size = tape.value(size);
    periods = tape.value(periods);
    turn = tape.value(turn);
    intervals.transfer(tape);
    alerts.transfer(tape);
    for (NetworkLayer layer : copies.all) {
      layer.transferShared(tape);
    }
  }

  private void transferRow(int i, StateTape tape) {
    if (tape.reading()) {
      contents.add(new PostContentRegression());
    }
    contents.get(i).transfer(tape);
    // once the arrival curve, which is kept elsewhere now
    tape.values(new double[27]);
    boolean known = tape.value(i < bank.size());
    if (!known) {
      return;
    }
    if (tape.reading()) {
      bank.add();
      tests.add(new EdgeTest());
      roster.grow(i + 1, 0);
    }
    bank.get(i).transfer(tape);
    roster.transfer(i, tape);
    tests.get(i).transfer(tape);
    privateOpinions.transfer(i, tape);
    for (NetworkLayer layer : copies.all) {
      layer.transferRow(i, tape);
    }
  }

  /** Own-history filters, for tests. */
  OwnHistoryBank bank() {
    return bank;
  }

  /** The copies of the network, for tests. */
  Copies copies() {
    return copies;
  }

  /** Edge tests by target, for tests. */
  List<EdgeTest> tests() {
    return tests;
  }

  /** Stops the helper threads. */
  @Override
  public void close() {
    loop.close();
  }
}
