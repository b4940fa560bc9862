// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.AlertKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Raises alerts, each once when it begins:
 *
 * <ul>
 *   <li>surprise: the value lies outside the adaptive 99 % interval issued before it;
 *   <li>influence change: a shorter memory gains more than log 20 of discounted predictive
 *       log-likelihood over the whole past;
 *   <li>consensus: after ten periods, no two filtered sentiments differ by more than 1.96 of their
 *       joint standard errors;
 *   <li>data gap: a silence as long as the blogger's share p of observed periods makes less likely
 *       than 5 %, (1-p)^length &lt; .05.
 * </ul>
 */
final class AlertMonitor {
  private static final double CHANGE_MARGIN = Math.log(20);
  private static final int CONSENSUS_AFTER = 10;
  private static final double SEPARATION = 1.96;
  private static final double RARE_SILENCE = .05;

  private final List<EngineAlert> raised = new ArrayList<>();
  private boolean changing;
  private boolean agreeing;

  List<EngineAlert> raised() {
    return List.copyOf(raised);
  }

  void clear() {
    raised.clear();
  }

  void judge(int i, double y, double mean, double variance, AdaptiveIntervals intervals) {
    double half = intervals.halfWidth(AdaptiveIntervals.Level.NINETY_NINE, variance);
    double error = y - mean;
    if (Math.abs(error) > half) {
      double size = Math.abs(error) / Math.sqrt(variance);
      raise(
          AlertKind.SURPRISE,
          i,
          size,
          "%.3f was observed where %.3f was expected; the 99 %% interval was %.3f to %.3f.",
          y,
          mean,
          mean - half,
          mean + half);
    }
  }

  void afterUpdate(Roster roster, Copies copies, int period) {
    dataGaps(roster, period);
    influenceChange(roster, copies);
    consensus(roster, copies, period);
  }

  private void dataGaps(Roster roster, int period) {
    for (int i = 0; i < roster.size(); i++) {
      int silent = roster.silent(i);
      int before = roster.age(i, period) + 1 - silent;
      if (silent > 0 && roster.seen(i) > 0) {
        double missing = 1 - (roster.seen(i) + 1) / (before + 2.0);
        double chance = Math.pow(missing, silent);
        if (chance < RARE_SILENCE && (silent == 1 || chance / missing >= RARE_SILENCE)) {
          raise(
              AlertKind.DATA_GAP,
              i,
              silent,
              "No post for %d periods, after posts in %d of %d.",
              silent,
              roster.seen(i),
              before);
        }
      }
    }
  }

  private void influenceChange(Roster roster, Copies copies) {
    double gain = copies.gainOfForgetting();
    boolean now = gain > CHANGE_MARGIN && roster.activeCount() > 1;
    if (now && !changing) {
      double[] shares = copies.memoryWeights();
      int winner = shares[2] > shares[1] ? 2 : 1;
      double size = largestChange(copies, winner, roster.size());
      raise(
          AlertKind.INFLUENCE_CHANGE,
          -1,
          size,
          "A memory of f = %s predicts better than the whole past by %.1f in log-likelihood; the"
              + " largest change of a weight is %.2f.",
          winner == 1 ? ".99" : ".96",
          gain,
          size);
    }
    changing = now;
  }

  private static double largestChange(Copies copies, int winner, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      int p = copies.primary.row(i).columns();
      double[] whole = new double[p];
      double[] recent = new double[p];
      copies.primary.row(i).weights(whole);
      copies.memories.get(winner).row(i).weights(recent);
      for (int j = 0; j < p; j++) {
        largest = Math.max(largest, Math.abs(recent[j] - whole[j]));
      }
    }
    return largest;
  }

  private void consensus(Roster roster, Copies copies, int period) {
    boolean now = period >= CONSENSUS_AFTER && roster.activeCount() > 1 && agree(roster, copies);
    if (now && !agreeing) {
      double range = range(roster, copies);
      raise(
          AlertKind.CONSENSUS,
          -1,
          range,
          "All %d audiences lie within %.3f of each other, closer than their errors can separate.",
          roster.activeCount(),
          range);
    }
    agreeing = now;
  }

  private static double range(Roster roster, Copies copies) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < roster.size(); i++) {
      if (roster.active()[i]) {
        low = Math.min(low, copies.primary.state(i));
        high = Math.max(high, copies.primary.state(i));
      }
    }
    return high - low;
  }

  private static boolean agree(Roster roster, Copies copies) {
    NetworkLayer layer = copies.primary;
    boolean[] active = roster.active();
    for (int i = 0; i < roster.size(); i++) {
      for (int j = 0; j < i; j++) {
        double gap = layer.state(i) - layer.state(j);
        double variance = layer.stateVariance(i) + layer.stateVariance(j);
        if (active[i] && active[j] && gap * gap > SEPARATION * SEPARATION * variance) {
          return false;
        }
      }
    }
    return true;
  }

  private void raise(AlertKind kind, int blogger, double size, String evidence, Object... numbers) {
    raised.add(new EngineAlert(kind, blogger, size, String.format(Locale.ROOT, evidence, numbers)));
  }

  void transfer(StateTape tape) {
    changing = tape.value(changing);
    agreeing = tape.value(agreeing);
  }
}
