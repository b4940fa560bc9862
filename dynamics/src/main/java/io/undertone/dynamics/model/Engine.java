// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.engine.OnlineEngine.EngineState;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The online engine by bloggers' names: learns one closed period after the other and says what
 * comes next, who listens to whom, and what audiences think beside what they say.
 *
 * <pre>
 *   try (Engine engine = Engine.over(series)) {
 *     engine.observe(period, Map.of("alice", .61, "bob", .48));
 *     System.out.println(engine.forecast(3));
 *   }
 * </pre>
 *
 * <p>Before the first value everything is an answer: anything in [0,1] is expected, and no edge is
 * followed. A period is learned whole or, when it is refused, not at all. What is returned is
 * immutable and does not change with later periods. Deterministic; not thread-safe.
 */
public final class Engine implements AutoCloseable {
  private static final StatePart<Engine> STATE = StatePart.of("library", 1, Engine::transfer);

  private final int threads;
  private final List<String> bloggers = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private OnlineEngine engine;
  private @Nullable Period last;
  private double[] expressed = {};
  private boolean closed;

  private Engine(int threads) {
    this.threads = threads;
    engine = new OnlineEngine(threads);
  }

  /** An engine that has learned a series and follows its bloggers; on one thread. */
  public static Engine over(SentimentSeries series) {
    return over(series, 1);
  }

  /**
   * An engine that has learned a series and follows its bloggers. For n bloggers a period costs in
   * the order of n small problems, however long the series.
   *
   * @param series may be empty, of no blogger too
   * @param threads at least 1; it does not change any result
   * @throws IllegalArgumentException if threads is below 1
   */
  public static Engine over(SentimentSeries series, int threads) {
    Engine engine = new Engine(threads);
    series.bloggers().forEach(engine::join);
    for (int t = 0; t < series.length(); t++) {
      Map<String, Double> sentiment = new LinkedHashMap<>();
      Map<String, Double> variances = new LinkedHashMap<>();
      for (int i = 0; i < series.size(); i++) {
        if (series.observed(t, i)) {
          sentiment.put(series.bloggers().get(i), series.value(t, i));
        }
        if (series.hasVariance(t, i) && series.variance(t, i) > 0) {
          variances.put(series.bloggers().get(i), series.variance(t, i));
        }
      }
      engine.observe(series.period(t), sentiment, variances);
    }
    return engine;
  }

  /**
   * Follows one more blogger, from the next period on.
   *
   * @throws IllegalArgumentException if the name is empty or followed already
   */
  public void join(String blogger) {
    requireOpen();
    if (blogger.isBlank() || places.containsKey(blogger)) {
      throw new IllegalArgumentException(
          "Blogger '" + blogger + "' cannot join; a name must not be blank and joins once.");
    }
    add(blogger);
    expressed = Arrays.copyOf(expressed, bloggers.size());
    expressed[engine.join()] = Double.NaN;
  }

  private void add(String blogger) {
    places.put(blogger, bloggers.size());
    bloggers.add(blogger);
  }

  /**
   * Learns a closed period of values whose sampling variance is not known.
   *
   * @see #observe(Period, Map, Map)
   */
  public void observe(Period period, Map<String, Double> sentiment) {
    observe(period, sentiment, Map.of());
  }

  /**
   * Learns a closed period. What cannot be taken is refused before anything changes; should
   * learning break down, the engine stands where it stood before. Between the last period and a
   * later one lies one period without values. For n bloggers it costs in the order of n small
   * problems, and the memory of the state once more.
   *
   * @param period starts at the end of the last one or later
   * @param sentiment in [0,1], by blogger; one that was silent is left out
   * @param variances sampling variances, the squared standard errors, of some of these values;
   *     {@link OnlineEngineModel#UNKNOWN_VARIANCE} is taken for the others
   * @throws IllegalArgumentException if the period goes back, a name is unknown, or a value or
   *     variance is missing or out of range
   * @throws IllegalStateException if the engine is closed
   */
  public void observe(Period period, Map<String, Double> sentiment, Map<String, Double> variances) {
    requireOpen();
    requireLater(period);
    Row row = new Row(bloggers.size());
    sentiment.forEach((blogger, value) -> row.value(place(blogger), blogger, value));
    variances.forEach((blogger, value) -> row.variance(place(blogger), blogger, value));
    EngineState before = engine.exportState();
    try {
      if (last != null && period.start().isAfter(last.end())) {
        new Row(bloggers.size()).teach(engine);
      }
      row.teach(engine);
    } catch (RuntimeException | Error e) {
      engine.close();
      engine = OnlineEngine.importState(before, threads);
      throw e;
    }
    last = period;
    expressed = row.expressed();
  }

  /** One period by place. */
  private static final class Row {
    private final double[] values;
    private final boolean[] observed;
    private final double[] variances;

    private Row(int n) {
      values = new double[n];
      observed = new boolean[n];
      variances = new double[n];
      Arrays.fill(variances, OnlineEngineModel.UNKNOWN_VARIANCE);
    }

    private void value(int i, String blogger, @Nullable Double value) {
      if (value == null || !(value >= 0 && value <= 1)) {
        throw refused(
            "Sentiment", blogger, value, "in [0, 1]. Leave out a blogger that was silent.");
      }
      values[i] = value;
      observed[i] = true;
    }

