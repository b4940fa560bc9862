// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of one blogger's movement is more than sampling error.
 *
 * @param blogger name
 * @param observed number of observed periods
 * @param deviation standard deviation over time
 * @param samplingError root of the mean sampling variance; null when it is unknown
 * @param signalShare max(0, 1 - samplingError^2 / deviation^2); null when it is unknown
 * @param autocorrelation of values one period apart; null with fewer than 4 consecutive pairs
 * @param autocorrelationError 1 / sqrt(pairs), its standard error without any memory
 */
public record SignalNoise(
    String blogger,
    int observed,
    double deviation,
    @Nullable Double samplingError,
    @Nullable Double signalShare,
    @Nullable Double autocorrelation,
    @Nullable Double autocorrelationError) {

  private static final int MINIMUM_PAIRS = 4;

  /** One record for each blogger. */
  public static List<SignalNoise> of(SentimentSeries series) {
    List<SignalNoise> all = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      all.add(of(series, i));
    }
    return all;
  }

  private static SignalNoise of(SentimentSeries series, int i) {
    double sum = 0;
    double sampling = 0;
    int count = 0;
    boolean known = true;
    for (int t = 0; t < series.length(); t++) {
      if (series.observed(t, i)) {
        sum += series.value(t, i);
        count++;
        known &= series.hasVariance(t, i);
        sampling += series.hasVariance(t, i) ? series.variance(t, i) : 0;
      }
    }
    double mean = sum / Math.max(1, count);
    double variance = 0;
    double lagged = 0;
    double before = 0;
    double after = 0;
    int pairs = 0;
    for (int t = 0; t < series.length(); t++) {
      if (series.observed(t, i)) {
        double d = series.value(t, i) - mean;
        variance += d * d;
        if (t > 0 && series.observed(t - 1, i)) {
          double previous = series.value(t - 1, i) - mean;
          lagged += d * previous;
          before += previous * previous;
          after += d * d;
          pairs++;
        }
      }
    }
    variance /= Math.max(1, count - 1);
    boolean noise = known && count > 0;
    double noiseVariance = sampling / Math.max(1, count);
    boolean memory = pairs >= MINIMUM_PAIRS && before > 0 && after > 0;
    return new SignalNoise(
        series.bloggers().get(i),
        count,
        Math.sqrt(variance),
        noise ? (Double) Math.sqrt(noiseVariance) : null,
        noise && variance > 0 ? (Double) Math.max(0, 1 - noiseVariance / variance) : null,
        memory ? (Double) (lagged / Math.sqrt(before * after)) : null,
        memory ? (Double) (1 / Math.sqrt(pairs)) : null);
  }
}
