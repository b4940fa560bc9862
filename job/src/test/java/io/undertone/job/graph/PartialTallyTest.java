// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.day;
import static io.undertone.job.graph.Streams.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on of a period that is still open. */
class PartialTallyTest {
  private static final long EVERY = 5_000;

  private KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness;

  @BeforeEach
  void open() throws Exception {
    open(PeriodBy.POST, Duration.ofMillis(EVERY));
  }

  private void open(PeriodBy periodBy, Duration showEvery) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PostTallyOperator(
                new PostTallyFunction(
                    Streams.DEADLINES, periodBy, showEvery, AuthorCap.NONE, 0, WarmStart.none())),
            ScoredComment::postKey,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void eachMarkHoldsWhatWasWrittenUntilThen() throws Exception {
    send(written("a", at(0, 1), 0.8));
    send(written("b", at(0, 6), 0.4));
    send(written("c", at(0, 20), 0.0));
    harness.processWatermark(closing(0));
    assertThat(summaries(Standing.MARK))
        .extracting(PostSummary::comments)
        .containsExactly(1L, 2L, 2L, 2L);
    assertThat(summaries(Standing.MARK))
        .extracting(s -> Duration.between(day(0), s.asOf()).toMinutes())
        .containsExactly(288L, 576L, 864L, 1152L);
    assertThat(summaries(Standing.MARK).get(1).sentiment()).isCloseTo(0.6, within(1e-15));
    assertThat(summaries(Standing.CLOSED)).extracting(PostSummary::comments).containsExactly(3L);
  }

