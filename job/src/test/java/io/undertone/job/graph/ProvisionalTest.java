// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.DEADLINES;
import static io.undertone.job.graph.Streams.audience;
import static io.undertone.job.graph.Streams.closing;
import static io.undertone.job.graph.Streams.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What an open period gives on its way to the results, and that nothing final depends on it. */
class ProvisionalTest {
  private static final int A_SECOND = 1000;

  @Test
  void postsOfAMarkArePassedOnTogetherAndForgotten() throws Exception {
    try (var harness = audiences()) {
      harness.processElement(at(post("a", 0, .4, Standing.MARK, 1)));
      harness.processElement(at(post("b", 0, .6, Standing.MARK, 1)));
      harness.processWatermark(mark(0, 1));
      harness.processElement(at(post("b", 0, .7, Standing.MARK, 2)));
      harness.processWatermark(mark(0, 2));
      List<AudiencePeriod> out = harness.extractOutputValues();
      assertThat(out).extracting(AudiencePeriod::standing).containsOnly(Standing.MARK);
      assertThat(out).extracting(a -> a.posts().size()).containsExactly(2, 1);
      assertThat(out.get(1).asOf()).isEqualTo(DEADLINES.mark(period(0), 2));
    }
  }

  @Test
  void whatIsShownFollowsTheWallClockUntilThePeriodCloses() throws Exception {
    try (var harness = audiences()) {
      harness.setProcessingTime(0);
      harness.processElement(at(post("a", 0, .4, Standing.OPEN, 1)));
      harness.processElement(at(post("b", 0, .6, Standing.OPEN, 1)));
      harness.setProcessingTime(A_SECOND);
      harness.processElement(at(post("b", 0, .7, Standing.OPEN, 2)));
      harness.setProcessingTime(2 * A_SECOND);
      assertThat(harness.extractOutputValues())
          .as("the post that did not change is shown too")
          .extracting(a -> a.posts().size())
          .containsExactly(2, 2);
      harness.processElement(Streams.post("ann", "a", 0, .5), closing(0));
      harness.processElement(Streams.post("ann", "b", 0, .7), closing(0));
      harness.processWatermark(closing(0));
      harness.processElement(at(post("z", 1, .1, Standing.OPEN, 1)));
      harness.setProcessingTime(3 * A_SECOND);
      List<AudiencePeriod> out = harness.extractOutputValues();
      assertThat(out).hasSize(4);
      assertThat(out.get(2).standing()).isEqualTo(Standing.CLOSED);
      assertThat(out.get(3).period()).isEqualTo(period(1));
      assertThat(out.get(3).posts()).extracting(PostSummary::post).containsExactly("z");
    }
  }

