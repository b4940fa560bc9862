// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import java.time.Duration;
import java.time.Instant;

/**
 * Share f of a post's final weight of comments that is there at an age, over all bloggers of a
 * topic.
 *
 * <pre>
 *   f(age) = ( 2 * .5 + sum of shares ) / ( 2 + posts )        apart for ages of 15 minutes * [2^k - 1, 2^(k+1) - 1), k = 0..15
 * </pre>
 *
 * Learnt from closed periods at their marks. Where comments carry no time of their own nothing is
 * learnt, and f stays a half.
 */
final class PostAges {
  private static final int AGES = 16;
  private static final double SHORTEST_MILLIS = 15 * 60_000.0;
  private static final double PRIOR_POSTS = 2;
  private static final double PRIOR_SHARE = .5;
  private static final StatePart<PostAges> PART = StatePart.of("post-ages", 1, PostAges::transfer);

  private final double[] posts = new double[AGES];
  private final double[] shares = new double[AGES];

  void add(AudiencePeriod closed) {
    for (PostSummary post : closed.posts()) {
      for (int k = 0; k < post.arrived().size(); k++) {
        Instant mark = at(closed, NowcastBoard.MARKS.get(k));
        if (mark.isAfter(post.postTime())) {
          int age = age(post.postTime(), mark);
          posts[age]++;
          shares[age] += Math.min(1, post.arrived().get(k));
        }
      }
    }
  }

  private static Instant at(AudiencePeriod audience, double share) {
    Duration length = Duration.between(audience.period().start(), audience.period().end());
    return audience.period().start().plusMillis((long) (share * length.toMillis()));
  }

  /** f in (0,1) of a post published then, as of now. */
  double share(Instant published, Instant now) {
    int age = age(published, now);
    return (PRIOR_POSTS * PRIOR_SHARE + shares[age]) / (PRIOR_POSTS + posts[age]);
  }

  private static int age(Instant published, Instant now) {
    double millis = Math.max(0, Duration.between(published, now).toMillis());
    return Math.min(AGES - 1, Math.getExponent(1 + millis / SHORTEST_MILLIS));
  }

  byte[] state() {
    return PART.write(this);
  }

  void restore(byte[] state) {
    PART.read(state, this);
  }

  private void transfer(Codec codec) {
    codec.values(posts);
    codec.values(shares);
  }
}
