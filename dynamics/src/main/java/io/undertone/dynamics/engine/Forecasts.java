// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Forecasts as of the last period, in [0,1]; the next period's is computed once. */
final class Forecasts {
  /** Variance of a value anywhere in [0,1]. */
  static final double KNOWS_NOTHING = 1 / 12.0;

  private final Memories memories;
  private final OwnHistoryBank bank;
  private final AdaptiveIntervals intervals;
  private final RowLoop loop;
  private double @Nullable [][][] next;

  Forecasts(Memories memories, OwnHistoryBank bank, AdaptiveIntervals intervals, RowLoop loop) {
    this.memories = memories;
    this.bank = bank;
    this.intervals = intervals;
    this.loop = loop;
  }

  /** A period was learned: what was issued is past. */
  void expire() {
    next = null;
  }

  /** Means of the next period by audience, then variances; not to be changed. */
  double[][] next() {
    double[][][] forecast = next;
    if (forecast == null) {
      forecast = memories.forecast(1, bank, loop);
      next = forecast;
    }
    return new double[][] {forecast[0][0], forecast[1][0]};
  }

  /** Mean that was issued for an audience before it is learned; its own history's for a new one. */
  double issued(int i) {
    double[][][] forecast = next;
    return forecast != null && i < forecast[0][0].length
        ? forecast[0][0][i]
        : bank.get(i).forecastMean;
  }

  ForecastPath path(int horizon, int size) {
    checked(horizon);
    if (bank.size() == 0) {
      return unknown(horizon, size);
    }
    if (horizon > 1) {
      return ForecastPath.of(memories.forecast(horizon, bank, loop), intervals);
    }
    double[][] issued = next();
    return ForecastPath.of(new double[][][] {{issued[0]}, {issued[1]}}, intervals);
  }

  ForecastPath network(int horizon, int size) {
    checked(horizon);
    if (bank.size() == 0) {
      return unknown(horizon, size);
    }
    double[][][] all = memories.whole.forecast(horizon, bank, loop);
    return ForecastPath.of(new double[][][] {all[2], all[3]}, intervals);
  }

  private static void checked(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "The horizon is " + horizon + " periods; it must be at least 1.");
    }
  }

  /** Before the first value: .5, anywhere in [0,1]. */
  private ForecastPath unknown(int horizon, int size) {
    double[][][] nothing = new double[2][horizon][size];
    for (int h = 0; h < horizon; h++) {
      Arrays.fill(nothing[0][h], .5);
      Arrays.fill(nothing[1][h], KNOWS_NOTHING);
    }
    return ForecastPath.of(nothing, intervals);
  }
}