  @Test
  void markLeavesWithTheLastMillisecondBeforeIt() throws Exception {
    send(written("a", at(0, 1), 0.8));
    long mark = day(0).plus(Duration.ofMinutes(288)).toEpochMilli();
    harness.processWatermark(mark - 2);
    assertThat(summaries(Standing.MARK)).isEmpty();
    harness.processWatermark(mark - 1);
    StreamRecord<?> record = (StreamRecord<?>) harness.getOutput().toArray()[1];
    assertThat(record.getTimestamp()).isEqualTo(mark - 1);
    assertThat(summaries(Standing.MARK).get(0).asOf().toEpochMilli()).isEqualTo(mark);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void marksAndClosingAreTheSameInAnyOrder(int seed) throws Exception {
    for (PeriodBy periodBy : PeriodBy.values()) {
      List<ScoredComment> comments = comments(new Random(seed), periodBy);
      List<PostSummary> clean = run(periodBy, comments);
      List<ScoredComment> shuffled = new ArrayList<>(comments);
      shuffled.addAll(comments.subList(0, comments.size() / 3));
      Collections.shuffle(shuffled, new Random(-seed));
      assertThat(run(periodBy, shuffled)).isEqualTo(clean);
      assertThat(clean).extracting(PostSummary::standing).contains(Standing.MARK);
    }
  }

  /** Versions of 30 comments over two days, some of them deletions, with likes that grow. */
  private static List<ScoredComment> comments(Random random, PeriodBy periodBy) {
    List<ScoredComment> comments = new ArrayList<>();
    int hours = periodBy == PeriodBy.POST ? 24 : 48;
    for (int i = 0; i < 60; i++) {
      int hour = (i % 30) * hours / 30;
      comments.add(
          new ScoredComment(
              "t",
              "ann",
              "post",
              day(0),
              10 + hour,
              random.nextBoolean() ? null : random.nextDouble(),
              "c" + i % 30,
              at(0, hour),
              random.nextInt(50),
              random.nextDouble(),
              random.nextBoolean() ? "given" : "other",
              at(0, hour).plusSeconds(random.nextInt(3)),
              null,
              random.nextInt(6) == 0,
              null,
              null));
    }
    return comments;
  }

  private List<PostSummary> run(PeriodBy periodBy, List<ScoredComment> comments) throws Exception {
    harness.close();
    open(periodBy, Duration.ZERO);
    for (ScoredComment comment : comments) {
      send(comment);
    }
    harness.processWatermark(Long.MAX_VALUE);
    return harness.extractOutputValues();
  }

  @Test
  void openPeriodIsShownOnceAfterItChanged() throws Exception {
    harness.setProcessingTime(1_000);
    send(written("a", at(0, 1), 0.8));
    send(written("b", at(0, 2), 0.4));
    assertThat(summaries(Standing.OPEN)).isEmpty();
    harness.setProcessingTime(EVERY);
    harness.setProcessingTime(4 * EVERY);
    assertThat(summaries(Standing.OPEN))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.comments()).isEqualTo(2);
              assertThat(s.asOf()).isEqualTo(at(0, 2));
            });
    harness.processWatermark(at(0, 3).toEpochMilli());
    send(written("b", at(0, 2), 0.4));
    harness.setProcessingTime(5 * EVERY);
    assertThat(summaries(Standing.OPEN)).hasSize(1);
    send(written("c", at(0, 2), 0.4));
    harness.setProcessingTime(6 * EVERY);
    assertThat(summaries(Standing.OPEN)).hasSize(2);
    assertThat(summaries(Standing.OPEN).get(1).asOf()).isEqualTo(at(0, 3));
  }

  @Test
  void closedPeriodIsNotShown() throws Exception {
    send(written("a", at(0, 1), 0.8));
    harness.processWatermark(closing(0));
    send(written("b", at(0, 2), 0.4));
    harness.setProcessingTime(2 * EVERY);
    assertThat(summaries(Standing.OPEN)).isEmpty();
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void scorersOfACommentAreThoseOfItsCountedVersion() throws Exception {
    send(scored("a", "first", 0));
    send(scored("b", "second", 0));
    harness.processWatermark(closing(0) - 1);
    send(scored("a", "second", 1));
    harness.processWatermark(closing(0));
    assertThat(summaries(Standing.MARK).get(0).scorers()).isEqualTo("first + second");
    assertThat(summaries(Standing.CLOSED).get(0).scorers()).isEqualTo("second");
  }

  @Test
  void likesOfThePostOutliveItsPeriodsWhereCommentsHaveTheirOwn() throws Exception {
    harness.close();
    open(PeriodBy.COMMENT, Duration.ZERO);
    send(liked("a", 0, 500));
    harness.processWatermark(Streams.DEADLINES.expires(Streams.period(0)) + 1);
    send(liked("b", 5, 20));
    harness.processWatermark(closing(5));
    assertThat(summaries(Standing.CLOSED))
        .extracting(PostSummary::likes)
        .containsExactly(500L, 500L);
  }

  @Test
  void aPostIsForgottenOnceItsLikesCountForNoPeriodThatTakesComments() throws Exception {
    harness.close();
    open(PeriodBy.COMMENT, Duration.ZERO);
    send(liked("a", 0, 500));
    Period last = Streams.period(6); // the 1st expires after three days, and is known three more
    harness.processWatermark(Streams.DEADLINES.expires(last) - 1);
    harness.snapshot(1, 1);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    send(Streams.comment("late", at(6, 22), 0.5, 0));
    harness.processWatermark(Streams.DEADLINES.expires(last));
    assertThat(summaries(Standing.CLOSED)).extracting(PostSummary::likes).contains(500L);
    harness.processWatermark(Streams.DEADLINES.forgets(last));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private static ScoredComment scored(String id, String scorer, long likes) {
    return new ScoredComment(
        "t", "ann", "post", day(0), 10, null, id, at(0, 1), likes, 0.5, scorer, null, null, false,
        null, null);
  }

  private static ScoredComment liked(String id, int day, long postLikes) {
    return new ScoredComment(
        "t",
        "ann",
        "post",
        day(0),
        postLikes,
        null,
        id,
        at(day, 1),
        0,
        0.5,
        "given",
        null,
        null,
        false,
        null,
        null);
  }

  private void send(ScoredComment comment) throws Exception {
    harness.processElement(comment, comment.time().toEpochMilli());
  }

  private List<PostSummary> summaries(Standing standing) {
    return harness.extractOutputValues().stream().filter(s -> s.standing() == standing).toList();
  }
}
