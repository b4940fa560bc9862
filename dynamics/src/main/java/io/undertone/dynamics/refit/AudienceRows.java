// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.ScorerVariances;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that show one audience in one period. */
final class AudienceRows {
  private AudienceRows() {}

  static AudienceSentiment observed(
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

  /** Audiences of period t of a table: values, and errors where they are known. */
  static List<AudienceSentiment> given(String topic, SentimentSeries table, int t) {
    Period period = table.periods().get(t);
    List<AudienceSentiment> rows = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      if (table.observed(t, i)) {
        rows.add(
            new AudienceSentiment(
                topic,
                table.bloggers().get(i),
                period.start(),
                period.end(),
                table.value(t, i),
                table.hasVariance(t, i) ? Math.sqrt(table.variance(t, i)) : null,
                0,
                0,
                0,
                null,
                null,
                null,
                false,
                null,
                0,
                0));
      }
    }
    return rows;
  }

  /** An audience of an open period that has said nothing yet. */
  static AudienceSentiment silent(String topic, String blogger, Period period) {
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

  static List<PostEvidence> evidence(AudiencePeriod audience, AudienceTally tally, int revision) {
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
