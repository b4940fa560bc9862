// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.claims.ClaimRule;
import io.undertone.dynamics.claims.ClaimRule.Discoveries;
import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeTests.MixtureEvidence;
import io.undertone.dynamics.findings.Words;
import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Periods that edges need before they are likely to be confirmed, for audiences that move and
 * scatter as these do: the one answer of every command and page. Of each source the variance of its
 * true sentiment around the crowd is what its observed variance exceeds its sampling variance by
 * (at least a twentieth); the error of a target is that of the best exponential average in
 * hindsight. An edge needs the fewest N with
 *
 * <pre>
 *   sqrt(N) w sqrt(r v / e) - t(N) >= Phi^-1(power),   .5 e_1( t(N), N ) = m / 0.05
 * </pre>
 *
 * w is the weight of the edge; v the variance of the source's true sentiment around the crowd; r =
 * v / (v + R) the share of it that survives the source's sampling error variance R; e the variance
 * of the target's one-step forecast error; m the number of edges tested at once; t(N) the statistic
 * whose e-value e_1 reaches, by its share of one half, what e-BH asks of the strongest edge. The
 * first eight periods are burn-in.
 *
 * <p>Homogeneous and approximate: it assumes that the period lengths, the number of comments and
 * the strength of the audience's movements stay as they are. Weights near {@link
 * ClaimRule#RELEVANT} are confirmed less often than this, since the weight shown must reach it.
 *
 * @param have periods so far
 * @param power probability of confirming the edge by then
 * @param tests edges tested at once
 * @param sizes by weight; empty while an audience has fewer than five values
 */
public record EdgePlan(int have, double power, int tests, List<Size> sizes) {
  private static final double POWER = 0.8;
  private static final int FEWEST_VALUES = 5;
  private static final double[] WEIGHTS = {.1, .2, .3, .5};
  private static final double TYPICAL_WEIGHT = .2;
  private static final double[] SMOOTHING = {0, .1, .3, .6, 1};
  private static final double SHARE_OF_FIRST_LAG = .5;
  private static final int COEFFICIENTS = 8;
  private static final long FOREVER = 1L << 40;

  /**
   * Periods needed for one weight, rounded up to two digits.
   *
   * @param weight weight of the edge
   * @param easiest for the source that moves most beyond its noise; null when noise hides them all
   * @param median for a typical source; null when noise hides it
   * @param hardest for the source whose noise hides it most; null when noise hides it
   */
  public record Size(
      double weight, @Nullable Long easiest, @Nullable Long median, @Nullable Long hardest) {}

  /**
   * An audience that may be listened to.
   *
   * @param variance v, at least 0; 0 where noise hides its movement
   * @param sampling R, at least 0
   */
  record Source(double variance, double sampling) {

    /** r v: the larger it is, the fewer periods are needed. */
    double signal() {
      double reliability = variance / (variance + sampling);
      return reliability * variance;
    }

    /**
     * Periods until an edge is confirmed.
     *
     * @param error e of the target, above 0
     * @param tests m, at least 1
     * @param weight of the edge, in (0,1]
     * @param power wanted probability of confirming it, in (0,1)
     */
    long periodsNeeded(double error, int tests, double weight, double power) {
      double perPeriod = weight * Math.sqrt(signal() / error);
      double reserve = Distributions.normalQuantile(power);
      long enough = EdgeClaims.FEWEST_VALUES;
      while (enough < FOREVER && !confirmed(enough, perPeriod, reserve, tests)) {
        enough *= 2;
      }
      long tooFew = enough == EdgeClaims.FEWEST_VALUES ? enough - 1 : enough / 2;
      while (enough - tooFew > 1) {
        long middle = (enough + tooFew) / 2;
        if (confirmed(middle, perPeriod, reserve, tests)) {
          enough = middle;
        } else {
          tooFew = middle;
        }
      }
      return EdgeClaims.NEEDED_PERIODS - EdgeClaims.FEWEST_VALUES + enough;
    }

    private static boolean confirmed(long values, double perPeriod, double reserve, int tests) {
      double t = Math.sqrt(values) * perPeriod - reserve;
      double needed = tests / (Discoveries.RATE * SHARE_OF_FIRST_LAG);
      return t > 0 && MixtureEvidence.of(t, values - COEFFICIENTS, values) >= needed;
    }
  }

  /** Plans for the audiences of a series; unknown sampling variances count as 0. */
  public static EdgePlan of(SentimentSeries series) {
    int n = series.size();
    int tests = n * (n - 1);
    List<Source> sources = sources(series);
    double error = errorVariance(series);
    List<Size> sizes = new ArrayList<>();
    if (tests > 0 && !sources.isEmpty() && error > 0) {
      for (double weight : WEIGHTS) {
        sizes.add(size(weight, sources, error, tests));
      }
    }
    return new EdgePlan(series.length(), POWER, tests, sizes);
  }