  @Test
  void openAudiencesAreAlignedByMarkAndByWallClock() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AlignFunction(DEADLINES)),
            AudiencePeriod::topic,
            Types.STRING)) {
      harness.open();
      harness.setProcessingTime(0);
      for (String blogger : List.of("zoe", "ann")) {
        harness.processElement(open(blogger, 0, .5, Standing.MARK, 1), mark(0, 1));
        harness.processElement(open(blogger, 0, .6, Standing.OPEN, 2), mark(0, 1));
      }
      harness.processWatermark(mark(0, 1));
      harness.setProcessingTime(A_SECOND);
      harness.processElement(audience("ann", 0, Streams.post("ann", "a", 0, .5)), closing(0));
      harness.processElement(audience("zoe", 0, Streams.post("zoe", "a", 0, .5)), closing(0));
      harness.processWatermark(closing(0));
      List<AlignedPeriod> out = harness.extractOutputValues();
      assertThat(out)
          .extracting(AlignedPeriod::standing)
          .containsExactly(Standing.MARK, Standing.OPEN, Standing.CLOSED);
      assertThat(out)
          .allSatisfy(
              aligned ->
                  assertThat(aligned.audiences())
                      .extracting(AudiencePeriod::blogger)
                      .containsExactly("ann", "zoe"));
      assertThat(out.get(1).asOf()).isEqualTo(DEADLINES.mark(period(0), 2));
    }
  }

  @Test
  void nowcastsOfMarksAreShownAndScoredOnceThePeriodCloses() throws Exception {
    List<Findings> out = refit(true, false);
    List<Findings> provisional = out.stream().filter(f -> f.revision() < 0).toList();
    assertThat(provisional).hasSize(8 * 2);
    assertThat(provisional.subList(0, 2))
        .as("nothing is known before the first closing")
        .allSatisfy(f -> assertThat(f.audienceSentiments().get(0).nowcast()).isNull());
    assertThat(provisional.subList(2, 16))
        .allSatisfy(
            f -> {
              assertThat(f.audienceSentiments())
                  .extracting(AudienceSentiment::blogger)
                  .containsExactly("ann", "bob");
              assertThat(f.audienceSentiments())
                  .allSatisfy(
                      row -> {
                        assertThat(row.provisional()).isTrue();
                        assertThat(row.nowcast()).isBetween(0.0, 1.0);
                        assertThat(row.nowcastError()).isPositive();
                      });
              assertThat(f.audienceSentiments().get(1).sentiment()).isNull();
              assertThat(f.modelScores()).isEmpty();
            });
    Findings last = out.get(out.size() - 1);
    assertThat(last.audienceSentiments())
        .allMatch(row -> !row.provisional() && row.nowcast() == null);
    assertThat(last.modelScores())
        .filteredOn(score -> score.model().equals("nowcast-20"))
        .extracting(ModelScore::n)
        .containsExactly(7);
  }

  @Test
  void whatIsShownByWallClockChangesNothingElse() throws Exception {
    List<Findings> with = refit(true, true);
    assertThat(with).hasSameSizeAs(refit(true, false)).isNotEqualTo(refit(true, false));
    assertThat(with.stream().filter(f -> f.revision() >= 0).toList())
        .isEqualTo(refit(true, false).stream().filter(f -> f.revision() >= 0).toList());
  }

  /** Where a partition lags behind, newer comments are shown long before the mark is reached. */
  @Test
  void aMarkThatIsReachedLateLeavesWhatWasShownSince() throws Exception {
    try (var harness = refits()) {
      days(harness, 0, 3, true, false);
      harness.processElement(aligned(3, .9, Standing.OPEN, 4), mark(3, 1) - 5);
      send(harness, aligned(3, .2, Standing.MARK, 3), mark(3, 3));
      List<Findings> out = harness.extractOutputValues();
      assertThat(out.get(out.size() - 1).audienceSentiments().get(0).sentiment()).isEqualTo(.9);
      send(harness, closed(3, .5), closing(3));
      assertThat(harness.extractOutputValues().get(out.size()).modelScores())
          .as("its nowcasts are scored all the same")
          .extracting(ModelScore::model)
          .contains("nowcast-60");

      send(harness, aligned(4, .2, Standing.MARK, 1), mark(4, 1));
      assertThat(harness.extractOutputValues())
          .as("the next period's marks are shown")
          .hasSize(out.size() + 2);
    }
  }

  @Test
  void nothingIsShownOfAPeriodThatIsComplete() throws Exception {
    try (var harness = refits()) {
      send(harness, closed(0, .5), closing(0));
      harness.processElement(aligned(0, .9, Standing.OPEN, 3), closing(0));
      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void aNowcastOutlivesARestore() throws Exception {
    List<Findings> whole = refit(true, false);
    List<Findings> halves = new ArrayList<>();
    org.apache.flink.runtime.checkpoint.OperatorSubtaskState state;
    try (var harness = refits()) {
      days(harness, 0, 7, true, false);
      send(harness, aligned(7, .5, Standing.MARK, 1), mark(7, 1));
      halves.addAll(harness.extractOutputValues());
      state = harness.snapshot(1, 1);
    }
    try (var restored = newRefits()) {
      restored.initializeState(state);
      restored.open();
      send(restored, aligned(7, .5, Standing.MARK, 3), mark(7, 3));
      send(restored, closed(7, .5), closing(7));
      halves.addAll(restored.extractOutputValues());
    }
    assertThat(halves).isEqualTo(whole);
  }

  /** Eight days of ann's posts, bob's on closing; marks, and moments between them. */
  private static List<Findings> refit(boolean marks, boolean shown) throws Exception {
    try (var harness = refits()) {
      days(harness, 0, 8, marks, shown);
      return harness.extractOutputValues();
    }
  }

  private static void days(
      KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness,
      int from,
      int to,
      boolean marks,
      boolean shown)
      throws Exception {
    for (int day = from; day < to; day++) {
      for (int k = 1; k <= 3 && marks; k += 2) {
        if (shown) {
          harness.processElement(aligned(day, .2 * k, Standing.OPEN, k), mark(day, k) - 5);
        }
        send(harness, aligned(day, .5, Standing.MARK, k), mark(day, k));
      }
      send(harness, closed(day, .5), closing(day));
    }
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness,
      AlignedPeriod aligned,
      long moment)
      throws Exception {
    harness.processElement(aligned, moment);
    harness.processWatermark(moment);
  }

  private static AlignedPeriod closed(int day, double sentiment) {
    return Streams.aligned(
        day,
        audience("ann", day, Streams.post("ann", "a", day, sentiment + .01 * day)),
        audience("bob", day, Streams.post("bob", "b", day, .8 - .02 * day)));
  }

  private static AlignedPeriod aligned(int day, double sentiment, Standing standing, int k) {
    return new AlignedPeriod(
        "t",
        period(day),
        List.of(open("ann", day, sentiment, standing, k)),
        standing,
        DEADLINES.mark(period(day), k));
  }

  private static AudiencePeriod open(
      String blogger, int day, double sentiment, Standing standing, int k) {
    return AudiencePeriod.of(
        "t",
        blogger,
        period(day),
        List.of(Streams.post(blogger, "a", day, sentiment)),
        standing,
        DEADLINES.mark(period(day), k));
  }

  private static PostSummary post(
      String id, int day, double sentiment, Standing standing, int mark) {
    PostSummary post = Streams.post("ann", id, day, sentiment);
    Instant asOf = DEADLINES.mark(period(day), mark);
    return new PostSummary(
        post.topic(),
        post.blogger(),
        post.post(),
        post.period(),
        post.postTime(),
        post.likes(),
        post.contentScore(),
        post.sentiment(),
        post.effectiveComments(),
        post.comments(),
        standing,
        asOf,
        post.spreads(),
        post.arrived(),
        post.unscored());
  }

  private static org.apache.flink.streaming.runtime.streamrecord.StreamRecord<PostSummary> at(
      PostSummary post) {
    return new org.apache.flink.streaming.runtime.streamrecord.StreamRecord<>(
        post, post.asOf().toEpochMilli() - 1);
  }

  private static long mark(int day, int k) {
    return DEADLINES.reaches(period(day), k);
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          Tuple2<String, String>, PostSummary, AudiencePeriod>
      audiences() throws Exception {
    KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, PostSummary, AudiencePeriod>
        harness =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AudienceFunction(DEADLINES)),
                post -> Tuple2.of(post.topic(), post.blogger()),
                TypeInformation.of(new TypeHint<Tuple2<String, String>>() {}));
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> refits()
      throws Exception {
    var harness = newRefits();
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> newRefits()
      throws Exception {
    RefitOptions options =
        new RefitOptions(DEADLINES.calendar(), .09, 50, List.of("french-degroot"), 1);
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new RefitFunction(DEADLINES, options, WarmStart.none(), false)),
        AlignedPeriod::topic,
        Types.STRING);
  }
}
