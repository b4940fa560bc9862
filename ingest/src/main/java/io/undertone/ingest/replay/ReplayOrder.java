// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of a replay: event time, then posts, whole comments, comments whose posts lie apart;
 * then blogger, post and comment id, then the time of observation. It depends on what records say,
 * not on where they stand.
 */
final class ReplayOrder implements Comparator<Parsed> {
  static final ReplayOrder INSTANCE = new ReplayOrder();

  private ReplayOrder() {}

  @Override
  public int compare(Parsed left, Parsed right) {
    int byTime = Long.compare(left.eventTime(), right.eventTime());
    return byTime != 0 ? byTime : compareTies(left, right);
  }

  private static int compareTies(Parsed left, Parsed right) {
    Comment a = left.comment();
    Comment b = right.comment();
    if (a != null && b != null) {
      int order = a.blogger().compareTo(b.blogger());
      return order != 0
          ? order
          : compare(a.post(), a.id(), a.observedAt(), b.post(), b.id(), b.observedAt());
    }
    PostVersion post = left.post();
    PostVersion otherPost = right.post();
    if (post != null || otherPost != null) {
      return comparePosts(post, otherPost);
    }
    UnjoinedComment c = left.unjoined();
    UnjoinedComment d = right.unjoined();
    if (c == null || d == null) {
      return a != null ? -1 : b != null ? 1 : 0; // whole comments before those without their post
    }
    return compare(c.post(), c.id(), c.observedAt(), d.post(), d.id(), d.observedAt());
  }

  private static int comparePosts(@Nullable PostVersion a, @Nullable PostVersion b) {
    if (a == null || b == null) {
      return a == null ? 1 : -1;
    }
    int order = a.blogger().compareTo(b.blogger());
    return order != 0 ? order : compare(a.post(), "", a.observedAt(), b.post(), "", b.observedAt());
  }

  private static int compare(
      String post,
      String id,
      @Nullable Instant seen,
      String otherPost,
      String otherId,
      @Nullable Instant otherSeen) {
    int order = post.compareTo(otherPost);
    order = order != 0 ? order : id.compareTo(otherId);
    return order != 0 ? order : instant(seen).compareTo(instant(otherSeen));
  }

  private static Instant instant(@Nullable Instant seen) {
    return seen == null ? Instant.MIN : seen;
  }
}
