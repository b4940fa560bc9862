// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rows that one closed (or revised, or provisional) period gives: the unit that a sink writes
 * in one transaction, so that no reader sees half a period. They are all rows of the period as of
 * their revision: what an earlier revision held beyond them, scores apart, is no more. Now and then
 * {@code drafts} holds what was learnt of posts, packed; else it is null.
 */
public record Findings(
    String topic,
    Instant periodStart,
    Instant periodEnd,
    int revision,
    List<AudienceSentiment> audienceSentiments,
    List<Influence> influences,
    List<AudienceForecast> forecasts,
    List<ModelScore> modelScores,
    List<PrivateOpinion> privateOpinions,
    List<Alert> alerts,
    List<PostEvidence> evidence,
    List<ModelStatus> modelStatuses,
    List<PostNowcast> postNowcasts,
    @Nullable String drafts) {

  /** A period without rows, to add some. */
  public static Builder of(String topic, Instant periodStart, Instant periodEnd, int revision) {
    return new Builder(topic, periodStart, periodEnd, revision);
  }

  /** The same rows, to replace some. */
  public Builder but() {
    Builder same = of(topic, periodStart, periodEnd, revision);
    same.audienceSentiments = audienceSentiments;
    same.influences = influences;
    same.forecasts = forecasts;
    same.modelScores = modelScores;
    same.privateOpinions = privateOpinions;
    same.alerts = alerts;
    same.evidence = evidence;
    same.modelStatuses = modelStatuses;
    same.postNowcasts = postNowcasts;
    same.drafts = drafts;
    return same;
  }

  /** Whether the period is still open, so that its rows are provisional. */
  public boolean open() {
    return audienceSentiments.stream().anyMatch(AudienceSentiment::provisional);
  }

  /** All rows, table by table. */
  public List<Record> rows() {
    return Stream.<List<? extends Record>>of(
            audienceSentiments,
            influences,
            forecasts,
            modelScores,
            privateOpinions,
            alerts,
            evidence,
            modelStatuses,
            postNowcasts)
        .<Record>flatMap(List::stream)
        .toList();
  }

  /** Rows of one period, table by table; a table that is not given has none. */
  public static final class Builder {
    private final String topic;
    private final Instant periodStart;
    private final Instant periodEnd;
    private final int revision;
    private List<AudienceSentiment> audienceSentiments = List.of();
    private List<Influence> influences = List.of();
    private List<AudienceForecast> forecasts = List.of();
    private List<ModelScore> modelScores = List.of();
    private List<PrivateOpinion> privateOpinions = List.of();
    private List<Alert> alerts = List.of();
    private List<PostEvidence> evidence = List.of();
    private List<ModelStatus> modelStatuses = List.of();
    private List<PostNowcast> postNowcasts = List.of();
    private @Nullable String drafts;

    private Builder(String topic, Instant periodStart, Instant periodEnd, int revision) {
      this.topic = topic;
      this.periodStart = periodStart;
      this.periodEnd = periodEnd;
      this.revision = revision;
    }

    public Builder audienceSentiments(List<AudienceSentiment> rows) {
      audienceSentiments = rows;
      return this;
    }

    public Builder influences(List<Influence> rows) {
      influences = rows;
      return this;
    }

    public Builder forecasts(List<AudienceForecast> rows) {
      forecasts = rows;
      return this;
    }

    public Builder modelScores(List<ModelScore> rows) {
      modelScores = rows;
      return this;
    }

    public Builder privateOpinions(List<PrivateOpinion> rows) {
      privateOpinions = rows;
      return this;
    }

    public Builder alerts(List<Alert> rows) {
      alerts = rows;
      return this;
    }

    public Builder evidence(List<PostEvidence> rows) {
      evidence = rows;
      return this;
    }

    public Builder modelStatuses(List<ModelStatus> rows) {
      modelStatuses = rows;
      return this;
    }

    public Builder postNowcasts(List<PostNowcast> rows) {
      postNowcasts = rows;
      return this;
    }

    public Builder drafts(@Nullable String packed) {
      drafts = packed;
      return this;
    }

    public Findings build() {
      return new Findings(
          topic,
          periodStart,
          periodEnd,
          revision,
          audienceSentiments,
          influences,
          forecasts,
          modelScores,
          privateOpinions,
          alerts,
          evidence,
          modelStatuses,
          postNowcasts,
          drafts);
    }
  }
}
