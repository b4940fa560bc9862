// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.dynamics.tally.AlignedPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nowcasts of seven real audiences, scored as the job scores them: 165 days from 1 May 2023, the
 * first five periods as warm-up, so that the pairs are those of the reference: the partial tallies
 * have its errors. One cut into periods is a small sample, so that the cuts which start a day (15
 * days: three days) later are scored too.
 */
class RealNowcastIT {
  private static final Instant START =
      OffsetDateTime.parse("2023-05-01T00:00:00+08:00").toInstant();
  private static final int DAYS = 165;
  private static final int WARM_UP = 5;

  @ParameterizedTest(name = "{0} days at {2}")
  @CsvSource({
    "7, 1, 20, .1017, .0719",
    "7, 1, 40, .0690, .0574",
    "7, 1, 60, .0551, .0476",
    "7, 1, 80, .0273, .0254",
    "15, 3, 20, .0515, .0306",
    "15, 3, 40, .0513, .0411",
    "15, 3, 60, .0496, .0411",
    "15, 3, 80, .0292, .0247"
  })
  void nowcastsReachWhatWasMeasuredAndCoverWhatTheySay(
      int width, int shift, int mark, double partial, double nowcast) throws IOException {
    assumeTrue(
        Files.exists(WeiboPosts.FILE),
        "skipped: " + WeiboPosts.FILE + " is not there; it ships with the source");
    TreeMap<String, Sums> first = new TreeMap<>();
    TreeMap<String, Sums> all = new TreeMap<>();
    WeiboPosts posts = WeiboPosts.read();
    for (int days = 0; days < width; days += shift) {
      for (ModelScore score : scores(posts, Duration.ofDays(width), days)) {
        all.computeIfAbsent(score.model(), m -> new Sums()).add(score);
        if (days == 0) {
          first.computeIfAbsent(score.model(), m -> new Sums()).add(score);
        }
      }
    }
    print(width, mark, "one cut", first);
    print(width, mark, "all cuts", all);
    assertThat(sums(first, "partial", mark).rmse()).isCloseTo(partial, within(5e-5));
    assertThat(sums(first, "nowcast", mark).rmse()).isLessThan(nowcast + 1e-4);
    Sums pooled = sums(all, "nowcast", mark);
    assertThat(pooled.rmse()).isLessThan(sums(all, "partial", mark).rmse());
    assertThat(pooled.rmse()).isLessThan(sums(all, "forecast", mark).rmse());
    assertThat(pooled.narrow / pooled.n).isBetween(.75, .85);
    assertThat(pooled.wide / pooled.n).isBetween(.92, .98);
  }

  /** Where most periods have one post or none, the tally so far is hard to beat. */
  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT3H", "PT6H", "PT12H", "P1D", "P3D", "P7D", "P15D"})
  void atNoWidthAndMarkIsItSignificantlyWorseThanTheBetterPlainOne(String width)
      throws IOException {
    assumeTrue(
        Files.exists(WeiboPosts.FILE),
        "skipped: " + WeiboPosts.FILE + " is not there; it ships with the source");
    TreeMap<String, ModelScore> scores = new TreeMap<>();
    scores(WeiboPosts.read(), Duration.parse(width), 0).forEach(s -> scores.put(s.model(), s));
    for (double mark : NowcastBoard.MARKS) {
      ModelScore nowcast = Objects.requireNonNull(scores.get("nowcast-" + Math.round(100 * mark)));
      double skill = Objects.requireNonNull(nowcast.skill());
      double error = Objects.requireNonNull(nowcast.skillError());
      System.out.printf(
          Locale.ROOT,
          "evidence: nowcast %-5s at %.1f  n %5d  rmse %.4f  skill %+.3f (se %.3f)  coverage %.3f / %.3f%n",
          width,
          mark,
          nowcast.n(),
          nowcast.rmse(),
          skill,
          error,
          nowcast.coverage80(),
          nowcast.coverage95());
      // one of 32 marks: 5 % for all of them together
      assertThat(skill).as("skill at %s of %s", mark, width).isGreaterThan(-2.95 * error);
      assertThat(skill).as("skill at %s of %s", mark, width).isGreaterThan(-.08);
    }
  }

  private static List<ModelScore> scores(WeiboPosts posts, Duration width, int later) {
    Instant origin = START.plus(Duration.ofDays(later));
    PeriodCalendar calendar = new PeriodCalendar.Clock(origin, width, ZoneId.of("Asia/Shanghai"));
    int periods = (int) Duration.ofDays(DAYS - later).dividedBy(width);
    NowcastBoard board = new NowcastBoard();
    List<ModelScore> rows = List.of();
    try (OnlineRefit refit =
        new OnlineRefit(new RefitOptions(calendar, 0.09, DAYS, List.of(), 1))) {
      Period period = calendar.periodOf(origin);
      for (int t = 0; t < periods; t++) {
        if (t == WARM_UP) {
          board = NowcastBoard.warm(board.learnt());
        }
        for (double mark : NowcastBoard.MARKS) {
          Instant asOf = origin.plusMillis((long) ((t + mark) * width.toMillis()));
          board.issue(refit.nowcastState().open(posts.period(period, asOf)));
        }
        AlignedPeriod closed = posts.period(period, period.end());
        rows = board.close(refit.observe(closed, 0).closed(), 0);
        period = calendar.next(period);
      }
    }
    return rows;
  }

  private static Sums sums(TreeMap<String, Sums> scores, String kind, int mark) {
    return Objects.requireNonNull(scores.get(kind + "-" + mark));
  }

  private static void print(int width, int mark, String cuts, TreeMap<String, Sums> scores) {
    Sums nowcast = sums(scores, "nowcast", mark);
    System.out.println(
        String.format(
            Locale.ROOT,
            "evidence: nowcast %2d days at .%d, %-8s  n %4.0f  partial %.4f  forecast %.4f"
                + "  nowcast %.4f  ratio %.3f  coverage %.3f / %.3f",
            width,
            mark / 10,
            cuts,
            nowcast.n,
            sums(scores, "partial", mark).rmse(),
            sums(scores, "forecast", mark).rmse(),
            nowcast.rmse(),
            nowcast.rmse() / sums(scores, "partial", mark).rmse(),
            nowcast.narrow / nowcast.n,
            nowcast.wide / nowcast.n));
  }

  /** Scores of several cuts together. */
  private static final class Sums {
    private double n;
    private double squares;
    private double narrow;
    private double wide;

    void add(ModelScore score) {
      double rmse = Objects.requireNonNull(score.rmse());
      n += score.n();
      squares += score.n() * rmse * rmse;
      narrow += score.n() * Objects.requireNonNull(score.coverage80());
      wide += score.n() * Objects.requireNonNull(score.coverage95());
    }

    double rmse() {
      return Math.sqrt(squares / n);
    }
  }
}
