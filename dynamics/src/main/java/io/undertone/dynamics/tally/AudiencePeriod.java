// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import java.util.List;

/**
 * The posts of one blogger in one period, in canonical order.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param period when
 * @param posts sorted by {@link PostSummary#CANONICAL}, each with at least one comment
 */
public record AudiencePeriod(String topic, String blogger, Period period, List<PostSummary> posts) {

  /** Sorts the posts and leaves out those without comments. */
  public static AudiencePeriod of(
      String topic, String blogger, Period period, Iterable<PostSummary> posts) {
    List<PostSummary> sorted = new java.util.ArrayList<>();
    for (PostSummary post : posts) {
      if (post.comments() > 0) {
        sorted.add(post);
      }
    }
    sorted.sort(PostSummary.CANONICAL);
    return new AudiencePeriod(topic, blogger, period, sorted);
  }
}
