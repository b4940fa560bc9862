// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Which comments of one post and period may be shown.
 *
 * @param revision of the last issue; -1 before the first
 * @param digest of the rows of the last issue, revisions apart
 * @param counted candidates among the comments that count
 * @param waiting candidates among those of each later revision, ascending by segment
 */
record ShownComments(int revision, long digest, Candidates counted, List<Waiting> waiting) {
  /** Nothing has been shown, and there is nothing to show. */
  static final ShownComments NONE = new ShownComments(-1, 0, Candidates.NONE, List.of());

  /**
   * Comments that wait for their revision.
   *
   * @param segment in which they were written
   * @param candidates among them
   */
  record Waiting(int segment, Candidates candidates) {}

  ShownComments issued(int next, long rows) {
    return new ShownComments(next, rows, counted, waiting);
  }

  ShownComments counted(Candidates next) {
    return new ShownComments(revision, digest, next, waiting);
  }

  /** Candidates of a segment. */
  Candidates of(int segment) {
    if (segment < Deadlines.SEGMENTS) {
      return counted;
    }
    return waiting.stream()
        .filter(w -> w.segment() == segment)
        .map(Waiting::candidates)
        .findFirst()
        .orElse(Candidates.NONE);
  }

  ShownComments with(int segment, Candidates next) {
    if (segment < Deadlines.SEGMENTS) {
      return counted(next);
    }
    List<Waiting> others = new ArrayList<>(waiting);
    others.removeIf(w -> w.segment() == segment);
    others.add(new Waiting(segment, next));
    others.sort((a, b) -> Integer.compare(a.segment(), b.segment()));
    return new ShownComments(revision, digest, counted, others);
  }

  /** Segments until this one count from now on. */
  ShownComments counting(int last, int capacity) {
    Candidates sum = counted;
    List<Waiting> left = new ArrayList<>();
    for (Waiting w : waiting) {
      if (w.segment() <= last) {
        sum = sum.merge(w.candidates(), capacity);
      } else {
        left.add(w);
      }
    }
    return new ShownComments(revision, digest, sum, left);
  }
}
