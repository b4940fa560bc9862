// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
import java.util.ArrayList;
import java.util.List;

/**
 * The comments of one post that were written in one segment of a period.
 *
 * @param index of the segment, from 0; {@link Deadlines#segment} tells it. One of {@link
 *     Deadlines#SEGMENTS} and above waits for its revision
 * @param newest newest attributes of the post that came with them
 * @param byScorer one tally per scorer, in the order of {@link PostState#scorers}; shorter where
 *     the last scorers have none
 */
public record TallySegment(int index, PostAttributes newest, List<PostTally> byScorer) {

  /** The segment with a newer version of the post. */
  TallySegment seeing(PostAttributes given) {
    return new TallySegment(index, given, byScorer);
  }

  /** The segment with another tally of one scorer. */
  TallySegment with(int scorer, PostTally tally) {
    List<PostTally> tallies = new ArrayList<>(byScorer);
    while (tallies.size() <= scorer) {
      tallies.add(PostTally.EMPTY);
    }
    tallies.set(scorer, tally);
    return new TallySegment(index, newest, tallies);
  }

  PostTally tally(int scorer) {
    return scorer < byScorer.size() ? byScorer.get(scorer) : PostTally.EMPTY;
  }

  /** The comments of both, as one segment with this index. */
  TallySegment merge(int at, TallySegment other) {
    TallySegment sum =
        new TallySegment(at, other.newest.supersedes(newest) ? other.newest : newest, byScorer);
    for (int scorer = 0; scorer < other.byScorer.size(); scorer++) {
      sum = sum.with(scorer, sum.tally(scorer).merge(other.byScorer.get(scorer)));
    }
    return sum;
  }
}
