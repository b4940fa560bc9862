// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The own-history filters of all bloggers. Members are weighted by their own discounted predictive
 * log-likelihood plus that of the peers: W_ik = softmax_k( LL_ik + c sum_{j != i} LL_jk ).
 */
final class OwnHistoryBank {
  private final List<OwnHistory> bloggers = new ArrayList<>();
  private final double[] total = new double[OwnHistory.MEMBERS];

  int size() {
    return bloggers.size();
  }

  OwnHistory get(int blogger) {
    return bloggers.get(blogger);
  }

  /**
   * Adds a blogger at the crowd's current mean, its members' evidence at the average of the others.
   */
  void join(double crowdMean, boolean[] active) {
    OwnHistory joining = new OwnHistory(crowdMean);
    int others = sumEvidence(active);
    for (int k = 0; k < OwnHistory.MEMBERS && others > 0; k++) {
      joining.logLikelihood[k] = total[k] / others;
    }
    bloggers.add(joining);
  }

  /** Adds a filter whose state is to be read. */
  void add() {
    bloggers.add(new OwnHistory(0));
  }

  /** Averages the members anew; call when evidence or the set of bloggers has changed. */
  void reweigh(boolean[] active) {
    double borrowing = Softmax.borrowing(sumEvidence(active));
    for (int i = 0; i < bloggers.size(); i++) {
      if (active[i]) {
        OwnHistory own = bloggers.get(i);
        Softmax.borrowed(own.logLikelihood, total, borrowing, own.weights);
      }
    }
  }

  private int sumEvidence(boolean[] active) {
    Arrays.fill(total, 0);
    int count = 0;
    for (int i = 0; i < Math.min(bloggers.size(), active.length); i++) {
      if (active[i]) {
        count++;
        double[] evidence = bloggers.get(i).logLikelihood;
        for (int k = 0; k < total.length; k++) {
          total[k] += evidence[k];
        }
      }
    }
    return count;
  }
}
