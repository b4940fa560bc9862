// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.Normal;
import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Periods needed before an edge of a given weight could be seen at this noise:
 *
 * <pre>
 *   T = ( (z_a + z_b) s / ( w r sd ) )^2
 * </pre>
 *
 * s the residual deviation of a target, sd the deviation of a source's values around its own mean,
 * r the share of it that is signal (attenuation), z_a the one-sided normal quantile at 0.05 / (n
 * (n-1)), z_b that of power 0.8. Medians over bloggers. Optimistic, since sources also resemble
 * each other.
 *
 * @param weight w
 * @param periods T; null when no movement is signal
 */
public record EdgeVisibility(double weight, @Nullable Double periods) {
  private static final double[] WEIGHTS = {.1, .2, .4};
  private static final double POWER = .8;

  static List<EdgeVisibility> of(
      SentimentSeries series, List<SignalNoise> signals, double residualDeviation) {
    int n = series.size();
    double[] seen =
        signals.stream()
            .mapToDouble(s -> s.deviation() * (s.signalShare() == null ? 1 : s.signalShare()))
            .sorted()
            .toArray();
    double moving = seen.length == 0 ? 0 : seen[seen.length / 2];
    double z = Normal.quantile(1 - .05 / Math.max(1, n * (n - 1))) + Normal.quantile(POWER);
    List<EdgeVisibility> all = new ArrayList<>();
    for (double weight : WEIGHTS) {
      double root = z * residualDeviation / (weight * moving);
      all.add(new EdgeVisibility(weight, moving > 0 ? (Double) twoDigits(root * root) : null));
    }
    return all;
  }

  /** More digits would claim too much. */
  private static double twoDigits(double value) {
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(value)) - 1));
    return Math.ceil(value / unit) * unit;
  }
}
