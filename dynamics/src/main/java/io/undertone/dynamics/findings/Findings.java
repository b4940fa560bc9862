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

  /** Whether the period is still open, so that its rows are provisional. */
  public boolean open() {
    return audienceSentiments.stream().anyMatch(AudienceSentiment::provisional);
  }

  /** Rows of a period in which no model was refitted. */
  public Findings(
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
      List<PostEvidence> evidence) {
    this(
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
        List.of(),
        List.of(),
        null);
  }

  /** The same with what was learnt of posts, packed. */
  public Findings withDrafts(String packed) {
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
        packed);
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
}
