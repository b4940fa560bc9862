// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.Distributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The own-history filters of all audiences. Members are weighted by their own discounted predictive
 * log-likelihood plus that of the peers: W_ik = softmax_k( LL_ik + c sum_{j != i} LL_jk ).
 */
final class OwnHistoryBank {
  private static final double[] NO_PRIOR = new double[OwnHistory.MEMBERS];

  private final List<OwnHistory> audiences = new ArrayList<>();
  private final double[] total = new double[OwnHistory.MEMBERS];

  int size() {
    return audiences.size();
  }

  OwnHistory get(int audience) {
    return audiences.get(audience);
  }

  /** Adds a filter at a level, or one whose state is to be read. */
  void add(double level) {
    audiences.add(new OwnHistory(level));
  }

  /** filt of all. */
  double[] levels() {
    double[] levels = new double[size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = get(i).filtered;
    }
    return levels;
  }

  /** Mean filtered value of the audiences heard so far; NaN before the first. */
  double crowdMean() {
    double sum = 0;
    int count = 0;
    for (OwnHistory own : audiences) {
      if (own.everObserved()) {
        sum += own.filtered;
        count++;
      }
    }
    return sum / count;
  }

  /** Learns one period; an audience heard for the first time starts at the crowd's mean. */
  void observe(Observation now, RowLoop loop) {
    double crowd = crowdMean();
    reweigh();
    loop.forEach(
        size(),
        (i, ws) -> {
          OwnHistory own = audiences.get(i);
          if (now.observed(i) && !own.everObserved() && !Double.isNaN(crowd)) {
            own.join(crowd);
          }
          own.update(now.observed(i), now.value(i), now.variance(i));
        });
    reweigh();
    loop.forEach(size(), (i, ws) -> audiences.get(i).finish());
  }

  /** Averages the members anew; call when evidence or the number of audiences has changed. */
  void reweigh() {
    Arrays.fill(total, 0);
    for (OwnHistory own : audiences) {
      for (int k = 0; k < total.length; k++) {
        total[k] += own.logLikelihood[k];
      }
    }
    double borrowing = borrowing(size());
    for (OwnHistory own : audiences) {
      borrowed(own.logLikelihood, total, borrowing, NO_PRIOR, own.weights);
    }
  }

  /**
   * W_ik = softmax_k( LL_ik + c sum_{j != i} LL_jk + prior_k ).
   *
   * @param own LL_i
   * @param total sum of LL over all peers, i included
   * @param borrowing c in [0,1]
   * @param prior log prior odds
   */
  static void borrowed(
      double[] own, double[] total, double borrowing, double[] prior, double[] weights) {
    for (int k = 0; k < own.length; k++) {
      weights[k] = own[k] + borrowing * (total[k] - own[k]) + prior[k];
    }
    Distributions.softmax(weights, 0, own.length);
  }

  /** c = min(1, 6/(n-1)): beyond seven bloggers the peers count as six. */
  static double borrowing(int n) {
    return n <= 7 ? 1 : 6.0 / (n - 1);
  }
}
