// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One author's weight in a post, as comments come, change and go. */
class AuthorCapFunctionTest {

  @Test
  void oneAuthorCountsForTheCapAndUnknownOnesForThemselves() throws Exception {
    List<PostSummary> rows =
        run(
            4,
            List.of(
                comment("a", 1, 1.0, 3, "loud", 0),
                comment("b", 9, 1.0, 3, "loud", 0),
                comment("c", 2, 0.0, 1, null, 0),
                comment("d", 2, 0.0, 1, null, 0)));
    PostSummary closed = rows.get(rows.size() - 1);
    // loud weighs 4 of its 8, the others 2 each
    assertThat(closed.sentiment()).isCloseTo(0.5, within(1e-15));
    assertThat(closed.comments()).isEqualTo(4);
    // at the first mark loud had written only once
    assertThat(rows.get(0).standing()).isEqualTo(Standing.MARK);
    assertThat(rows.get(0).sentiment()).isCloseTo(0.5, within(1e-15));
    assertThat(rows.get(0).effectiveComments()).isCloseTo(64 / (16.0 + 8), within(1e-14));
  }

  @Test
  void deletionGivesAnAuthorsOtherCommentsTheirFullWeight() throws Exception {
    ScoredComment gone = comment("b", 2, 0.0, 3, "loud", 0);
    List<PostSummary> without =
        run(4, List.of(comment("a", 1, 1.0, 3, "loud", 0), comment("c", 2, 0.5, 1, "x", 0)));
    List<PostSummary> deleted =
        run(
            4,
            List.of(
                comment("a", 1, 1.0, 3, "loud", 0),
                gone,
                comment("c", 2, 0.5, 1, "x", 0),
                deletion(gone)));
    assertThat(deleted).isEqualTo(without);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyOrderGivesTheSameRows(int seed) throws Exception {
    Random random = new Random(seed);
    List<ScoredComment> comments = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      String author = random.nextInt(5) == 0 ? null : "a" + random.nextInt(4);
      int version = i / 50;
      comments.add(
          comment(
              "c" + i % 50, i % 50 / 3, random.nextDouble(), random.nextInt(9), author, version));
    }
    List<PostSummary> expected = run(20, comments);
    assertThat(expected).hasSize(5).isNotEqualTo(run(1_000_000, comments));
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(comments, random);
      assertThat(run(20, comments)).isEqualTo(expected);
    }
  }

  private static ScoredComment comment(
      String id, int hour, double score, long likes, @Nullable String author, int version) {
    return new ScoredComment(
        "t",
        "ann",
        "post",
        day(0),
        10,
        null,
        id,
        at(0, hour),
        likes,
        score,
        "given",
        at(0, hour).plusSeconds(version),
        null,
        false,
        author,
        null);
  }

  private static ScoredComment deletion(ScoredComment c) {
    return new ScoredComment(
        c.topic(),
        c.blogger(),
        c.post(),
        c.postTime(),
        c.postLikes(),
        null,
        c.id(),
        c.time(),
        c.likes(),
        c.score(),
        c.scorer(),
        at(0, 20),
        null,
        true,
        c.author(),
        null);
  }

  private static List<PostSummary> run(double cap, List<ScoredComment> comments) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new PostTallyOperator(
                new PostTallyFunction(
                    Streams.DEADLINES,
                    PeriodBy.POST,
                    Duration.ZERO,
                    new AuthorCap(cap),
                    0,
                    WarmStart.none())),
            ScoredComment::postKey,
            Types.STRING)) {
      harness.open();
      for (ScoredComment comment : comments) {
        harness.processElement(comment, comment.time().toEpochMilli());
      }
      harness.processWatermark(closing(0));
      return harness.extractOutputValues();
    }
  }
}
