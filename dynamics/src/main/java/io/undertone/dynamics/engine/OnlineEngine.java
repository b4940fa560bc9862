// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.PrivateSupport;
import io.undertone.dynamics.findings.ClaimLevel;
import io.undertone.dynamics.findings.Support;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.state.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  /** Variance of a forecast that knows nothing: a value anywhere in [0,1]. */
  private static final double KNOWS_NOTHING = 1 / 12.0;

  private static final double CHANGING = .5;
  private static final StatePart<OnlineEngine> SHARED =
      StatePart.of("engine", 3, OnlineEngine::transferShared);

  private final RowLoop loop;
  private final Roster roster = new Roster();
  private final OwnHistoryBank bank = new OwnHistoryBank();
  private final Memories memories = new Memories(RowModel.whole());
  private final RecentPeriods recent = new RecentPeriods();
  private final EdgeClaims claims = new EdgeClaims();
  private final AdaptiveIntervals intervals = new AdaptiveIntervals();
  private final AlertMonitor alerts = new AlertMonitor();
  private int size;
  private int periods;
  private boolean everClaimed;
  private double[] shown = {};
  private double @Nullable [][][] issued;
  private @Nullable InfluenceReport evidence;

  /**
   * @param threads number of threads that fit rows, at least 1; it does not change any result
   */
  public OnlineEngine(int threads) {
    loop = new RowLoop(threads);
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
   * is refused before anything changes.
   *
   * @param y sentiment in [0,1] by audience, or less its content effect, which may leave [0,1] by 1
   * @param observed false where the period has no post
   * @param r sampling variance of y, positive and finite; limited to [1e-6, 1]
   * @throws IllegalArgumentException if a length differs from {@link #size}, or a value or variance
   *     is out of range
   */
  public void observe(double[] y, boolean[] observed, double[] r) {
    Observation now = Observation.checked(size, y, observed, r);
    if (periods == 0 && now.empty()) {
      return;
    }
    if (periods == 0) {
      start(now);
    } else {
      judgeForecasts(now);
      admit(now);
      learn(now);
    }
    closeClaims(now);
    show(now);
    recent.add(now, bank, memories.whole);
    chooseSources();
    roster.observe(now);
    InfluenceReport report = new InfluenceReport(claims, loop);
    everClaimed |= !everClaimed && report.anyClaimed(memories.whole, loop.workspace());
    evidence = report;
    alerts.afterUpdate(roster, memories, everClaimed, periods);
    periods++;
    issued = null;
  }

  private void start(Observation now) {
    for (int i = 0; i < size; i++) {
      bank.add(now.mean());
      claims.join();
    }
    bank.observe(now, loop);
    grow(now);
  }

  private void judgeForecasts(Observation now) {
    double[][][] forecast = issued();
    alerts.clear();
    for (int i = 0; i < bank.size(); i++) {
      if (now.observed(i) && bank.get(i).everObserved()) {
        double mean = forecast[0][0][i];
        double variance = forecast[1][0][i];
        alerts.judge(i, now.value(i), mean, variance, intervals);
        intervals.learn(now.value(i) - mean, variance);
      }
    }
  }

  /** Audiences that joined start at the crowd's mean. */
  private void admit(Observation now) {
    if (size == bank.size()) {
      return;
    }
    double crowd = bank.crowdMean();
    for (int i = bank.size(); i < size; i++) {
      bank.add(crowd);
      claims.join();
    }
    bank.reweigh();
    for (int i = roster.size(); i < size; i++) {
      bank.get(i).summarise();
    }
    grow(now);
  }

  private void grow(Observation now) {
    int before = roster.size();
    boolean few = size <= SourceScreen.EVERYBODY;
    int[][] sources = new int[size][];
    for (int i = 0; i < size; i++) {
      sources[i] = few ? others(i) : i < before ? strongest(i) : SourceScreen.first(i, size);
    }
    boolean simplify = !few && memories.whole.model().grid.length > 1;
    if (simplify) {
      recent.lengthen();
    }
    recent.grow(size, periods == 0 ? now.mean() : bank.crowdMean());
    for (NetworkLayer layer : memories.all) {
      boolean simpler = simplify && layer == memories.whole;
      layer.grow(bank, now, simpler ? RowModel.delays() : layer.model(), sources);
    }
    for (int i = 0; i < size && !few; i++) {
      claims.follow(i, sources[i], recent);
    }
    roster.grow(size, periods);
  }

  private int[] others(int i) {
    return IntStream.range(0, size).filter(j -> j != i).toArray();
  }

  /** In a larger crowd: the present sources with the largest weights, then the first others. */
  private int[] strongest(int i) {
    int[] present = memories.whole.row(i).sources;
    double[] weights = memories.whole.weights(i);
    return IntStream.concat(
            IntStream.range(0, present.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer s) -> -weights[s]))
                .mapToInt(s -> present[s]),
            IntStream.range(0, size).filter(j -> j != i))
        .distinct()
        .limit(SourceScreen.SOURCES)
        .sorted()
        .toArray();
  }

  private void learn(Observation now) {
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
      shown[i] = now.observed(i) ? memories.whole.state(i) : expected(i);
    }
  }

  private double expected(int i) {
    double[][][] forecast = issued;
    return forecast != null && i < forecast[0][0].length
        ? forecast[0][0][i]
        : bank.get(i).forecastMean;
  }

  private void closeClaims(Observation now) {
    double[] y = new double[size];
    boolean[] observed = new boolean[size];
    double[] level = new double[size];
    for (int i = 0; i < size; i++) {
      y[i] = now.value(i);
      observed[i] = now.observed(i);
      level[i] = bank.get(i).filtered;
    }
    loop.forEach(
        size,
        (i, ws) -> {
          if (observed[i]) {
            claims.learn(i, y[i]);
          }
        });
    claims.close(y, observed, level);
  }

  /** Rows of a large crowd choose their sources anew, in turn. */
  private void chooseSources() {
    if (size <= SourceScreen.EVERYBODY) {
      return;
    }
    double[] level = new double[size];
    for (int i = 0; i < size; i++) {
      level[i] = bank.get(i).filtered;
    }
    loop.forEach(
        size,
        (i, ws) -> {
          if (SourceScreen.due(i, periods)) {
            int[] present = memories.whole.row(i).sources;
            int[] chosen = ws.screen().choose(i, present, size, periods, recent);
            if (!Arrays.equals(chosen, present)) {
              follow(i, chosen, level, ws);
            }
          }
        });
  }

  private void follow(int i, int[] chosen, double[] level, RowWorkspace ws) {
    for (NetworkLayer layer : memories.all) {
      layer.select(i, layer.model(), chosen, level);
    }
    recent.rebuild(memories.whole.row(i), ws);
    claims.follow(i, chosen, recent);
  }

  private double[][][] issued() {
    double[][][] forecast = issued;
    if (forecast == null) {
      forecast = memories.forecast(1, bank, loop);
      issued = forecast;
    }
    return forecast;
  }

  /**
   * Forecasts of the next periods, in [0,1]. Before the first value: .5, anywhere in [0,1].
   *
   * @param horizon periods ahead, at least 1
   */
  public ForecastPath forecast(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "The horizon is " + horizon + " periods; it must be at least 1.");
    }
    if (periods == 0) {
      double[][][] nothing = new double[2][horizon][size];
      for (int h = 0; h < horizon; h++) {
        Arrays.fill(nothing[0][h], .5);
        Arrays.fill(nothing[1][h], KNOWS_NOTHING);
      }
      return ForecastPath.of(nothing, intervals);
    }
    return ForecastPath.of(
        horizon == 1 ? issued() : memories.forecast(horizon, bank, loop), intervals);
  }

  /**
   * Forecasts of the network alone, by the whole record and without own history, in [0,1].
   *
   * @param horizon periods ahead, at least 1
   */
  public ForecastPath networkForecast(int horizon) {
    if (periods == 0) {
      return forecast(horizon);
    }
    double[][][] all = memories.whole.forecast(horizon, bank, loop);
    return ForecastPath.of(new double[][][] {all[2], all[3]}, intervals);
  }

  /** Mean sampling variance of an audience's values so far: the R to expect next. */
  public double expectedVariance(int audience) {
    return audience < bank.size() ? bank.get(audience).expectedR() : OwnHistory.UNKNOWN_R;
  }

  /** Whether an audience has said anything yet; without that there is nothing to say of it. */
  public boolean heard(int audience) {
    return audience < bank.size() && bank.get(audience).everObserved();
  }

  /**
   * Sentiment shown: filtered after the last period; the forecast of it where the audience was
   * silent; .5 before the first value of all.
   */
  public double filteredSentiment(int audience) {
    return audience < bank.size() ? shown[audience] : .5;
  }

  /** P_i: variance of the filtered sentiment. */
  public double filteredVariance(int audience) {
    return audience < bank.size() ? memories.whole.stateVariance(audience) : KNOWS_NOTHING;
  }

  /** "Any influence at all?": 1 - PI[own history] - PI[network without others], over all rows. */
  public double evidenceOfInfluence() {
    double sum = 0;
    for (int i = 0; i < bank.size(); i++) {
      double[] ladder = memories.whole.ladder(i);
      sum += 1 - ladder[0] - ladder[1];
    }
    return bank.size() > 1 ? sum / bank.size() : 0;
  }

  /** All edges that are followed, own weights included, by target and then source. */
  public List<EdgeEstimate> influences() {
    InfluenceReport report = evidence();
    List<List<EdgeEstimate>> rows = new ArrayList<>();
    for (int i = 0; i < bank.size(); i++) {
      rows.add(List.of());
    }
    boolean changing = everClaimed && memories.share(0) < CHANGING;
    loop.forEach(
        rows.size(),
        (i, ws) -> {
          if (heard(i)) {
            double[] shown = everClaimed ? memories.weights(i) : memories.whole.weights(i);
            RowReport row = memories.whole.report(i, ws);
            rows.set(i, report.row(i, row, memories.whole, shown, changing));
          }
        });
    return rows.stream().flatMap(List::stream).toList();
  }

  private InfluenceReport evidence() {
    InfluenceReport report = evidence;
    if (report == null) {
      report = new InfluenceReport(claims, loop);
      evidence = report;
    }
    return report;
  }

  /** Everything the network says of one audience, by the whole record. */
  public AudienceReport report(int audience) {
    if (audience < 0 || audience >= bank.size()) {
      throw new IllegalArgumentException(
          "Audience " + audience + " has not been learned; there are " + bank.size() + ".");
    }
    return AudienceReport.of(
        memories.whole.row(audience), memories.whole.report(audience, loop.workspace()));
  }

  /** What the audience is estimated to think beside what it says. */
  public PrivateView privateView(int audience) {
    if (!heard(audience)) {
      return new PrivateView(Support.TOO_FEW_PERIODS, null, null, null, null, 0);
    }
    RowReport row = memories.whole.report(audience, loop.workspace());
    List<ClaimLevel> incoming =
        evidence()
            .row(audience, row, memories.whole, memories.whole.weights(audience), false)
            .stream()
            .map(EdgeEstimate::level)
            .toList();
    Support status = PrivateSupport.of(row.support(), bank.get(audience).count(), incoming);
    return PrivateView.of(status, row);
  }

  /** What was worth a look in the last period. */
  public List<EngineAlert> alerts() {
    return alerts.raised();
  }

  /** Everything the engine remembers; later periods do not change it. */
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
    if (engine.roster.size() != state.rows().size()) {
      throw new IllegalArgumentException(
          "The engine state is of "
              + engine.roster.size()
              + " audiences but has "
              + state.rows().size()
              + " rows.");
    }
    for (int i = 0; i < state.rows().size(); i++) {
      row(i).read(state.rows().get(i), engine);
    }
    engine.bank.reweigh();
    for (NetworkLayer layer : engine.memories.all) {
      layer.ready();
    }
    return engine;
  }

  private static StatePart<OnlineEngine> row(int i) {
    return StatePart.of("engine/row", 3, (engine, tape) -> engine.transferRow(i, tape));
  }

  private void transferShared(Tape tape) {
    size = tape.value(size);
    int learned = tape.value(bank.size());
    periods = tape.value(periods);
    everClaimed = tape.value(everClaimed);
    boolean whole = tape.value(memories.whole.model().grid.length > 1);
    intervals.transfer(tape);
    alerts.transfer(tape);
    memories.transfer(tape);
    recent.transferShared(tape);
    claims.transferShared(tape);
    if (tape.reading()) {
      shown = new double[learned];
      roster.grow(learned, 0);
      recent.grow(learned, 0);
      for (NetworkLayer layer : memories.all) {
        boolean simpler = !whole && layer == memories.whole;
        layer.prepare(simpler ? RowModel.delays() : layer.model(), learned);
      }
    }
  }

  private void transferRow(int i, Tape tape) {
    if (tape.reading()) {
      bank.add(0);
    }
    bank.get(i).transfer(tape);
    shown[i] = tape.value(shown[i]);
    roster.transfer(i, tape);
    claims.transferRow(i, tape);
    recent.transferRow(i, tape);
    for (NetworkLayer layer : memories.all) {
      layer.transferRow(i, tape);
    }
  }

  /** Stops the helper threads. */
  @Override
  public void close() {
    loop.close();
  }
}
