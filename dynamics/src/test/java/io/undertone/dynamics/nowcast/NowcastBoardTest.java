// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NowcastBoardTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneId.of("UTC"));
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final RefitOptions OPTIONS = new RefitOptions(DAYS, .09, 50, List.of(), 1);

  @Test
  void everyAudienceOfTheOpenPeriodGetsARowAndTheSilentTheirForecast() {
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      for (int day = 0; day < 10; day++) {
        refit.learn(
            aligned(day, 1, Map.of("ann", List.of(.4, .5), "bob", List.of(.6), "cat", List.of())));
      }
      OpenPeriod open =
          open(refit, aligned(10, .4, Map.of("bob", List.of(.9), "dan", List.of(.2))));
      assertThat(open.elapsed()).isEqualTo(.4);
      Map<String, AudienceSentiment> rows = rows(new NowcastBoard(), open);
      assertThat(rows).containsOnlyKeys("ann", "bob", "dan");
      assertThat(rows.values())
          .allSatisfy(
              row -> {
                assertThat(row.provisional()).isTrue();
                assertThat(row.revision()).isNegative();
                assertThat(row.periodStart()).isEqualTo(time(10, 0));
              });
      AudienceSentiment silent = row(rows, "ann");
      assertThat(silent.sentiment()).isNull();
      assertThat(silent.posts()).isZero();
      assertThat(silent.nowcast()).isBetween(.42, .48);
      AudienceSentiment heard = row(rows, "bob");
      assertThat(heard.sentiment()).isEqualTo(.9);
      assertThat(heard.nowcast()).isBetween(.6, .9);
      assertThat(heard.nowcastError()).isPositive();
      AudienceSentiment newcomer = row(rows, "dan");
      assertThat(newcomer.sentiment()).isEqualTo(.2);
      assertThat(newcomer.nowcast()).isNull();
    }
  }

  @Test
  void nothingIsLearntFromAnOpenPeriod() {
    try (OnlineRefit refit = new OnlineRefit(OPTIONS);
        OnlineRefit untouched = new OnlineRefit(OPTIONS)) {
      for (int day = 0; day < 5; day++) {
        AlignedPeriod closed = aligned(day, 1, Map.of("ann", List.of(.4, .5, .7)));
        open(refit, aligned(day, .5, Map.of("ann", List.of(.4))));
        refit.learn(closed);
        untouched.learn(closed);
      }
      assertThat(refit.parts()).containsExactlyEntriesOf(untouched.parts());
    }
  }

  @Test
  void nowcastsAreScoredAsFirstIssuedBesideWhatTheyHaveToBeat() {
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      NowcastBoard board = new NowcastBoard();
      refit.learn(aligned(0, 1, Map.of("ann", List.of(.5))));
      OpenPeriod first = open(refit, aligned(1, .2, Map.of("ann", List.of(.6))));
      board.issue(first);
      board.issue(open(refit, aligned(1, .2, Map.of("ann", List.of(.1)))));
      Refitted closed = refit.observe(aligned(1, 1, Map.of("ann", List.of(.6, .8))), 0);
      Map<String, ModelScore> scores = scores(board.close(closed.closed(), 0));
      assertThat(scores).containsOnlyKeys("nowcast-20", "partial-20", "forecast-20");
      double nowcast = NowcastMark.starting(0).mixed(first.audiences().get(0)).mean();
      assertThat(score(scores, "partial-20").rmse()).isCloseTo(.1, within());
      assertThat(score(scores, "forecast-20").rmse()).isCloseTo(.2, within());
      assertThat(score(scores, "nowcast-20").rmse()).isCloseTo(.7 - nowcast, within());
      assertThat(score(scores, "nowcast-20").skill())
          .as("against the better one, the partial tally")
          .isCloseTo(1 - (.7 - nowcast) / .1, within());
      refit.observe(aligned(2, 1, Map.of("ann", List.of(.6))), 0);
      assertThat(
              scores(board.close(refit.observe(aligned(3, 1, Map.of()), 0).closed(), 0)).values())
          .as("a period without nowcasts scores nothing")
          .allMatch(score -> score.n() == 1);
    }
  }

  @Test
  void aBoardThatIsMovedInMidPeriodGoesOnBitForBit() {
    Random random = new Random(5);
    List<ModelScore> whole = run(random, false);
    List<ModelScore> moved = run(new Random(5), true);
    assertThat(whole).hasSize(12).isEqualTo(moved);
    assertThat(scores(whole).get("nowcast-40")).extracting(s -> s.n()).isEqualTo(58);
  }

  @Test
  void aWarmStartKeepsTheWidthsLessTheLastPeriodAndScoresAnew() {
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      NowcastBoard board = new NowcastBoard();
      refit.learn(aligned(0, 1, Map.of("ann", List.of(.5))));
      byte[] untaught = board.learnt();
      for (int day = 1; day < 3; day++) {
        board.issue(open(refit, aligned(day, .2, Map.of("ann", List.of(.1)))));
        board.close(refit.observe(aligned(day, 1, Map.of("ann", List.of(.9))), 0).closed(), 0);
        assertThat(java.util.Arrays.equals(board.learnt(), untaught)).isEqualTo(day == 1);
      }
      NowcastBoard warm = NowcastBoard.warm(board.learnt());
      assertThat(warm.learnt()).isEqualTo(board.learnt());
      assertThat(warm.close(refit.observe(aligned(4, 1, Map.of()), 0).closed(), 0)).isEmpty();
    }
  }

  /** Through bytes, as where open periods are shown. */
  private static OpenPeriod open(OnlineRefit refit, AlignedPeriod partial) {
    NowcastState state = refit.nowcastState();
    NowcastState elsewhere = NowcastState.restore(DAYS, OPTIONS.scores(), state.state());
    assertThat(elsewhere.state()).isEqualTo(state.state());
    assertThat(elsewhere.open(partial)).isEqualTo(state.open(partial));
    return elsewhere.open(partial);
  }

  private static List<ModelScore> run(Random random, boolean move) {
    List<ModelScore> rows = List.of();
    NowcastBoard board = new NowcastBoard();
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      for (int day = 0; day < 30; day++) {
        Map<String, List<Double>> posts = new TreeMap<>();
        for (String blogger : List.of("ann", "bob")) {
          posts.put(blogger, List.of(random.nextDouble(), random.nextDouble(), .5));
        }
        for (double mark : NowcastBoard.MARKS) {
          board.issue(open(refit, aligned(day, mark, posts)));
          board = move ? NowcastBoard.restore(board.state()) : board;
        }
        rows = board.close(refit.observe(aligned(day, 1, posts), 0).closed(), 0);
      }
    }
    return rows;
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-12);
  }

  private static Map<String, AudienceSentiment> rows(NowcastBoard board, OpenPeriod open) {
    return board.rows(open).stream().collect(Collectors.toMap(row -> row.blogger(), row -> row));
  }

  private static AudienceSentiment row(Map<String, AudienceSentiment> rows, String blogger) {
    return Objects.requireNonNull(rows.get(blogger));
  }

  private static Map<String, ModelScore> scores(List<ModelScore> rows) {
    return rows.stream().collect(Collectors.toMap(ModelScore::model, row -> row));
  }

  private static ModelScore score(Map<String, ModelScore> scores, String model) {
    return Objects.requireNonNull(scores.get(model));
  }

  private static Instant time(int day, double elapsed) {
    return START.plus(Duration.ofDays(day)).plusMillis((long) (elapsed * 86_400_000));
  }

  /** Posts evenly over the day with these sentiments, as far as they are there. */
  private static AlignedPeriod aligned(int day, double until, Map<String, List<Double>> posts) {
    Period period = DAYS.periodOf(time(day, 0));
    List<AudiencePeriod> audiences = new ArrayList<>();
    new TreeMap<>(posts)
        .forEach(
            (blogger, sentiments) -> {
              List<PostSummary> own = new ArrayList<>();
              for (int p = 0; p < sentiments.size(); p++) {
                Instant time = time(day, (double) p / sentiments.size());
                if (time.isBefore(time(day, until))) {
                  own.add(post(blogger, p, period, time, sentiments.get(p)));
                }
              }
              if (!own.isEmpty()) {
                audiences.add(AudiencePeriod.of("t", blogger, period, own));
              }
            });
    return until == 1
        ? new AlignedPeriod("t", period, audiences)
        : new AlignedPeriod("t", period, audiences, Standing.MARK, time(day, until));
  }

  private static PostSummary post(
      String blogger, int post, Period period, Instant time, double sentiment) {
    return PostSummary.closed("t", blogger, "p" + post, period, time, 9, null, sentiment, 50, 60);
  }
}
