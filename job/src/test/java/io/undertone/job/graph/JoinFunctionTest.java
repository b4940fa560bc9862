// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Parsed, Comment> harness;

  @BeforeEach
  void open() throws Exception {
    open(Streams.DEADLINES, PeriodBy.POST);
  }

  private void open(Deadlines deadlines, PeriodBy periodBy) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new JoinFunction(deadlines, periodBy)),
            JoinFunction::post,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void commentThatComesBeforeItsPostWaitsForIt() throws Exception {
    send(Parsed.of(comment("a")));
    assertThat(joined()).isEmpty();
    send(Parsed.of(post(10, at(0, 2))));
    assertThat(joined())
        .extracting(Comment::id, Comment::blogger, Comment::postLikes)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("a", "ann", 10L));
  }

  @Test
  void newerVersionOfThePostGoesOnWithOneComment() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("a")));
    send(Parsed.of(comment("b")));
    send(Parsed.of(post(500, at(0, 9))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(10L, 10L, 500L);
    assertThat(joined().get(2).postObservedAt()).isEqualTo(at(0, 9));
  }

  @Test
  void whatHadExpiredBeforeARestoreHasExpiredAfterIt() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("a")));
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)) - 1);
    send(Parsed.of(post(20, at(3, 9)))); // keeps the post beyond the comment's period
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)));
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new JoinFunction(Streams.DEADLINES, PeriodBy.POST)),
            JoinFunction::post,
            Types.STRING);
    harness.initializeState(snapshot);
    harness.open();
    assertThat(harness.numKeyedStateEntries()).isPositive();
    send(Parsed.of(post(30, at(4, 9))));
    assertThat(joined()).isEmpty();
  }

  @Test
  void olderVersionOfThePostIsIgnored() throws Exception {
    send(Parsed.of(post(500, at(0, 9))));
    send(Parsed.of(comment("a")));
    send(Parsed.of(post(10, at(0, 2))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(500L);
  }

  @Test
  void commentWhosePostNeverComesIsADeadLetterAndStateIsGone() throws Exception {
    send(Parsed.of(comment("a")));
    harness.processWatermark(day(9).toEpochMilli());
    assertThat(harness.getSideOutput(JoinFunction.ORPHANS))
        .singleElement()
        .satisfies(
            r -> {
              DeadLetter letter = r.getValue();
              assertThat(letter.reason()).startsWith("post unknown");
              assertThat(letter.source()).isEqualTo("join posts and comments");
              assertThat(letter.payload()).contains("\"post\":\"p\"");
            });
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void postIsKeptWhileItsCommentsKeepComing() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    for (int d = 0; d < 10; d += 2) {
      send(Parsed.of(comment("c" + d, day(d))));
      harness.processWatermark(day(d).toEpochMilli());
    }
    assertThat(joined()).hasSize(5);
    harness.processWatermark(day(20).toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void postIsKeptAsLongAsItsPeriodTakesComments() throws Exception {
    for (Duration lateness : List.of(Duration.ZERO, Duration.ofDays(3))) {
      reopen(lateness, PeriodBy.POST);
      send(Parsed.of(post(10, at(0, 2))));
      harness.processWatermark(at(13, 22).toEpochMilli());
      send(Parsed.of(comment("a", at(13, 23))));
      assertThat(joined()).as(lateness.toString()).extracting(Comment::id).containsExactly("a");
      harness.processWatermark(day(40).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void commentWaitsAsLongAsItsPeriodTakesComments() throws Exception {
    for (Duration lateness : List.of(Duration.ZERO, Duration.ofDays(3))) {
      reopen(lateness, PeriodBy.POST);
      send(Parsed.of(comment("a")));
      harness.processWatermark(at(13, 22).toEpochMilli());
      send(Parsed.of(post(10, null)));
      assertThat(joined()).as(lateness.toString()).extracting(Comment::id).containsExactly("a");
      assertThat(harness.getSideOutput(JoinFunction.ORPHANS)).isNullOrEmpty();
    }
  }

  @Test
  void byCommentThePostIsKeptWhileThePeriodOfItsLastCommentTakesComments() throws Exception {
    reopen(Duration.ZERO, PeriodBy.COMMENT);
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("a", at(12, 0))));
    send(Parsed.of(comment("b", at(15, 0))));
    harness.processWatermark(at(27, 22).toEpochMilli());
    send(Parsed.of(comment("c", at(27, 23))));
    assertThat(joined()).extracting(Comment::id).containsExactly("a", "b", "c");
  }

  @Test
  void newLikesAreCarriedUntilThePeriodTakesNoMore() throws Exception {
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("a")));
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)) - 1);
    send(Parsed.of(post(20, at(3, 9))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(10L, 20L);
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)));
    send(Parsed.of(post(30, at(4, 9))));
    assertThat(joined()).extracting(Comment::postLikes).containsExactly(10L, 20L);
  }

  @Test
  void theNewestCommentCarriesWhicheverCameLast() throws Exception {
    reopen(Duration.ofDays(3), PeriodBy.COMMENT);
    send(Parsed.of(post(10, at(0, 2))));
    send(Parsed.of(comment("new", at(20, 0))));
    send(Parsed.of(comment("old", at(0, 3))));
    harness.processWatermark(at(20, 0).toEpochMilli());
    send(Parsed.of(post(20, at(20, 1))));
    assertThat(joined()).extracting(Comment::id).containsExactly("new", "old", "new");
    assertThat(joined().get(2).postLikes()).isEqualTo(20);
  }

  private void reopen(Duration lateness, PeriodBy periodBy) throws Exception {
    harness.close();
    var fortnights =
        new PeriodCalendar.Dates(
            LocalDate.of(2024, 1, 1), java.time.Period.ofDays(14), ZoneOffset.UTC);
    open(new Deadlines(fortnights, lateness, Duration.ofHours(6)), periodBy);
  }

  private void send(Parsed parsed) throws Exception {
    harness.processElement(parsed, parsed.eventTime());
  }

  private List<Comment> joined() {
    return harness.extractOutputValues();
  }

  private static PostVersion post(long likes, @Nullable Instant observedAt) {
    return new PostVersion(null, "ann", "p", at(0, 1), likes, "text", null, null, observedAt);
  }

  private static UnjoinedComment comment(String id) {
    return comment(id, at(0, 3));
  }

  private static UnjoinedComment comment(String id, Instant time) {
    return new UnjoinedComment(null, "p", id, time, 0, "good", null, null, null, null, false, 0);
  }
}
