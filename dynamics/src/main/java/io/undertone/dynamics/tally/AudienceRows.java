// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostEvidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that show one audience in one period. */
public final class AudienceRows {
  private AudienceRows() {}

  /**
   * An audience that was heard.
   *
   * @param variance sampling variance of its sentiment
   * @param scores behind it
   * @param contentEffect what its posts explain; null where nothing is known of them
   */
  public static AudienceSentiment observed(
      AudiencePeriod audience,
      AudienceTally tally,
      double variance,
      ScorerVariances scores,
      @Nullable Double contentEffect,
      int revision) {
    Period period = audience.period();
    String scorers = audience.scorers();
    return new AudienceSentiment(
        audience.topic(),
        audience.blogger(),
        period.start(),
        period.end(),
        tally.sentiment(),
        Math.sqrt(variance),
        tally.comments(),
        audience.posts().size(),
        tally.effectivePosts(),
        contentEffect,
        null,
        null,
        revision == AudienceSentiment.PROVISIONAL_REVISION,
        scorers.isEmpty() ? null : scorers,
        audience.unscored(),
        scorers.isEmpty() ? null : tally.commentVariance(scores::noise),
        revision);
  }

  /** An audience of an open period that has said nothing yet. */
  public static AudienceSentiment silent(String topic, String blogger, Period period) {
    return new AudienceSentiment(
        topic,
        blogger,
        period.start(),
        period.end(),
        null,
        null,
        0,
        0,
        0,
        null,
        null,
        null,
        true,
        null,
        0,
        AudienceSentiment.PROVISIONAL_REVISION);
  }

  /** A row for each of its posts. */
  public static List<PostEvidence> evidence(
      AudiencePeriod audience, AudienceTally tally, int revision) {
    List<PostEvidence> rows = new ArrayList<>();
    for (PostSummary post : audience.posts()) {
      rows.add(
          new PostEvidence(
              audience.topic(),
              audience.blogger(),
              post.post(),
              audience.period().start(),
              audience.period().end(),
              post.postTime(),
              post.likes(),
              tally.share(post),
              post.sentiment(),
              post.comments(),
              post.effectiveComments(),
              post.contentScore(),
              revision));
    }
    return rows;
  }
}