    private void variance(int i, String blogger, @Nullable Double value) {
      if (value == null || !(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw refused("The sampling variance", blogger, value, "positive and finite.");
      }
      if (!observed[i]) {
        throw new IllegalArgumentException(
            "Blogger '" + blogger + "' has a sampling variance but no sentiment; give both.");
      }
      variances[i] = value;
    }

    private static IllegalArgumentException refused(
        String what, String blogger, @Nullable Double value, String rule) {
      return new IllegalArgumentException(
          what + " of '" + blogger + "' is " + value + "; it must be " + rule);
    }

    private void teach(OnlineEngine engine) {
      engine.observe(values, observed, variances);
    }

    private double[] expressed() {
      double[] expressed = values.clone();
      for (int i = 0; i < expressed.length; i++) {
        expressed[i] = observed[i] ? expressed[i] : Double.NaN;
      }
      return expressed;
    }
  }

  private int place(String blogger) {
    Integer place = places.get(blogger);
    return place != null
        ? place
        : UnknownName.position("blogger", String.valueOf(blogger), bloggers);
  }

  private void requireLater(Period period) {
    if (last != null && period.start().isBefore(last.end())) {
      throw new IllegalArgumentException(
          "Period "
              + period
              + " starts before the end of the last one, "
              + last
              + "; observe periods in order of time, each once.");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed; restore another one from its state.");
    }
  }

  /** Names in the order in which they joined. */
  public List<String> bloggers() {
    return List.copyOf(bloggers);
  }

  /** The last period learned; none in the beginning. */
  public Optional<Period> last() {
    return Optional.ofNullable(last);
  }

  /**
   * What to expect of the coming periods. Costs in the order of the horizon times the number of
   * edges followed.
   *
   * @param horizon number of periods, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public Forecast forecast(int horizon) {
    requireOpen();
    ForecastPath path = engine.forecast(horizon);
    boolean[] heard = new boolean[bloggers.size()];
    for (int i = 0; i < heard.length; i++) {
      heard[i] = engine.heard(i);
    }
    return Forecast.of(bloggers, path, heard);
  }

  /** Who listens to whom. Costs in the order of the number of edges followed. */
  public Influences influences() {
    requireOpen();
    EngineFindings findings = findings();
    return new Influences(bloggers, findings == null ? List.of() : findings.influences(engine));
  }

  /** What audiences think beside what they say. Costs in the order of the edges followed. */
  public PrivateOpinions privateOpinions() {
    requireOpen();
    EngineFindings findings = findings();
    return new PrivateOpinions(
        bloggers, findings == null ? List.of() : findings.privateOpinions(engine, expressed));
  }

  /** What was worth a look in the last period. */
  public List<Alert> alerts() {
    requireOpen();
    EngineFindings findings = findings();
    return findings == null ? List.of() : List.copyOf(findings.alerts(engine));
  }

  private @Nullable EngineFindings findings() {
    return last == null ? null : new EngineFindings("", bloggers, last, 0);
  }

  /** Everything the engine remembers, the same bytes for the same periods; linear in its size. */
  public byte[] state() {
    return STATE.write(this);
  }

  /**
   * An engine that continues where another stood, bit for bit.
   *
   * @param threads at least 1; it does not change any result
   * @throws IllegalArgumentException if the state is damaged or of an unknown version
   */
  public static Engine restore(byte[] state, int threads) {
    Engine engine = new Engine(threads);
    STATE.read(state, engine);
    return engine;
  }

  private void transfer(Codec codec) {
    int n = codec.value(bloggers.size());
    for (int i = 0; i < n; i++) {
      String name = codec.value(codec.reading() ? "" : bloggers.get(i));
      if (codec.reading()) {
        add(name);
      }
    }
    if (codec.value(last != null)) {
      Instant start = instant(codec, last == null ? Instant.EPOCH : last.start());
      last = new Period(start, instant(codec, last == null ? Instant.EPOCH : last.end()));
    }
    expressed = codec.numbers(expressed);
    EngineState parts =
        codec.reading() ? new EngineState(new byte[0], List.of()) : engine.exportState();
    byte[] shared = codec.bytes(parts.shared());
    List<byte[]> rows = new ArrayList<>();
    int learned = codec.value(parts.rows().size());
    for (int i = 0; i < learned; i++) {
      rows.add(codec.bytes(codec.reading() ? new byte[0] : parts.rows().get(i)));
    }
    if (codec.reading()) {
      engine.close();
      engine = OnlineEngine.importState(new EngineState(shared, rows), threads);
    }
  }

  private static Instant instant(Codec codec, Instant current) {
    long second = codec.value(current.getEpochSecond());
    return Instant.ofEpochSecond(second, codec.value(current.getNano()));
  }

  /** Stops the helper threads; the engine answers no more, but for its state. */
  @Override
  public void close() {
    closed = true;
    engine.close();
  }

  /** How many bloggers are followed, and up to when. */
  @Override
  public String toString() {
    return "Engine of "
        + bloggers.size()
        + " bloggers, "
        + (last == null ? "nothing learned yet" : "learned until " + last.end());
  }
}
