// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most weighty comments of a post and a margin of those that come next, so that a few deletions
 * or corrections need no look at the others.
 *
 * <p>Every comment that ranks above the floor is here, and nothing that does not. Adding and
 * removing keep that true: a comment below the floor is left out; what falls off the end becomes
 * the new floor; a removal leaves a shorter list. The first K are exact while there are K, or while
 * there is no floor; only then all comments have to be looked through again.
 *
 * @param best ascending, that is the heaviest first
 * @param floor null while every comment is here
 */
record Candidates(List<Rank> best, @Nullable Rank floor) {
  /** There is no comment. */
  static final Candidates NONE = new Candidates(List.of(), null);

  /** Nothing is known of the comments there are. */
  static final Candidates UNKNOWN = new Candidates(List.of(), Rank.TOP);

  /** Candidates that are kept for so many comments to be shown: a margin of K + 32. */
  static int capacity(int most) {
    return 2 * most + 32;
  }

  /** Whether a comment of this rank is among them, once it is added. */
  boolean takes(Rank rank) {
    return floor == null || rank.isAbove(floor);
  }

  Candidates plus(Rank rank, int capacity) {
    int at = Collections.binarySearch(best, rank);
    if (!takes(rank) || at >= 0) {
      return this;
    }
    List<Rank> more = new ArrayList<>(best);
    more.add(-at - 1, rank);
    return new Candidates(more, floor).cut(capacity);
  }

  private Candidates cut(int capacity) {
    return best.size() <= capacity
        ? this
        : new Candidates(List.copyOf(best.subList(0, capacity)), best.get(capacity));
  }

  Candidates minus(Rank rank) {
    int at = Collections.binarySearch(best, rank);
    if (at < 0) {
      return this;
    }
    List<Rank> less = new ArrayList<>(best);
    less.remove(at);
    return new Candidates(less, floor);
  }

  /** Those of both sets of comments together. */
  Candidates merge(Candidates other, int capacity) {
    Rank higher = floor;
    if (other.floor != null && (higher == null || other.floor.isAbove(higher))) {
      higher = other.floor;
    }
    Candidates all = new Candidates(List.of(), higher);
    for (Rank rank : best) {
      all = all.plus(rank, capacity);
    }
    for (Rank rank : other.best) {
      all = all.plus(rank, capacity);
    }
    return all;
  }

  /** Whether the first so many are those of all comments. */
  boolean isExact(int most) {
    return floor == null || best.size() >= most;
  }

  List<Rank> first(int most) {
    return best.subList(0, Math.min(most, best.size()));
  }
}
