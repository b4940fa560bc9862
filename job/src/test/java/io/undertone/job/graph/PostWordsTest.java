// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.ingest.Comment;
import io.undertone.job.options.PeriodBy;
import io.undertone.job.options.TextRules;
import io.undertone.job.options.UnscoredAs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of a post reach its tally, whoever scores its comments in whatever order. */
class PostWordsTest {
  private static final int DAYS = 6;

  static Stream<Arguments> runs() {
    return IntStream.range(0, 20)
        .boxed()
        .flatMap(
            seed -> Stream.of(PeriodBy.values()).map(periodBy -> Arguments.of(seed, periodBy)));
  }

  /**
   * Comments of a post that is edited arrive in any order, some too late, through two subtasks that
   * score and that are replaced now and then, and the tally is restored from a snapshot in between.
   */
  @ParameterizedTest
  @MethodSource("runs")
  void theTallyKnowsTheWordsOfTheVersionThatCounts(int seed, PeriodBy periodBy) throws Exception {
    Random random = new Random(seed);
    List<Score> subtasks = new ArrayList<>(List.of(new Score(periodBy), new Score(periodBy)));
    Tally tally = new Tally(periodBy, null);
    List<PostSummary> summaries = new ArrayList<>();
    for (int k = 0; k < 250; k++) {
      ScoredComment scored = subtasks.get(random.nextInt(2)).score(comment(random));
      tally.harness.processElement(scored, scored.time().toEpochMilli());
      if (random.nextInt(10) == 0) {
        tally.harness.processWatermark(
            day(0).toEpochMilli() + (long) (k / 250. * DAYS * 86_400_000));
      }
      if (random.nextInt(60) == 0) {
        subtasks.set(random.nextInt(2), new Score(periodBy));
      }
      if (random.nextInt(80) == 0) {
        summaries.addAll(tally.harness.extractOutputValues());
        tally = new Tally(periodBy, tally.snapshot());
        subtasks = new ArrayList<>(List.of(new Score(periodBy), new Score(periodBy)));
      }
    }
    tally.harness.processWatermark(Long.MAX_VALUE);
    summaries.addAll(tally.harness.extractOutputValues());
    assertThat(summaries).isNotEmpty();
    assertThat(summaries)
        .allSatisfy(
            summary ->
                assertThat(summary.words())
                    .as("post with %d likes", summary.likes())
                    .isEqualTo(words(summary.likes())));
    assertThat(tally.harness.numKeyedStateEntries()).isZero();
    tally.harness.close();
  }

  @Test
  void oneCommentOfEachTextAndPeriodCarriesTheWords() throws Exception {
    Score score = new Score(PeriodBy.COMMENT);
    Random random = new Random(1);
    int carried = 0;
    for (int k = 0; k < 3000; k++) {
      carried += score.score(comment(random)).postWords() == null ? 0 : 1;
    }
    assertThat(carried).isBetween(3 * DAYS, 3 * DAYS + 60);
  }

  @Test
  void withoutTextOrWithoutUseNothingIsCarried() throws Exception {
    Comment silent = comment(new Random(2), null, 4);
    ScoredComment scored = new Score(PeriodBy.POST).score(silent);
    assertThat(scored.postText()).isEqualTo(PostWords.NONE);
    assertThat(scored.postWords()).isNull();
  }

  @Test
  void theHashNamesTheTextAndItsSalt() {
    Comment one = comment(new Random(3), "one", 1);
    Comment two = comment(new Random(3), "two", 1);
    PostWords plain = new PostWords(Streams.DEADLINES, PeriodBy.POST, "");
    PostWords salted = new PostWords(Streams.DEADLINES, PeriodBy.POST, "secret");
    assertThat(plain.hash(one)).isNotEqualTo(plain.hash(two)).isNotEqualTo(salted.hash(one));
    assertThat(plain.hash(one))
        .isEqualTo(new PostWords(Streams.DEADLINES, PeriodBy.POST, "").hash(one));
    assertThat(salted.words("t", one, salted.hash(one)))
        .isEqualTo(PostVector.of("one", "ann", "secret").bytes());
  }

  private static byte[] words(long likes) {
    return PostVector.of(text(likes), "ann", "").bytes();
  }

  private static String text(long likes) {
    return "version " + likes + " of a post about phones";
  }

  private static Comment comment(Random random) {
    int version = random.nextInt(3);
    return comment(random, text(version), version);
  }

  private static Comment comment(Random random, @Nullable String text, int version) {
    int id = random.nextInt(100);
    Instant written = day(0).plusSeconds(3600 + new Random(id).nextInt(DAYS * 86_400));
    return new Comment(
        "t",
        "ann",
        "post",
        at(0, 1),
        version,
        text,
        .5,
        "c" + id,
        written,
        1,
        null,
        .25,
        null,
        null,
        at(version, 2 + random.nextInt(3)),
        null,
        false);
  }

  private static final class Score {
    private final OneInputStreamOperatorTestHarness<Comment, ScoredComment> harness;

    Score(PeriodBy periodBy) throws Exception {
      harness =
          new OneInputStreamOperatorTestHarness<>(
              new StreamMap<>(
                  new ScoreFunction(
                      "auto",
                      TextRules.NONE,
                      UnscoredAs.OUT,
                      2,
                      false,
                      false,
                      null,
                      new PostWords(Streams.DEADLINES, periodBy, ""))));
      harness.open();
    }

    ScoredComment score(Comment comment) throws Exception {
      harness.processElement(comment, comment.time().toEpochMilli());
      List<ScoredComment> all = harness.extractOutputValues();
      return all.get(all.size() - 1);
    }
  }

  private static final class Tally {
    private final KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary>
        harness;

    Tally(PeriodBy periodBy, @Nullable OperatorSubtaskState state) throws Exception {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new PostTallyOperator(
                  new PostTallyFunction(
                      Streams.DEADLINES,
                      periodBy,
                      Duration.ZERO,
                      AuthorCap.NONE,
                      0,
                      WarmStart.none())),
              ScoredComment::postKey,
              Types.STRING);
      harness.setup();
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
    }

    OperatorSubtaskState snapshot() throws Exception {
      OperatorSubtaskState state = harness.snapshot(1, 1);
      harness.close();
      return state;
    }
  }
}
