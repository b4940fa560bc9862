// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is passed on of one post in one period. */
final class PostView {
  private final String key;
  private final PostState post;
  private final PeriodTally tally;
  private final Sums sums;
  private final PostTexts texts;
  private final Period period;
  private final Deadlines deadlines;

  /** Sums over the comments of the first segments of a period. */
  interface Sums {
    AuthorCap.Capped of(PeriodTally tally, int segments) throws Exception;
  }

  PostView(
      String key,
      PostState post,
      PeriodTally tally,
      Deadlines deadlines,
      Sums sums,
      PostTexts texts) {
    this.key = key;
    this.post = post;
    this.tally = tally;
    this.deadlines = deadlines;
    this.period = deadlines.startingAt(tally.start());
    this.sums = sums;
    this.texts = texts;
  }

  /** The first segments of the period, with the post as it was seen until then. */
  PostSummary summary(Standing standing, Instant asOf, int segments) throws Exception {
    PostAttributes version = post.asOf(tally, segments, deadlines);
    String[] parts = key.split("\u0000", -1);
    AuthorCap.Capped sum = sums.of(tally, segments);
    byte[] words = texts.of(version);
    PostSummary silent =
        new PostSummary(
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
            sum.spreads(),
            standing == Standing.CLOSED ? arrived() : List.of(),
            tally.unscored(segments, post.scorers()));
    return words == null ? silent : silent.withWords(words);
  }

  /** Shares of the weight of its comments that were written by each mark. */
  private List<Double> arrived() {
    double all = tally.weight(Deadlines.SEGMENTS, post.scorers());
    List<Double> shares = new ArrayList<>();
    for (int k = 1; k <= Deadlines.MARKS && all > 0; k++) {
      shares.add(tally.weight(k, post.scorers()) / all);
    }
    return shares;
  }
}
