// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments of known audiences that come over a day: all under one post, or each a post itself. */
class CommentTimesNowcastTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final PeriodCalendar DAYS =
      new PeriodCalendar.Clock(START, Duration.ofDays(1), ZoneId.of("UTC"));
  private static final int AUDIENCES = 6;
  private static final int PERIODS = 120;

  private record Comment(double at, double score, long likes) {}

  @ParameterizedTest(name = "one post a day: {0}, seed {1}")
  @CsvSource({"true, 1", "true, 2", "false, 1", "false, 2"})
  void theNowcastKnowsHowMuchIsStillToBeWritten(boolean onePost, int seed) {
    Random random = new Random(seed);
    double[] level = new double[AUDIENCES];
    double[] state = new double[AUDIENCES];
    for (int i = 0; i < AUDIENCES; i++) {
      level[i] = .3 + .4 * random.nextDouble();
      state[i] = level[i];
    }
    NowcastBoard board = new NowcastBoard();
    List<ModelScore> rows = List.of();
    try (OnlineRefit refit = new OnlineRefit(new RefitOptions(DAYS, .09, PERIODS, List.of(), 1))) {
      for (int t = 0; t < PERIODS; t++) {
        List<List<Comment>> day = new ArrayList<>();
        for (int i = 0; i < AUDIENCES; i++) {
          state[i] = level[i] + .8 * (state[i] - level[i]) + .04 * random.nextGaussian();
          day.add(comments(state[i] + .03 * random.nextGaussian(), random));
        }
        for (double mark : NowcastBoard.MARKS) {
          board.issue(refit.nowcastState().open(period(t, day, mark, onePost)));
        }
        rows = board.close(refit.observe(period(t, day, 1, onePost), 0).closed(), 0);
      }
    }
    Map<String, ModelScore> scores = new TreeMap<>();
    rows.forEach(row -> scores.put(row.model(), row));
    for (double mark : NowcastBoard.MARKS) {
      ModelScore nowcast = Objects.requireNonNull(scores.get("nowcast-" + Math.round(100 * mark)));
      System.out.printf(
          Locale.ROOT,
          "evidence: %s at %.1f: rmse %.4f, skill %+.3f, coverage %.2f / %.2f%n",
          onePost ? "tweets as day posts" : "every post one comment",
          mark,
          nowcast.rmse(),
          nowcast.skill(),
          nowcast.coverage80(),
          nowcast.coverage95());
      assertThat(nowcast.skill()).as("skill at %s", mark).isGreaterThan(0);
      assertThat(nowcast.coverage80()).isBetween(.74, .86);
      assertThat(nowcast.coverage95()).isBetween(.91, .98);
    }
  }

  private static List<Comment> comments(double mean, Random random) {
    List<Comment> comments = new ArrayList<>();
    int count = 20 + random.nextInt(40);
    for (int c = 0; c < count; c++) {
      double at = Math.max(random.nextDouble(), random.nextDouble());
      double score = Math.min(1, Math.max(0, mean + .25 * random.nextGaussian()));
      comments.add(new Comment(at, score, (long) Math.exp(random.nextGaussian())));
    }
    return comments;
  }

  private static AlignedPeriod period(
      int t, List<List<Comment>> day, double until, boolean onePost) {
    Period period = DAYS.periodOf(START.plus(Duration.ofDays(t)));
    List<AudiencePeriod> audiences = new ArrayList<>();
    for (int i = 0; i < AUDIENCES; i++) {
      List<PostSummary> posts = new ArrayList<>();
      List<Comment> all = day.get(i);
      if (onePost) {
        add(posts, "day", period, 0, all, until);
      } else {
        for (int c = 0; c < all.size(); c++) {
          add(posts, "c" + c, period, all.get(c).at(), List.of(all.get(c)), until);
        }
      }
      if (!posts.isEmpty()) {
        audiences.add(AudiencePeriod.of("t", "b" + i, period, posts));
      }
    }
    return until == 1
        ? new AlignedPeriod("t", period, audiences)
        : new AlignedPeriod("t", period, audiences, Standing.MARK, at(period, until));
  }

  private static void add(
      List<PostSummary> posts,
      String id,
      Period period,
      double published,
      List<Comment> comments,
      double until) {
    PostTally tally = tally(comments, until);
    if (tally.comments() == 0) {
      return;
    }
    List<Double> arrived =
        until < 1
            ? Collections.emptyList()
            : NowcastBoard.MARKS.stream()
                .map(mark -> (double) tally(comments, mark).weight() / tally.weight())
                .toList();
    AuthorCap.Capped sums = AuthorCap.uncapped(Map.of("given", tally));
    posts.add(
        new PostSummary(
            "t",
            "b",
            id,
            period,
            at(period, published),
            0,
            null,
            sums.sentiment(),
            sums.effectiveComments(),
            sums.comments(),
            until < 1 ? Standing.MARK : Standing.CLOSED,
            at(period, until),
            sums.spreads(),
            arrived,
            0));
  }

  private static PostTally tally(List<Comment> comments, double until) {
    PostTally tally = PostTally.EMPTY;
    for (Comment comment : comments) {
      tally = comment.at() < until ? tally.plus(comment.score(), comment.likes()) : tally;
    }
    return tally;
  }

  private static Instant at(Period period, double share) {
    return period.start().plusMillis(Math.round(share * 86_400_000));
  }
}
