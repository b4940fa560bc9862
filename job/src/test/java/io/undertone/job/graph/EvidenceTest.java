// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
  private static final int MOST = 2;
  private static final Instant POSTED = at(0, 1);

  @Test
  void theMostLikedCommentsLeaveWhenThePeriodCloses() throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      send(harness, text("b", POSTED, 5), text("a", POSTED, 5), text("c", POSTED, 1));
      harness.processWatermark(closing(0) - 1);
      assertThat(issues(harness)).isEmpty();
      harness.processWatermark(closing(0));

      assertThat(issues(harness)).hasSize(1);
      assertThat(issues(harness).get(0).comments())
          .extracting(CommentEvidence::rank, CommentEvidence::comment, CommentEvidence::text)
          .containsExactly(tuple(1, "a", "text of a"), tuple(2, "b", "text of b"));
    }
  }

  @Test
  void aDeletedCommentGivesItsPlaceToTheNext() throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      send(harness, text("a", POSTED, 5), text("b", POSTED, 3), text("c", POSTED, 1));
      harness.processWatermark(closing(0));
      send(harness, version("a", POSTED, 5, at(1, 3), true, null));
      harness.processWatermark(closing(1));

      assertThat(issues(harness)).extracting(PostComments::revision).containsExactly(0, 1);
      assertThat(issues(harness).get(1).comments())
          .extracting(CommentEvidence::comment)
          .containsExactly("b", "c");
    }
  }

  @Test
  void anOlderVersionThatComesLaterChangesNothing() throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      send(
          harness,
          version("a", POSTED, 1, at(0, 9), false, "corrected"),
          version("a", POSTED, 99, at(0, 3), false, "as it was"));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(issues(harness)).hasSize(1);
      assertThat(issues(harness).get(0).comments())
          .extracting(CommentEvidence::text)
          .containsExactly("corrected");
    }
  }

  @Test
  void nothingIsKeptOnceThePeriodTakesNoMore() throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      send(harness, text("a", POSTED, 5));
      harness.processWatermark(closing(0) + Streams.LATENESS.toMillis() - 1);
      assertThat(harness.numKeyedStateEntries()).isPositive();
      harness.processWatermark(closing(0) + Streams.LATENESS.toMillis());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      send(harness, text("b", POSTED, 9));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfArrivalDoesNotMatter(long seed) throws Exception {
    List<ScoredComment> records = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      boolean deleted = random.nextInt(6) == 0;
      records.add(
          version(
              "c" + random.nextInt(12),
              random.nextInt(20) == 0 ? at(0, 1) : at(1, 2),
              random.nextInt(20),
              at(1, 3).plusSeconds(random.nextInt(40)),
              deleted,
              deleted ? null : "text " + i));
    }
    List<ScoredComment> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);

    assertThat(finalRows(shuffled)).isNotEmpty().isEqualTo(finalRows(records));
  }

  @Test
  void aCommentWrittenAfterTheClosingCountsFromItsOwnRevisionOn() throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      send(harness, text("a", POSTED, 5), text("later", POSTED, 9, at(1, 2)));
      harness.processWatermark(closing(0));
      assertThat(issues(harness).get(0).comments())
          .extracting(CommentEvidence::comment)
          .containsExactly("a");
      harness.processWatermark(closing(1));
      assertThat(issues(harness)).hasSize(2);
      assertThat(issues(harness).get(1).comments())
          .extracting(CommentEvidence::comment)
          .containsExactly("later", "a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCommentBelongsToThePeriodThatTheOptionSays(PeriodBy periodBy) throws Exception {
    try (var harness = open(periodBy)) {
      ScoredComment late = text("a", POSTED, 5, at(1, 2));
      send(harness, late);
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(issues(harness))
          .extracting(PostComments::periodStart)
          .containsExactly(day(periodBy == PeriodBy.POST ? 0 : 1));
    }
  }

  @Test
  void longTextsAreCutAndNeverWithinACharacter() {
    String smiley = new String(Character.toChars(0x1f600));
    String text = "x".repeat(ScoredComment.MAX_TEXT - 1) + smiley + "y";
    assertThat(ScoredComment.beginning(text)).isEqualTo("x".repeat(ScoredComment.MAX_TEXT - 1));
    assertThat(ScoredComment.beginning("short")).isEqualTo("short");
    assertThat(ScoredComment.beginning(null)).isNull();
  }

  /** What a database holds in the end: the last issue of each period, less its revision. */
  private static TreeMap<Instant, List<String>> finalRows(List<ScoredComment> records)
      throws Exception {
    try (var harness = open(PeriodBy.POST)) {
      for (ScoredComment record : records) {
        send(harness, record);
      }
      harness.processWatermark(Long.MAX_VALUE);
      TreeMap<Instant, List<String>> rows = new TreeMap<>();
      for (PostComments issue : issues(harness)) {
        rows.put(
            issue.periodStart(),
            issue.comments().stream().map(c -> c.rank() + c.comment() + c.text()).toList());
      }
      rows.values().removeIf(List::isEmpty);
      return rows;
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> open(
      PeriodBy periodBy) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary>(
            new PostTallyOperator(
                new PostTallyFunction(
                    Streams.DEADLINES,
                    periodBy,
                    Duration.ZERO,
                    AuthorCap.NONE,
                    MOST,
                    WarmStart.none())),
            ScoredComment::postKey,
            Types.STRING);
    harness.open();
    return harness;
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness,
      ScoredComment... comments)
      throws Exception {
    for (ScoredComment comment : comments) {
      harness.processElement(new StreamRecord<>(comment, comment.time().toEpochMilli()));
    }
  }

  private static List<PostComments> issues(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness) {
    var issued = harness.getSideOutput(PostTallyFunction.COMMENTS);
    return issued == null ? List.of() : issued.stream().map(StreamRecord::getValue).toList();
  }

  private static ScoredComment text(String id, Instant posted, long likes) {
    return text(id, posted, likes, posted.plus(Duration.ofMinutes(1)));
  }

  private static ScoredComment text(String id, Instant posted, long likes, Instant written) {
    return comment(id, posted, written, likes, null, false, "text of " + id);
  }

  private static ScoredComment version(
      String id,
      Instant posted,
      long likes,
      Instant observedAt,
      boolean deleted,
      @Nullable String text) {
    return comment(id, posted, at(1, 2), likes, observedAt, deleted, text);
  }

  private static ScoredComment comment(
      String id,
      Instant posted,
      Instant written,
      long likes,
      @Nullable Instant observedAt,
      boolean deleted,
      @Nullable String text) {
    return new ScoredComment(
        "t",
        "ann",
        "post",
        posted,
        10,
        null,
        id,
        written,
        likes,
        0.5,
        "given",
        observedAt,
        null,
        deleted,
        null,
        text);
  }
}
