// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The comments of one author under one post in one period.
 *
 * @param parts by segment and scorer
 */
record AuthorSegments(List<Part> parts) {
  static final AuthorSegments NONE = new AuthorSegments(List.of());

  /**
   * What was written in one segment and scored by one scorer.
   *
   * @param segment its index
   * @param scorer name of the scorer
   * @param tally of the comments
   */
  record Part(int segment, String scorer, PostTally tally) {}

  /** The comments until this segment, by scorer. */
  Map<String, PostTally> upTo(int segment) {
    Map<String, PostTally> sum = new TreeMap<>();
    for (Part part : parts) {
      if (part.segment() <= segment) {
        sum.merge(part.scorer(), part.tally(), PostTally::merge);
      }
    }
    return sum;
  }

  /** With all segments until the last one that counts as one. */
  AuthorSegments counting(int last) {
    AuthorSegments placed = NONE;
    for (Part part : parts) {
      int at = part.segment() <= last ? Math.min(part.segment(), Deadlines.MARKS) : part.segment();
      placed = placed.change(at, part.scorer(), tally -> tally.merge(part.tally()));
    }
    return placed;
  }

  AuthorSegments change(int segment, String scorer, UnaryOperator<PostTally> change) {
    PostTally before = PostTally.EMPTY;
    List<Part> next = new ArrayList<>();
    for (Part part : parts) {
      if (part.segment() == segment && part.scorer().equals(scorer)) {
        before = part.tally();
      } else {
        next.add(part);
      }
    }
    PostTally after = change.apply(before);
    if (!after.equals(PostTally.EMPTY)) {
      next.add(new Part(segment, scorer, after));
    }
    return new AuthorSegments(next);
  }
}
