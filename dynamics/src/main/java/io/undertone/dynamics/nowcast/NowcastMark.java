// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.AdaptiveIntervals.Level;
import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.state.Codec;
import java.util.Objects;

/**
 * What one mark has taught, pooled over bloggers: which of tally so far, forecast and nowcast to
 * believe, and how wide intervals are. The three are mixed by their past forward errors,
 *
 * <pre>
 *   log share_c = prior_c - n/4 log( (Q_c + 20 (1e-4 + min Q / n)) / (n + 20) ),   prior = 0, 0, 4
 *   Q_c, n &lt;- .998 (Q_c, n) per period, then + squared error and + 1 for each audience
 * </pre>
 *
 * so that the nowcast speaks until it has lost clearly and for long. Intervals are {@link
 * AdaptiveIntervals} with steps of .1 for 80 % and .2 for 95 and 99 %; the first widths are
 * quantiles of errors on the data of arXiv:2511.15303 at periods of 3, 4, 5, 6, 8, 10 and 12 days.
 * The 80 % interval narrows over a period because often nothing more is posted, and the nowcast is
 * then nearly exact.
 */
final class NowcastMark {
  private static final double NORMAL_95 = 1.96;
  private static final double[][] START = {
    {1.16, 1.88, 2.6}, {1.08, 1.88, 2.6}, {.96, 1.88, 2.6}, {.74, 1.88, 2.6}
  };
  private static final double[] STEPS = {.1, .2, .2};
  private static final double[] PRIOR = {0, 0, 4};
  private static final double PRIOR_CASES = 20;
  private static final double PRIOR_SQUARE = 1e-4;
  private static final double TEMPER = .25;
  private static final double FADING = .998;

  private final double[] squares;
  private double cases;
  private final AdaptiveIntervals intervals;

  private NowcastMark(double[] squares, double cases, double[] multipliers) {
    this.squares = squares;
    this.cases = cases;
    this.intervals = new AdaptiveIntervals(multipliers, STEPS);
  }

  static NowcastMark starting(int mark) {
    return new NowcastMark(new double[PRIOR.length], 0, START[mark]);
  }

  NowcastMark copy() {
    return new NowcastMark(squares.clone(), cases, intervals.multipliers());
  }

  /** The mark next to an elapsed share, 0 to 3. */
  static int nearest(double elapsed) {
    int marks = NowcastBoard.MARKS.size();
    return (int) Math.min(marks - 1, Math.max(0, Math.round(elapsed * (marks + 1)) - 1));
  }

  /** Shares of tally, forecast and nowcast; they add up to 1. */
  double[] shares() {
    double least = Math.min(squares[0], Math.min(squares[1], squares[2]));
    double floor = PRIOR_CASES * (PRIOR_SQUARE + (cases > 0 ? least / cases : 0));
    double[] logs = new double[PRIOR.length];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = PRIOR[c] - TEMPER * cases * Math.log((squares[c] + floor) / (cases + PRIOR_CASES));
    }
    Distributions.softmax(logs);
    return logs;
  }

  /** The mixture of an audience that has both a post and a forecast; in [0,1]. */
  Nowcast mixed(OpenPeriod.Audience audience) {
    double[] share = shares();
    Nowcast forecast = Objects.requireNonNull(audience.forecast());
    Nowcast nowcast = Objects.requireNonNull(audience.nowcast());
    double tally = Objects.requireNonNull(audience.tally().sentiment());
    double mean = share[0] * tally + share[1] * forecast.mean() + share[2] * nowcast.mean();
    double variance =
        (share[0] + share[2]) * nowcast.variance()
            + share[1] * forecast.variance()
            + share[0] * square(tally - mean)
            + share[1] * square(forecast.mean() - mean)
            + share[2] * square(nowcast.mean() - mean);
    return new Nowcast(Math.min(1, Math.max(0, mean)), variance);
  }

  private static double square(double x) {
    return x * x;
  }

  /** A provisional row whose error is that for which +-1.96 of it cover what 95 % should. */
  AudienceSentiment row(OpenPeriod open, OpenPeriod.Audience audience) {
    Nowcast nowcast = audience.nowcast();
    if (nowcast == null) {
      return audience.tally();
    }
    boolean silent = audience.tally().sentiment() == null;
    Nowcast shown = silent ? nowcast : mixed(audience);
    double width = silent ? open.z95() : z95();
    return audience
        .tally()
        .withNowcast(
            Math.min(1, Math.max(0, shown.mean())),
            width / NORMAL_95 * Math.sqrt(shown.variance()));
  }

  double z80() {
    return intervals.multiplier(Level.EIGHTY);
  }

  double z95() {
    return intervals.multiplier(Level.NINETY_FIVE);
  }

  /** One more period is over. */
  void fade() {
    for (int c = 0; c < squares.length; c++) {
      squares[c] *= FADING;
    }
    cases *= FADING;
  }

  /**
   * Learns one outcome.
   *
   * @param candidates tally, forecast and nowcast
   * @param issued mean and variance that were issued
   */
  void learn(double value, double[] candidates, Nowcast issued) {
    for (int c = 0; c < squares.length; c++) {
      squares[c] += square(value - candidates[c]);
    }
    cases++;
    intervals.learn(value - issued.mean(), issued.variance());
  }

  void transfer(Codec codec) {
    codec.values(squares);
    cases = codec.value(cases);
    intervals.transfer(codec);
  }

  /** Widths alone, as before there was a mixture. */
  void transferWidths(Codec codec) {
    intervals.transfer(codec);
  }
}
