// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.comment;
import static io.undertone.job.graph.Streams.period;
import static io.undertone.job.graph.Streams.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostTallyFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(PeriodBy.POST);
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness(
      PeriodBy periodBy) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new PostTallyOperator(
            new PostTallyFunction(
                Streams.DEADLINES,
                periodBy,
                Duration.ofSeconds(5),
                AuthorCap.NONE,
                0,
                WarmStart.none())),
        ScoredComment::postKey,
        Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void nothingIsPassedOnBeforeThePeriodCloses() throws Exception {
    send(comment("a", at(0, 5), 0.8, 3));
    harness.processWatermark(closing(0) - 1);
    assertThat(summaries()).isEmpty();
    harness.processWatermark(closing(0));
    assertThat(summaries())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.period()).isEqualTo(period(0));
              assertThat(s.sentiment()).isCloseTo(0.8, within(1e-15));
              assertThat(s.comments()).isEqualTo(1);
              assertThat(s.likes()).isEqualTo(10);
            });
  }

  @Test
  void duplicateIsCountedOnce() throws Exception {
    send(comment("a", at(0, 5), 0.8, 3));
    send(comment("a", at(0, 5), 0.8, 3));
    send(comment("b", at(0, 5), 0.2, 3));
    harness.processWatermark(closing(0));
    assertThat(summaries())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.comments()).isEqualTo(2);
              assertThat(s.sentiment()).isCloseTo(0.5, within(1e-15));
            });
  }

  @Test
  void newerVersionReplacesTheOlderOneInAnyOrder() throws Exception {
    ScoredComment old = version("a", at(0, 5), 0.2, 9, at(0, 6), false);
    ScoredComment recent = version("a", at(0, 5), 0.9, 4, at(0, 8), false);
    send(old);
    send(recent);
    harness.processWatermark(closing(0));
    PostSummary forward = summaries().get(0);
    harness.close();
    open();
    send(recent);
    send(old);
    harness.processWatermark(closing(0));
    assertThat(summaries()).containsExactly(forward);
    assertThat(forward.sentiment()).isCloseTo(0.9, within(1e-15));
  }

  @Test
  void withoutTimesOfObservationTheMostLikedVersionWins() throws Exception {
    send(comment("a", at(0, 5), 0.2, 9));
    send(comment("a", at(0, 5), 0.7, 30));
    send(comment("a", at(0, 5), 0.9, 1));
    harness.processWatermark(closing(0));
    assertThat(summaries().get(0).sentiment()).isCloseTo(0.7, within(1e-15));
  }

  @Test
  void deletionTakesTheCommentOutWhicheverComesFirst() throws Exception {
    send(version("gone", at(0, 5), 0.5, 0, at(1, 0), true));
    send(version("gone", at(0, 5), 0.1, 99, at(0, 6), false));
    send(comment("stays", at(0, 5), 0.6, 0));
    harness.processWatermark(closing(0));
    assertThat(summaries().get(0).comments()).isEqualTo(1);
    assertThat(summaries().get(0).sentiment()).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void lateCommentsRevisePeriodTogetherAtTheNextStep() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    harness.processWatermark(closing(0));
    send(comment("b", at(0, 5), 0.4, 0));
    send(comment("c", at(0, 5), 0.3, 0));
    harness.processWatermark(closing(0) + 1);
    assertThat(summaries()).hasSize(1);
    harness.processWatermark(at(1, 6).toEpochMilli());
    assertThat(summaries()).hasSize(2);
    assertThat(summaries().get(1).sentiment()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void commentAfterTheAllowedLatenessIsADeadLetterAndStateIsGone() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    long expiry = Streams.DEADLINES.expires(period(0));
    harness.processWatermark(expiry - 1);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.processWatermark(expiry);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    send(comment("b", at(0, 5), 0.4, 0));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.getSideOutput(PostTallyFunction.LATE))
        .singleElement()
        .satisfies(
            r -> {
              DeadLetter letter = r.getValue();
              assertThat(letter.reason()).startsWith("too late");
              assertThat(letter.source()).isEqualTo("tally posts");
              assertThat(letter.payload())
                  .contains("\"id\":\"b\"", "\"score\":0.4")
                  .contains("\"blogger\":\"ann\"", "\"post\":\"post\"");
            });
  }

  @Test
  void lateCommentJustInTimeIsStillPassedOn() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    long expiry = Streams.DEADLINES.expires(period(0));
    harness.processWatermark(expiry - 1);
    send(comment("b", at(0, 5), 0.4, 0));
    harness.processWatermark(expiry);
    assertThat(summaries()).hasSize(2);
    assertThat(summaries().get(1).comments()).isEqualTo(2);
  }

  @Test
  void newLikesOfThePostReachItsClosedPeriod() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    harness.processWatermark(closing(0));
    ScoredComment c = comment("a", at(0, 5), 0.8, 0);
    send(
        new ScoredComment(
            c.topic(),
            c.blogger(),
            c.post(),
            c.postTime(),
            500,
            0.7,
            c.id(),
            c.time(),
            c.likes(),
            c.score(),
            c.scorer(),
            at(1, 1),
            null,
            false,
            null,
            null));
    harness.processWatermark(at(1, 6).toEpochMilli());
    assertThat(summaries().get(1).likes()).isEqualTo(500);
    assertThat(summaries().get(1).contentScore()).isEqualTo(0.7);
    assertThat(summaries().get(1).comments()).isEqualTo(1);
  }

  @Test
  void earlierTimeOfThePostMovesItsCommentsIntoTheEarlierPeriod() throws Exception {
    send(comment("a", at(2, 5), 0.8, 0));
    send(comment("b", at(1, 5), 0.4, 0));
    harness.processWatermark(closing(2));
    assertThat(summaries())
        .extracting(PostSummary::period, PostSummary::comments)
        // "a" was written after the earlier period closed, and counts from its own revision on
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(period(1), 1L),
            org.assertj.core.groups.Tuple.tuple(period(1), 2L),
            org.assertj.core.groups.Tuple.tuple(period(2), 0L));
  }

  @Test
  void commentsCanBelongToThePeriodOfTheirOwnTime() throws Exception {
    harness.close();
    harness = harness(PeriodBy.COMMENT);
    harness.open();
    ScoredComment c = comment("a", at(0, 23), 0.8, 0);
    send(c);
    send(
        new ScoredComment(
            c.topic(),
            c.blogger(),
            c.post(),
            c.postTime(),
            10,
            null,
            "b",
            at(1, 2),
            0,
            0.2,
            "given",
            null,
            null,
            false,
            null,
            null));
    harness.processWatermark(closing(1));
    assertThat(summaries()).extracting(PostSummary::period).containsExactly(period(0), period(1));
  }

  @Test
  void commentThatMovesToAnotherPeriodCountsOnce() throws Exception {
    harness.close();
    harness = harness(PeriodBy.COMMENT);
    harness.open();
    send(comment("a", at(0, 23), 0.8, 0));
    harness.processWatermark(closing(0));
    ScoredComment c = comment("a", at(0, 23), 0.8, 5);
    send(
        new ScoredComment(
            c.topic(),
            c.blogger(),
            c.post(),
            c.postTime(),
            10,
            null,
            "a",
            at(1, 2),
            5,
            0.8,
            "given",
            null,
            null,
            false,
            null,
            null));
    harness.processWatermark(closing(1));
    assertThat(summaries())
        .extracting(PostSummary::period, PostSummary::comments)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(period(0), 1L),
            org.assertj.core.groups.Tuple.tuple(period(0), 0L),
            org.assertj.core.groups.Tuple.tuple(period(1), 1L));
  }

  @Test
  void restoredStateGoesOnWhereItWas() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(PeriodBy.POST);
    harness.initializeState(snapshot);
    harness.open();
    harness.snapshot(2, 2); // before any comment has come
    send(comment("a", at(0, 5), 0.8, 0));
    harness.snapshot(3, 3);
    send(comment("b", at(0, 5), 0.4, 0));
    harness.processWatermark(closing(0));
    assertThat(summaries().get(0).comments()).isEqualTo(2);
  }

  @Test
  void whatWasTooLateStaysTooLateAfterARestore() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    harness.processWatermark(Streams.DEADLINES.expires(period(0)));
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(PeriodBy.POST);
    harness.initializeState(snapshot);
    harness.open();
    // no watermark has come yet
    send(comment("b", at(0, 5), 0.4, 0));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.getSideOutput(PostTallyFunction.LATE)).hasSize(1);
  }

  @Test
  void aCommentAfterTheClosingThatComesTwiceRevisesOnce() throws Exception {
    send(comment("a", at(0, 5), 0.8, 0));
    send(Streams.written("b", at(1, 2), 0.4));
    harness.processWatermark(at(1, 6).toEpochMilli());
    assertThat(summaries()).hasSize(2);
    send(Streams.written("b", at(1, 2), 0.4));
    harness.processWatermark(at(1, 12).toEpochMilli());
    harness.processWatermark(at(1, 18).toEpochMilli());
    assertThat(summaries()).hasSize(2);
  }

  private void send(ScoredComment comment) throws Exception {
    harness.processElement(comment, comment.time().toEpochMilli());
  }

  private List<PostSummary> summaries() {
    return harness.extractOutputValues().stream()
        .filter(summary -> summary.standing() == Standing.CLOSED)
        .toList();
  }
}
