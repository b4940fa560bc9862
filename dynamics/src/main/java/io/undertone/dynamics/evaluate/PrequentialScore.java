// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.model.Dynamics;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.state.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Running score of one model: a forecast is issued, the period closes, the forecast is scored.
 *
 * <pre>
 *   skill = 1 - rmse / rmse_b ,  error = SE(d) / (2 rmse rmse_b)
 * </pre>
 *
 * b the best baseline so far on the pairs that the model and all baselines forecast, d the mean
 * difference of squared errors ({@link PairedDifference}). Its memory is {@link #state}, a fixed
 * number of doubles.
 */
public final class PrequentialScore {
  private static final int OWN = ErrorSums.STATE + 2;

  private final List<String> names;
  private final ErrorSums errors = new ErrorSums();
  private double commonPairs;
  private double commonSquares;
  private final double[] baselineSquares;
  private final PairedDifference[] differences;

  /** A score without pairs, against {@link Models#BASELINES}. */
  public PrequentialScore() {
    this(Models.BASELINES);
  }

  /**
   * A score without pairs.
   *
   * @param baselines names of the forecasts to compare with
   */
  public PrequentialScore(List<String> baselines) {
    names = List.copyOf(baselines);
    baselineSquares = new double[names.size()];
    differences = new PairedDifference[names.size()];
    Arrays.setAll(differences, b -> new PairedDifference());
  }

  /**
   * Scores Gaussian intervals.
   *
   * @see #add(Issued, List, double[], boolean[])
   */
  public void add(
      StepForecast issued, List<StepForecast> baselines, double[] values, boolean[] observed) {
    add(Issued.gaussian("", issued), baselines, values, observed);
  }

  /**
   * Scores one closed period.
   *
   * @param issued the forecast as first issued
   * @param baselines forecasts of the baselines for the same period, in their order; an empty list
   *     when they are not there, the period then counts for no skill
   * @param values what the audiences said, n
   * @param observed which of them spoke, n
   */
  public void add(
      Issued issued, List<StepForecast> baselines, double[] values, boolean[] observed) {
    StepForecast step = issued.step();
    if (!baselines.isEmpty() && baselines.size() != names.size()) {
      throw new IllegalArgumentException(
          baselines.size()
              + " baseline forecasts were given; give those of "
              + names
              + " in this order, or none.");
    }
    double[] difference = new double[names.size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!observed[i] || !step.available(i)) {
        continue;
      }
      double error = values[i] - step.mean(i);
      errors.add(error, step.variance(i), issued.z80(), issued.z95());
      if (allAvailable(baselines, i)) {
        count++;
        compare(error * error, baselines, i, values[i], difference);
      }
    }
    for (int b = 0; b < names.size() && count > 0; b++) {
      differences[b].add(difference[b], count);
    }
  }

  private static boolean allAvailable(List<StepForecast> baselines, int i) {
    for (StepForecast baseline : baselines) {
      if (!baseline.available(i)) {
        return false;
      }
    }
    return !baselines.isEmpty();
  }

  private void compare(
      double square, List<StepForecast> baselines, int i, double value, double[] difference) {
    commonPairs++;
    commonSquares += square;
    for (int b = 0; b < names.size(); b++) {
      double other = value - baselines.get(b).mean(i);
      baselineSquares[b] += other * other;
      difference[b] += square - other * other;
    }
  }

  /** The score so far. */
  public Accuracy score() {
    int best = best();
    double rmse = Math.sqrt(commonSquares / Math.max(1, commonPairs));
    double reference = Math.sqrt(baselineSquares[best] / Math.max(1, commonPairs));
    Double skill = null;
    Double skillError = null;
    if (reference > 0) {
      skill = commonSquares == baselineSquares[best] ? 0.0 : 1 - rmse / reference;
    }
    if (skill != null && rmse > 0 && differences[best].periods() > 1) {
      skillError = differences[best].standardError() / (2 * rmse * reference);
    }
    return errors.score(skill, skillError);
  }

  /** Name of the best baseline so far on the common pairs. */
  public String bestBaseline() {
    return names.get(best());
  }

  private int best() {
    int best = 0;
    for (int b = 1; b < names.size(); b++) {
      if (baselineSquares[b] < baselineSquares[best]) {
        best = b;
      }
    }
    return best;
  }

  /** Everything it remembers: a number of doubles that depends on the number of baselines alone. */
  public double[] state() {
    double[] state = new double[stateSize()];
    errors.save(state, 0);
    state[OWN - 2] = commonPairs;
    state[OWN - 1] = commonSquares;
    System.arraycopy(baselineSquares, 0, state, OWN, names.size());
    for (int b = 0; b < names.size(); b++) {
      differences[b].save(state, OWN + names.size() + b * PairedDifference.STATE);
    }
    return state;
  }

  private int stateSize() {
    return OWN + names.size() * (1 + PairedDifference.STATE);
  }

  /** The score that {@link #state} came from, against {@link Models#BASELINES}. */
  public static PrequentialScore restore(double[] state) {
    return restore(Models.BASELINES, state);
  }

  /** Lists a score among the values of a state. */
  public static PrequentialScore transfer(Codec codec, PrequentialScore score) {
    double[] numbers = codec.numbers(score.state());
    return codec.reading() ? restore(score.names, numbers) : score;
  }

  /**
   * The score that {@link #state} came from.
   *
   * @throws IllegalArgumentException if the state is not that of a score with so many baselines
   */
  public static PrequentialScore restore(List<String> baselines, double[] state) {
    PrequentialScore score = new PrequentialScore(baselines);
    if (state.length != score.stateSize()) {
      throw new IllegalArgumentException(
          "A score remembers "
              + score.stateSize()
              + " numbers; it was given "
              + state.length
              + ".");
    }
    score.errors.load(state, 0);
    score.commonPairs = state[OWN - 2];
    score.commonSquares = state[OWN - 1];
    System.arraycopy(state, OWN, score.baselineSquares, 0, baselines.size());
    for (int b = 0; b < baselines.size(); b++) {
      score.differences[b].load(state, OWN + baselines.size() + b * PairedDifference.STATE);
    }
    return score;
  }

  /**
   * How well forecasts of one model did. All but n are null while there is nothing to average.
   *
   * @param n forecast-outcome pairs
   * @param rmse root mean squared error, in units of sentiment
   * @param mae mean absolute error
   * @param logScore mean log predictive density, natural logarithm, higher is better
   * @param coverage80 share of outcomes inside the 80 % interval
   * @param coverage95 share of outcomes inside the 95 % interval
   * @param skill 1 - rmse / rmse of the best baseline on the same pairs; below 0 is worse
   * @param skillError its standard error
   */
  public record Accuracy(
      int n,
      @Nullable Double rmse,
      @Nullable Double mae,
      @Nullable Double logScore,
      @Nullable Double coverage80,
      @Nullable Double coverage95,
      @Nullable Double skill,
      @Nullable Double skillError) {

    /** The same as a result row of a model, as of the end of a period. */
    public ModelScore row(String topic, Instant asOf, String model, int revision) {
      return new ModelScore(
          topic,
          asOf,
          model,
          n,
          rmse,
          mae,
          logScore,
          coverage80,
          coverage95,
          skill,
          skillError,
          revision);
    }
  }

  /** Running sums over forecast errors. */
  static final class ErrorSums {
    /** How many numbers it remembers. */
    static final int STATE = 6;

    static final double Z80 = Distributions.normalQuantile(0.9);
    static final double Z95 = Distributions.normalQuantile(0.975);

    private double n;
    private double squares;
    private double absolute;
    private double logDensity;
    private double inside80;
    private double inside95;

    /**
     * @param error value - mean
     * @param variance predictive variance
     * @param z80 half-width of the 80 % interval in standard deviations
     * @param z95 the same for 95 %
     */
    void add(double error, double variance, double z80, double z95) {
      double deviation = Math.sqrt(variance);
      n++;
      squares += error * error;
      absolute += Math.abs(error);
      logDensity -= 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
      inside80 += Math.abs(error) <= z80 * deviation ? 1 : 0;
      inside95 += Math.abs(error) <= z95 * deviation ? 1 : 0;
    }

    /** The score, given the skill that somebody else works out. */
    Accuracy score(@Nullable Double skill, @Nullable Double skillError) {
      if (n == 0) {
        return new Accuracy(0, null, null, null, null, null, null, null);
      }
      return new Accuracy(
          (int) n,
          Math.sqrt(squares / n),
          absolute / n,
          logDensity / n,
          inside80 / n,
          inside95 / n,
          skill,
          skillError);
    }

    void save(double[] state, int from) {
      double[] all = {n, squares, absolute, logDensity, inside80, inside95};
      System.arraycopy(all, 0, state, from, STATE);
    }

    void load(double[] state, int from) {
      n = state[from];
      squares = state[from + 1];
      absolute = state[from + 2];
      logDensity = state[from + 3];
      inside80 = state[from + 4];
      inside95 = state[from + 5];
    }
  }

  /**
   * A one-step forecast as it was issued.
   *
   * @param model name
   * @param step mean and variance of each blogger, ascending by name
   * @param z80 half-width of its 80 % intervals in standard deviations
   * @param z95 the same for 95 %
   */
  public record Issued(String model, StepForecast step, double z80, double z95) {
    /** What one is read into. */
    public static final Issued BLANK =
        new Issued("", new StepForecast(0, new double[0], new double[0], new boolean[0]), 0, 0);

    /** With Gaussian intervals. */
    public static Issued gaussian(String model, StepForecast step) {
      return new Issued(model, step, ErrorSums.Z80, ErrorSums.Z95);
    }

    /**
     * The same as result rows; sentiment and intervals cut to [0,1].
     *
     * @param last the last period used
     * @param next the period that it is of
     * @param bloggers names in the order of the step
     * @param conditional whether the posts of the period were known
     */
    public List<AudienceForecast> rows(
        String topic,
        Period last,
        Period next,
        List<String> bloggers,
        boolean conditional,
        int revision) {
      List<AudienceForecast> rows = new ArrayList<>();
      for (int i = 0; i < step.size(); i++) {
        if (step.available(i)) {
          double sd = Math.sqrt(step.variance(i));
          double mean = step.mean(i);
          rows.add(
              new AudienceForecast(
                  topic,
                  last.end(),
                  model,
                  bloggers.get(i),
                  next.start(),
                  next.end(),
                  conditional,
                  mean,
                  Dynamics.inRange(mean - z80 * sd),
                  Dynamics.inRange(mean + z80 * sd),
                  Dynamics.inRange(mean - z95 * sd),
                  Dynamics.inRange(mean + z95 * sd),
                  revision));
        }
      }
      return rows;
    }

    /** Writes one, or returns the one read. */
    public static Issued transfer(Codec codec, Issued issued) {
      String model = codec.value(issued.model);
      int horizon = codec.value(issued.step.horizon());
      double[] mean = codec.numbers(issued.step.mean());
      double[] variance = codec.numbers(issued.step.variance());
      boolean[] available = Arrays.copyOf(issued.step.available(), mean.length);
      for (int i = 0; i < available.length; i++) {
        available[i] = codec.value(available[i]);
      }
      return new Issued(
          model,
          new StepForecast(horizon, mean, variance, available),
          codec.value(issued.z80),
          codec.value(issued.z95));
    }
  }
}
