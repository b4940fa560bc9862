// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;

/** Keyed by topic and blogger: the posts of a period together. */
public final class AudienceFunction
    extends GatherFunction<Tuple2<String, String>, PostSummary, AudiencePeriod> {
  private static final long serialVersionUID = 1L;

  public AudienceFunction(Deadlines deadlines) {
    super(deadlines, "posts", PostSummary.class);
  }

  @Override
  Period period(PostSummary post) {
    return post.period();
  }

  @Override
  Standing standing(PostSummary post) {
    return post.standing();
  }

  @Override
  Instant asOf(PostSummary post) {
    return post.asOf();
  }

  @Override
  String id(PostSummary post) {
    return post.post();
  }

  @Override
  AudiencePeriod together(
      Tuple2<String, String> key,
      Period period,
      List<PostSummary> posts,
      Standing standing,
      Instant asOf) {
    return AudiencePeriod.of(key.f0, key.f1, period, posts, standing, asOf);
  }
}
