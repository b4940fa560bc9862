// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.engine.AdaptiveIntervals;
import io.undertone.dynamics.engine.AdaptiveIntervals.Level;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Interval widths of nowcasts, apart for each mark and pooled over bloggers: {@link
 * AdaptiveIntervals} with steps of .1 for 80 % and .2 for 95 and 99 %.
 *
 * <p>The first widths are quantiles of errors on the data of arXiv:2511.15303 at periods of 3, 4,
 * 5, 6, 8, 10 and 12 days. The 80 % interval narrows over a period because often nothing more is
 * posted, and the nowcast is then nearly exact.
 */
final class NowcastIntervals {
  /** Half-width of a normal 95 % interval. */
  static final double NORMAL_95 = 1.96;

  private static final double[][] START = {
    {1.16, 1.88, 2.6}, {1.08, 1.88, 2.6}, {.96, 1.88, 2.6}, {.74, 1.88, 2.6}
  };
  private static final double[] STEPS = {.1, .2, .2};

  private final AdaptiveIntervals[] marks;

  NowcastIntervals() {
    this(START);
  }

  private NowcastIntervals(double[][] multipliers) {
    marks = new AdaptiveIntervals[multipliers.length];
    for (int k = 0; k < marks.length; k++) {
      marks[k] = new AdaptiveIntervals(multipliers[k], STEPS);
    }
  }

  /** The mark next to an elapsed share, 0 to 3. */
  static int mark(double elapsed) {
    int marks = NowcastBoard.MARKS.size();
    return (int) Math.min(marks - 1, Math.max(0, Math.round(elapsed * (marks + 1)) - 1));
  }

  double z80(int mark) {
    return marks[mark].multiplier(Level.EIGHTY);
  }

  double z95(int mark) {
    return marks[mark].multiplier(Level.NINETY_FIVE);
  }

  void learn(int mark, double error, double variance) {
    marks[mark].learn(error, variance);
  }

  NowcastIntervals copy() {
    double[][] multipliers = new double[marks.length][];
    for (int k = 0; k < marks.length; k++) {
      multipliers[k] = marks[k].multipliers();
    }
    return new NowcastIntervals(multipliers);
  }

  void write(DataOutputStream out) throws IOException {
    for (AdaptiveIntervals mark : marks) {
      StateBytes.doubles(out, mark.multipliers());
    }
  }

  static NowcastIntervals read(DataInputStream in) throws IOException {
    double[][] multipliers = new double[START.length][];
    for (int k = 0; k < multipliers.length; k++) {
      multipliers[k] = StateBytes.doubles(in);
    }
    return new NowcastIntervals(multipliers);
  }
}
