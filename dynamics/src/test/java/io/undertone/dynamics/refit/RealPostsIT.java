// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forecasts that know the period's posts on the comments of seven real audiences, 175 days from 1
 * May 2023, the first fifth as warm-up, against the best simple baseline chosen in hindsight.
 */
class RealPostsIT {
  private static final Instant START =
      OffsetDateTime.parse("2023-05-01T00:00:00+08:00").toInstant();
  private static final int DAYS = 175;
  private static final String KNOWN = OnlineRefit.CONDITIONAL.get(0);
  private static final String EARLY = OnlineRefit.CONDITIONAL.get(1);

  @ParameterizedTest(name = "{0} days")
  @CsvSource({"1, .945", "3, .945", "5, .925", "7, .96", "10, .97", "15, .97"})
  void knowingThePostsImprovesTheForecast(int width, double most) throws IOException {
    assumeComments();
    Map<String, Double> rmse = rmse(WeiboPosts.read(), width, ContentMode.SCORE);
    print("scores", width, rmse);
    assertThat(of(rmse, KNOWN)).isLessThan(most * best(rmse));
  }

  @ParameterizedTest(name = "{0} days")
  @ValueSource(ints = {1, 3, 5})
  void knowingTheirWordsImprovesItMore(int width) throws IOException {
    assumeTexts();
    WeiboPosts posts = WeiboPosts.read().withTexts();
    Map<String, Double> words = rmse(posts, width, ContentMode.TEXT);
    Map<String, Double> scores = rmse(posts, width, ContentMode.SCORE);
    print("words", width, words);
    assertThat(words.get(KNOWN)).isLessThan(.90 * best(words));
    assertThat(words.get("undertone")).isEqualTo(scores.get("undertone"));
    double shuffled = 0;
    for (long seed = 0; seed < 5; seed++) {
      double one = of(rmse(posts.shuffled(seed), width, ContentMode.TEXT), KNOWN);
      System.out.printf(
          Locale.ROOT,
          "evidence: words shuffled within bloggers %d days  ratio to scores alone %.4f%n",
          width,
          one / of(scores, KNOWN));
      shuffled += one / 5;
    }
    assertThat(shuffled).isLessThan(1.015 * of(scores, KNOWN));
  }

  private static void assumeComments() {
    assumeTrue(
        Files.exists(WeiboPosts.FILE),
        "skipped: " + WeiboPosts.FILE + " is not there; it ships with the source");
  }

  private static void assumeTexts() {
    assumeComments();
    String reason =
        "skipped: "
            + WeiboPosts.TEXTS
            + " is not there; texts that people wrote are not part of the project";
    if (!Files.exists(WeiboPosts.TEXTS)) {
      System.out.println(reason);
    }
    assumeTrue(Files.exists(WeiboPosts.TEXTS), reason);
  }

  private static double of(Map<String, Double> rmse, String model) {
    return Objects.requireNonNull(rmse.get(model), model);
  }

  private static double best(Map<String, Double> rmse) {
    return Math.min(of(rmse, "mean"), of(rmse, "ewma"));
  }

  private static void print(String what, int width, Map<String, Double> rmse) {
    System.out.printf(
        Locale.ROOT,
        "evidence: posts known, %s, %2d days  unconditional %.4f  likes known %.4f  not yet %.4f"
            + "  best simple %.4f  ratios %.3f / %.3f%n",
        what,
        width,
        rmse.get("undertone"),
        of(rmse, KNOWN),
        of(rmse, EARLY),
        best(rmse),
        of(rmse, KNOWN) / best(rmse),
        of(rmse, EARLY) / best(rmse));
  }

  /** RMSE by model after the warm-up. */
  private static Map<String, Double> rmse(WeiboPosts posts, int width, ContentMode mode) {
    PeriodCalendar calendar =
        new PeriodCalendar.Clock(START, Duration.ofDays(width), ZoneId.of("Asia/Shanghai"));
    RefitOptions options =
        new RefitOptions(
            calendar,
            ScorerPriors.of(.09),
            DAYS,
            Models.BASELINES,
            1,
            RefitOptions.DEFAULT_SILENCE,
            mode);
    Map<String, double[]> warm = new TreeMap<>();
    Map<String, double[]> all = new TreeMap<>();
    Scoreboard board = Scoreboard.restore(null);
    try (OnlineRefit refit = new OnlineRefit(options)) {
      Period period = calendar.periodOf(START);
      int periods = DAYS / width;
      for (int t = 0; t < periods; t++) {
        for (ModelScore score :
            board.close(refit.observe(posts.period(period, period.end()), 0), 0)) {
          Double root = score.rmse();
          double[] sums = {score.n(), root == null ? 0 : score.n() * root * root};
          (5 * t < periods ? warm : all).put(score.model(), sums);
        }
        period = calendar.next(period);
      }
    }
    Map<String, Double> rmse = new TreeMap<>();
    all.forEach(
        (model, sums) -> {
          double[] before = warm.getOrDefault(model, new double[2]);
          rmse.put(model, Math.sqrt((sums[1] - before[1]) / (sums[0] - before[0])));
        });
    return rmse;
  }
}
