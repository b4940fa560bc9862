// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.AlertKind;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Raises alerts, each once when it begins:
 *
 * <ul>
 *   <li>surprise: the value lies outside the adaptive 99 % interval issued before it;
 *   <li>influence change: the whole record has less than 5 % of the weight that the memories share
 *       ({@link Memories}), and some edge is or was likely or confirmed;
 *   <li>consensus: after ten periods, no two filtered sentiments differ by more than 1.96 of their
 *       joint standard errors;
 *   <li>data gap: a silence as long as the blogger's share p of observed periods makes less likely
 *       than 5 %, (1-p)^length &lt; .05.
 * </ul>
 */
final class AlertMonitor {
  private static final double CHANGED = .05;
  private static final int GONE_AFTER = 30;
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

  void afterUpdate(Membership membership, Memories memories, boolean claimed, int period) {
    dataGaps(membership, period);
    influenceChange(memories, claimed);
    consensus(membership, memories.whole, period);
  }

  private void dataGaps(Membership membership, int period) {
    for (int i = 0; i < membership.size(); i++) {
      int silent = membership.silent(i);
      int before = membership.age(i, period) + 1 - silent;
      if (silent > 0 && membership.seen(i) > 0) {
        double missing = 1 - (membership.seen(i) + 1) / (before + 2.0);
        double chance = Math.pow(missing, silent);
        if (chance < RARE_SILENCE && (silent == 1 || chance / missing >= RARE_SILENCE)) {
          raise(
              AlertKind.DATA_GAP,
              i,
              silent,
              "No post for %d periods, after posts in %d of %d.",
              silent,
              membership.seen(i),
              before);
        }
      }
    }
  }

  private void influenceChange(Memories memories, boolean claimed) {
    boolean now = claimed && memories.share(0) < CHANGED;
    if (now && !changing) {
      double size = largestChange(memories);
      raise(
          AlertKind.INFLUENCE_CHANGE,
          -1,
          size,
          "A memory of f = %.2f predicts better than the whole record, whose share is %.3f; the"
              + " largest change of a weight is %.2f.",
          memories.likeliestMemory(),
          memories.share(0),
          size);
    }
    changing = now;
  }

  private static double largestChange(Memories memories) {
    double largest = 0;
    for (int i = 0; i < memories.whole.size(); i++) {
      double[] whole = memories.whole.weights(i);
      double[] recent = memories.likeliestCopy().weights(i);
      for (int j = 0; j < whole.length; j++) {
        largest = Math.max(largest, Math.abs(recent[j] - whole[j]));
      }
    }
    return largest;
  }

  private void consensus(Membership membership, NetworkLayer layer, int period) {
    int[] present =
        IntStream.range(0, membership.size())
            .filter(i -> membership.seen(i) > 0 && membership.silent(i) < GONE_AFTER)
            .toArray();
    boolean now = period >= CONSENSUS_AFTER && present.length > 1 && agree(present, layer);
    if (now && !agreeing) {
      double range = range(present, layer);
      raise(
          AlertKind.CONSENSUS,
          -1,
          range,
          "All %d audiences lie within %.3f of each other, closer than their errors can separate.",
          present.length,
          range);
    }
    agreeing = now;
  }

  private static double range(int[] present, NetworkLayer layer) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i : present) {
      low = Math.min(low, layer.state(i));
      high = Math.max(high, layer.state(i));
    }
    return high - low;
  }

  /** By state, from the widest gaps inwards until none can separate two. */
  private static boolean agree(int[] present, NetworkLayer layer) {
    Integer[] byState = IntStream.of(present).boxed().toArray(Integer[]::new);
    Arrays.sort(byState, Comparator.comparingDouble(layer::state));
    double least = IntStream.of(present).mapToDouble(layer::stateVariance).min().orElse(0);
    for (int low = 0; low < byState.length; low++) {
      double own = layer.stateVariance(byState[low]);
      for (int high = byState.length - 1; high > low; high--) {
        double gap = layer.state(byState[high]) - layer.state(byState[low]);
        if (gap * gap <= SEPARATION * SEPARATION * (own + least)) {
          break;
        }
        double variance = own + layer.stateVariance(byState[high]);
        if (gap * gap > SEPARATION * SEPARATION * variance) {
          return false;
        }
      }
    }
    return true;
  }

  private void raise(AlertKind kind, int blogger, double size, String evidence, Object... numbers) {
    raised.add(new EngineAlert(kind, blogger, size, String.format(Locale.ROOT, evidence, numbers)));
  }

  void transfer(Codec codec) {
    changing = codec.value(changing);
    agreeing = codec.value(agreeing);
  }
}
