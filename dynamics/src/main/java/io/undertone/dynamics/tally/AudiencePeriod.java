// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.ScorerVariances.ScorerNames;
import java.time.Instant;
import java.util.List;

/**
 * The posts of one blogger in one period, in canonical order.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param period when
 * @param posts sorted by {@link PostSummary#CANONICAL}, each with at least one comment
 * @param standing whether the period is complete
 * @param asOf event time for which it holds; the end of a complete period
 * @param unscored comments that nobody could score, those of posts without others included
 */
public record AudiencePeriod(
    String topic,
    String blogger,
    Period period,
    List<PostSummary> posts,
    Standing standing,
    Instant asOf,
    long unscored) {

  /** A complete period; sorts the posts and leaves out those without comments. */
  public static AudiencePeriod of(
      String topic, String blogger, Period period, Iterable<PostSummary> posts) {
    return of(topic, blogger, period, posts, Standing.CLOSED, period.end());
  }

  /** Sorts the posts and leaves out those without comments. */
  public static AudiencePeriod of(
      String topic,
      String blogger,
      Period period,
      Iterable<PostSummary> posts,
      Standing standing,
      Instant asOf) {
    List<PostSummary> sorted = new java.util.ArrayList<>();
    long unscored = 0;
    for (PostSummary post : posts) {
      unscored += post.unscored();
      if (post.comments() > 0) {
        sorted.add(post);
      }
    }
    sorted.sort(PostSummary.CANONICAL);
    return new AudiencePeriod(topic, blogger, period, sorted, standing, asOf, unscored);
  }

  /** Who scored the comments of these posts, as {@link ScorerNames} joins them. */
  public String scorers() {
    return ScorerNames.merge(posts.stream().map(PostSummary::scorers).toList());
  }
}
