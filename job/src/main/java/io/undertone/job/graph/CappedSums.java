// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.AuthorCap;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the authors of one post and period, each of whom counts for at most the cap.
 *
 * @param cap that they were made with
 * @param prefixes ascending: sums over all comments until a segment
 */
record CappedSums(double cap, List<Prefix> prefixes) {
  /**
   * Sum over authors.
   *
   * @param last segment whose comments are part of it
   * @param sum of them and of all before
   */
  record Prefix(int last, AuthorCap.Sum sum) {}

  static CappedSums empty(double cap) {
    List<Prefix> prefixes = new ArrayList<>();
    for (int segment = 0; segment < Deadlines.SEGMENTS; segment++) {
      prefixes.add(new Prefix(segment, AuthorCap.Sum.EMPTY));
    }
    return new CappedSums(cap, prefixes);
  }

  AuthorCap.Sum upTo(int segment) {
    AuthorCap.Sum sum = AuthorCap.Sum.EMPTY;
    for (Prefix prefix : prefixes) {
      if (prefix.last() <= segment) {
        sum = prefix.sum();
      }
    }
    return sum;
  }

  /** With sums that end at this segment. */
  CappedSums reaching(int segment) {
    if (prefixes.stream().anyMatch(prefix -> prefix.last() == segment)) {
      return this;
    }
    List<Prefix> more = new ArrayList<>(prefixes);
    more.add(new Prefix(segment, upTo(segment)));
    more.sort((a, b) -> Integer.compare(a.last(), b.last()));
    return new CappedSums(cap, more);
  }

  /** Segments until this one count from now on. */
  CappedSums counting(int last) {
    List<Prefix> left = new ArrayList<>();
    for (Prefix prefix : prefixes) {
      if (prefix.last() < Deadlines.MARKS || prefix.last() > last) {
        left.add(prefix);
      }
    }
    left.add(new Prefix(Deadlines.MARKS, upTo(last)));
    left.sort((a, b) -> Integer.compare(a.last(), b.last()));
    return new CappedSums(cap, left);
  }
}
