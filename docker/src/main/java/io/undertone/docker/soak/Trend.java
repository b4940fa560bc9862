// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Straight line through a measure of the second half of the samples, by least squares. The first
 * half is left out because state grows until its first periods expire.
 *
 * @param mean of the measure
 * @param perHour its slope
 * @param error standard error of the slope
 */
record Trend(double mean, double perHour, double error) {
  private static final int FEWEST = 3;
  private static final double SIGNIFICANT = 3;

  /** Growth an hour, as a share of the mean, that is taken for none. */
  private static final double NEGLIGIBLE = 0.10;

  /**
   * @throws IllegalArgumentException for fewer than six samples
   */
  static Trend of(List<SoakSample> samples, ToLongFunction<SoakSample> measure) {
    List<SoakSample> settled = samples.subList(samples.size() / 2, samples.size());
    if (settled.size() < FEWEST) {
      throw new IllegalArgumentException(
          samples.size() + " samples show no trend; let it run for at least 6.");
    }
    double meanX = settled.stream().mapToLong(SoakSample::seconds).average().orElseThrow();
    double meanY = settled.stream().mapToLong(measure).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (SoakSample sample : settled) {
      double x = sample.seconds() - meanX;
      xx += x * x;
      xy += x * (measure.applyAsLong(sample) - meanY);
    }
    double slope = xy / xx;
    double squares = 0;
    for (SoakSample sample : settled) {
      double fitted = meanY + slope * (sample.seconds() - meanX);
      squares += Math.pow(measure.applyAsLong(sample) - fitted, 2);
    }
    double error = Math.sqrt(squares / (settled.size() - 2) / xx);
    return new Trend(meanY, 3600 * slope, 3600 * error);
  }

  /** Whether it grows beyond its noise and by more than 10 % of its mean an hour. */
  boolean grows() {
    return perHour > SIGNIFICANT * error && perHour > NEGLIGIBLE * mean;
  }
}
