// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.ScorerNames;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;

/** What is passed on of one post in one period. */
final class PostView {
  private final String key;
  private final PostState post;
  private final PeriodTally tally;
  private final Sums sums;
  private final Period period;

  /** Sums over the comments of the first segments of a period. */
  interface Sums {
    AuthorCap.Capped of(PeriodTally tally, Period period, int segments) throws Exception;
  }

  PostView(String key, PostState post, PeriodTally tally, Period period, Sums sums) {
    this.key = key;
    this.post = post;
    this.tally = tally;
    this.period = period;
    this.sums = sums;
  }

  /** The first segments of the period, with the post as it was seen until then. */
  PostSummary summary(Standing standing, Instant asOf, int segments) throws Exception {
    PostAttributes version = post.asOf(tally, segments);
    String[] parts = key.split("\u0000", -1);
    AuthorCap.Capped sum = sums.of(tally, period, segments);
    return new PostSummary(
        parts[0],
        parts[1],
        parts[2],
        period,
        post.known().postTime(),
        version.likes(),
        version.contentScore(),
        sum.sentiment(),
        sum.effectiveComments(),
        sum.comments(),
        standing,
        asOf,
        ScorerNames.join(tally.scorers(segments, post.scorers())));
  }
}
