// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.engine.EngineFindings.EngineAlert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Raises alerts, each once when it begins:
 *
 * <ul>
 *   <li>surprise: the value lies outside the adaptive 99 % interval issued before it;
 *   <li>influence change: the whole record has less than 5 % of the weight that the memories share
 *       ({@link Memories}), and some edge is or was likely or confirmed;
 *   <li>consensus: the 99 % intervals [l,u] of all filtered sentiments, x +- 2.576 P^.5, overlap,
 *       and max u - min l is less than max l - min u was after ten periods above 0, since the last
 *       consensus: all are closer together than two surely were, and not for a moment;
 *   <li>data gap: a silence as long as the blogger's share p of observed periods makes less likely
 *       than 5 %, (1-p)^length &lt; .05.
 * </ul>
 */
final class AlertMonitor {
  private static final double CHANGED = .05;
  private static final int GONE_AFTER = 30;
  private static final int LASTING = 10;
  private static final double NORMAL_99 = 2.576;
  private static final double RARE_SILENCE = .05;

  private final List<EngineAlert> raised = new ArrayList<>();
  private boolean changing;
  private double apart;
  private int apartFor;

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
      raise(AlertKind.SURPRISE, i, size, AlertNumbers.surprise(y, mean, mean - half, mean + half));
    }
  }

  void afterUpdate(Membership membership, Memories memories, boolean claimed, int period) {
    dataGaps(membership, period);
    influenceChange(memories, claimed);
    consensus(membership, memories.whole);
  }

  private void dataGaps(Membership membership, int period) {
    for (int i = 0; i < membership.size(); i++) {
      int silent = membership.silent(i);
      int before = membership.age(i, period) + 1 - silent;
      if (silent > 0 && membership.seen(i) > 0) {
        double missing = 1 - (membership.seen(i) + 1) / (before + 2.0);
        double chance = Math.pow(missing, silent);
        if (chance < RARE_SILENCE && (silent == 1 || chance / missing >= RARE_SILENCE)) {
          raise(AlertKind.DATA_GAP, i, silent, AlertNumbers.dataGap(membership.seen(i), before));
        }
      }
    }
  }

  private void influenceChange(Memories memories, boolean claimed) {
    boolean now = claimed && memories.share(0) < CHANGED;
    if (now && !changing) {
      raised.add(change(memories));
    }
    changing = now;
  }

  /** With the edge whose weight the likeliest recent memory puts farthest from the whole record. */
  private static EngineAlert change(Memories memories) {
    double largest = -1;
    int source = -1;
    int target = -1;
    for (int i = 0; i < memories.whole.size(); i++) {
      double[] whole = memories.whole.weights(i);
      double[] recent = memories.likeliestCopy().weights(i);
      int[] sources = memories.whole.row(i).sources;
      for (int j = 0; j < whole.length; j++) {
        double change = Math.abs(recent[j] - whole[j]);
        if (change > largest) {
          largest = change;
          source = j < sources.length ? sources[j] : i;
          target = i;
        }
      }
    }
    AlertNumbers numbers =
        AlertNumbers.influenceChange(memories.likeliestMemory(), memories.share(0));
    return new EngineAlert(AlertKind.INFLUENCE_CHANGE, -1, largest, numbers, source, target);
  }

  private void consensus(Membership membership, NetworkLayer layer) {
    double[] lows = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    double[] highs = lows.clone();
    int present = 0;
    for (int i = 0; i < membership.size(); i++) {
      if (membership.seen(i) > 0 && membership.silent(i) < GONE_AFTER) {
        double half = NORMAL_99 * Math.sqrt(layer.stateVariance(i));
        widen(lows, layer.state(i) - half);
        widen(highs, layer.state(i) + half);
        present++;
      }
    }
    if (present < 2) {
      return;
    }
    double least = lows[1] - highs[0];
    double most = highs[1] - lows[0];
    if (least <= 0 && most < apart) {
      raise(AlertKind.CONSENSUS, -1, most, AlertNumbers.consensus(present, apart));
      apart = 0;
    }
    apartFor = least > 0 ? apartFor + 1 : 0;
    if (apartFor >= LASTING) {
      apart = Math.max(apart, least);
    }
  }

  private static void widen(double[] range, double value) {
    range[0] = Math.min(range[0], value);
    range[1] = Math.max(range[1], value);
  }

  private void raise(AlertKind kind, int blogger, double size, AlertNumbers numbers) {
    raised.add(new EngineAlert(kind, blogger, size, numbers));
  }

  void transfer(Codec codec) {
    changing = codec.value(changing);
    apart = codec.value(apart);
    apartFor = codec.value(apartFor);
  }

  /** When each audience joined, how often it was heard and for how long it has been silent. */
  static final class Membership {
    private int n;
    private int[] joinedAt = {};
    private int[] seen = {};
    private int[] silent = {};

    int size() {
      return n;
    }

    void grow(int size, int period) {
      int before = n;
      n = size;
      joinedAt = Arrays.copyOf(joinedAt, size);
      seen = Arrays.copyOf(seen, size);
      silent = Arrays.copyOf(silent, size);
      Arrays.fill(joinedAt, before, size, period);
    }

    void observe(Observation now) {
      for (int i = 0; i < n; i++) {
        boolean observed = now.observed(i);
        seen[i] += observed ? 1 : 0;
        silent[i] = observed ? 0 : silent[i] + 1;
      }
    }

    int age(int i, int period) {
      return period - joinedAt[i];
    }

    int seen(int i) {
      return seen[i];
    }

    int silent(int i) {
      return silent[i];
    }

    void transfer(int i, Codec codec) {
      joinedAt[i] = codec.value(joinedAt[i]);
      seen[i] = codec.value(seen[i]);
      silent[i] = codec.value(silent[i]);
    }
  }
}