  /** The same plan where there are more periods than it was judged by. */
  public EdgePlan having(int periods) {
    return new EdgePlan(periods, power, tests, sizes);
  }

  /** What one weight needs in these audiences; nothing is known before five values of each. */
  public static Size size(SentimentSeries series, double weight) {
    double error = errorVariance(series);
    int tests = series.size() * (series.size() - 1);
    return error > 0 && tests > 0
        ? size(weight, sources(series), error, tests)
        : new Size(weight, null, null, null);
  }

  /** The plan in one sentence, for a typical pair. */
  public Words words() {
    Size size = sizes.stream().filter(s -> s.weight() == TYPICAL_WEIGHT).findFirst().orElse(null);
    if (size == null) {
      return new Words(
          "There are too few values to plan: each audience needs five of them.",
          "数值太少，无法规划：每个受众需要五个。");
    }
    Long periods = size.median();
    return periods == null
        ? new Words(
            "A typical audience's movement does not exceed its sampling error: more comments per"
                + " period are needed, not more periods.",
            "典型受众的波动不超过其抽样误差：需要每个时段有更多评论，而非更多时段。")
        : Words.format(
            "For a typical pair an edge of weight 0.2 takes about %d periods until it is confirmed"
                + " (power %.0f %%, %d edges tested at once); there are %d.",
            "典型的一对中，权重 0.2 的边约需 %d 个时段才会被确认（功效 %.0f%%，同时检验 %d 条边）；现有 %d 个。",
            periods,
            100 * power,
            tests,
            have);
  }

  /**
   * One weight for sources that may be hidden by noise.
   *
   * @throws IllegalArgumentException if the weight is not in (0,1]
   */
  private static Size size(double weight, List<Source> sources, double error, int tests) {
    if (!(weight > 0) || weight > 1) {
      throw new IllegalArgumentException(
          "The weight is " + weight + "; it must be above 0 and at most 1.");
    }
    List<Source> easiestFirst =
        sources.stream()
            .filter(source -> source.variance() > 0)
            .sorted(Comparator.comparingDouble(Source::signal).reversed())
            .toList();
    IntFunction<@Nullable Long> at =
        k ->
            k >= 0 && k < easiestFirst.size()
                ? twoDigits(easiestFirst.get(k).periodsNeeded(error, tests, weight, POWER))
                : null;
    return new Size(
        weight, at.apply(0), at.apply(sources.size() / 2), at.apply(sources.size() - 1));
  }

  /** More digits would claim too much. */
  private static long twoDigits(long value) {
    long unit = 1;
    while (value / unit >= 100) {
      unit *= 10;
    }
    return (value + unit - 1) / unit * unit;
  }

  private static List<Source> sources(SentimentSeries series) {
    double[] crowd = new double[series.length()];
    for (int t = 0; t < crowd.length; t++) {
      crowd[t] = mean(series, t);
    }
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      double count = 0;
      double sum = 0;
      double squares = 0;
      double noise = 0;
      for (int t = 0; t < crowd.length; t++) {
        if (series.observed(t, i)) {
          double away = series.value(t, i) - crowd[t];
          count++;
          sum += away;
          squares += away * away;
          noise += series.hasVariance(t, i) ? series.variance(t, i) : 0;
        }
      }
      if (count >= FEWEST_VALUES) {
        double observed = (squares - sum * sum / count) / (count - 1);
        double movement = observed - noise / count;
        sources.add(new Source(movement > observed / 20 ? movement : 0, noise / count));
      }
    }
    return sources;
  }

  private static double mean(SentimentSeries series, int t) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < series.size(); i++) {
      if (series.observed(t, i)) {
        sum += series.value(t, i);
        count++;
      }
    }
    return count > 0 ? sum / count : 0;
  }

  private static double errorVariance(SentimentSeries series) {
    double least = Double.POSITIVE_INFINITY;
    for (double smoothing : SMOOTHING) {
      least = Math.min(least, errorVariance(series, smoothing));
    }
    return Double.isFinite(least) ? least : 0;
  }

  /** Mean square of y - level, level += a (y - level), a = max(smoothing, 1/values so far). */
  private static double errorVariance(SentimentSeries series, double smoothing) {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < series.size(); i++) {
      double level = 0;
      int seen = 0;
      for (int t = 0; t < series.length(); t++) {
        if (series.observed(t, i)) {
          double error = series.value(t, i) - level;
          if (seen > 0) {
            squares += error * error;
            count++;
          }
          seen++;
          level += Math.max(smoothing, 1.0 / seen) * error;
        }
      }
    }
    return count > 0 ? squares / count : Double.POSITIVE_INFINITY;
  }
}
