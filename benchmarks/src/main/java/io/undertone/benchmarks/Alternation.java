// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** The whole job and what it is compared with, one after the other, round by round. */
final class Alternation {
  private Alternation() {}

  /** One run; its seconds. */
  interface Timed {
    double seconds() throws Exception;
  }

  /**
   * Prints a line: where, the best rates of the job and of the other, and the median and range of
   * the rounds' ratios.
   *
   * @param records that each run takes
   * @param ratio of the job's seconds and the other's
   */
  static void print(
      int parallelism,
      String state,
      long records,
      int rounds,
      Timed job,
      Timed other,
      DoubleBinaryOperator ratio)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    double jobRate = 0;
    double otherRate = 0;
    for (int round = 0; round < rounds; round++) {
      double jobSeconds = job.seconds();
      double otherSeconds = other.seconds();
      ratios.add(ratio.applyAsDouble(jobSeconds, otherSeconds));
      jobRate = Math.max(jobRate, records / jobSeconds);
      otherRate = Math.max(otherRate, records / otherSeconds);
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-11d %-8s %,10.0f %,10.0f %6.2f (%.2f-%.2f)%n",
        parallelism,
        state,
        jobRate,
        otherRate,
        ratios.get(ratios.size() / 2),
        ratios.get(0),
        ratios.get(ratios.size() - 1));
  }
}
