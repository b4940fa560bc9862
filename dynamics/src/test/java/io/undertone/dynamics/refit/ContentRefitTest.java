// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.network.WhatIf;
import io.undertone.dynamics.nowcast.Nowcast;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.nowcast.PostNowcasts;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What posts say, in the refit of a topic. */
class ContentRefitTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);
  private static final RefitOptions OPTIONS = new RefitOptions(DAYS, .09, 400, Models.BASELINES, 1);
  private static final String[] WORDS = {
    "phone", "camera", "battery", "price", "giveaway", "update", "review", "leak", "car", "chip"
  };

  /** Periods of three audiences that react to scores and to give-aways. */
  private static List<AlignedPeriod> periods(
      long seed, int count, boolean texts, boolean shuffled) {
    Random random = new Random(seed);
    List<AlignedPeriod> periods = new ArrayList<>();
    Period period = DAYS.periodOf(Instant.parse("2024-01-01T00:00:00Z"));
    for (int t = 0; t < count; t++, period = DAYS.next(period)) {
      List<AudiencePeriod> audiences = new ArrayList<>();
      for (String blogger : List.of("ann", "bob", "cid")) {
        List<PostSummary> posts = new ArrayList<>();
        int size = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
        for (int p = 0; p < size; p++) {
          posts.add(post(blogger, period, t + "-" + p, random, texts, shuffled));
        }
        if (size > 0) {
          audiences.add(AudiencePeriod.of("t", blogger, period, posts));
        }
      }
      periods.add(new AlignedPeriod("t", period, audiences));
    }
    return periods;
  }

  private static PostSummary post(
      String blogger, Period period, String id, Random random, boolean texts, boolean shuffled) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < 4; w++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    double content = random.nextDouble();
    boolean giveaway = shuffled ? random.nextInt(3) == 0 : text.indexOf("giveaway") >= 0;
    double neff = 3 + random.nextInt(30);
    double sentiment =
        .5
            + .2 * (content - .5)
            + (giveaway ? .15 : 0)
            + .04 * random.nextGaussian()
            + Math.sqrt(.09 / neff) * random.nextGaussian();
    Double score = random.nextInt(10) == 0 ? null : Double.valueOf(content);
    byte[] words = texts ? PostVector.of(text.toString(), blogger, "").bytes() : null;
    return PostSummary.closed(
            "t",
            blogger,
            id,
            period,
            period.start().plusSeconds(random.nextInt(80_000)),
            random.nextInt(50),
            score,
            Math.max(0, Math.min(1, sentiment)),
            neff,
            (long) neff)
        .withWords(words);
  }

  private static List<Findings> run(List<AlignedPeriod> periods, ContentMode mode) {
    List<Findings> all = new ArrayList<>();
    Scoreboard board = Scoreboard.restore(null);
    RefitOptions options =
        new RefitOptions(DAYS, ScorerPriors.of(.09), 400, Models.BASELINES, 1, 400, mode);
    try (OnlineRefit refit = new OnlineRefit(options)) {
      for (AlignedPeriod period : periods) {
        Refitted refitted = refit.observe(period, 0);
        all.add(refitted.withScores(board.close(refitted, 0)));
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsSaidWithoutKnowingPostsIsTheSameToTheBitWithAndWithoutTexts(long seed) {
    List<Findings> with = run(periods(seed, 80, true, false), ContentMode.TEXT);
    List<Findings> without = run(periods(seed, 80, true, false), ContentMode.SCORE);
    List<Findings> none = run(periods(seed, 80, false, false), ContentMode.TEXT);
    for (int t = 0; t < with.size(); t++) {
      assertThat(unconditional(with.get(t))).isEqualTo(unconditional(without.get(t)));
      assertThat(unconditional(with.get(t))).isEqualTo(unconditional(none.get(t)));
      assertThat(without.get(t)).isEqualTo(none.get(t));
    }
    assertThat(with).isNotEqualTo(without);
  }

  private static List<Object> unconditional(Findings findings) {
    List<Object> rows = new ArrayList<>();
    findings.forecasts().stream().filter(row -> !row.conditional()).forEach(rows::add);
    findings.influences().stream()
        .map(
            edge ->
                Arrays.asList(
                    edge.source(), edge.target(), edge.weight(), edge.lower(), edge.upper()))
        .forEach(rows::add);
    rows.addAll(findings.privateOpinions());
    rows.addAll(findings.alerts());
    findings.modelScores().stream()
        .filter(row -> !OnlineRefit.CONDITIONAL.contains(row.model()))
        .forEach(rows::add);
    return rows;
  }

  @Test
  void knowingThePostsHelpsAndBothKindsHaveTheirNames() {
    List<Findings> all = run(periods(4, 300, true, false), ContentMode.TEXT);
    Map<String, Double> text = rmse(all);
    Map<String, Double> score = rmse(run(periods(4, 300, true, false), ContentMode.SCORE));
    System.out.println(
        "evidence: words that move reactions, with text " + text + ", score " + score);
    for (String model : OnlineRefit.CONDITIONAL) {
      assertThat(text.get(model)).isLessThan(.97 * of(score, model));
      assertThat(score.get(model)).isLessThan(.97 * of(score, "undertone"));
    }
    Findings last = all.get(all.size() - 1);
    assertThat(
            last.forecasts().stream()
                .filter(AudienceForecast::conditional)
                .map(AudienceForecast::model))
        .containsOnly(OnlineRefit.CONDITIONAL.toArray(String[]::new));
    assertThat(last.modelScores())
        .filteredOn(row -> OnlineRefit.CONDITIONAL.contains(row.model()))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.coverage80()).isCloseTo(.80, within(.04));
              assertThat(row.coverage95()).isCloseTo(.95, within(.02));
            });
  }

  /** One run has some 400 forecasts, too few to tell a hundredth; together they have enough. */
  @Test
  void textsThatSayNothingCostAtMostAHundredthAndAHalf() {
    Map<String, Double> with = new TreeMap<>();
    Map<String, Double> without = new TreeMap<>();
    for (long seed = 5; seed < 11; seed++) {
      List<AlignedPeriod> periods = periods(seed, 200, true, true);
      Map<String, Double> text = rmse(run(periods, ContentMode.TEXT));
      Map<String, Double> score = rmse(run(periods, ContentMode.SCORE));
      for (String model : OnlineRefit.CONDITIONAL) {
        with.merge(model, Math.pow(of(text, model), 2), Double::sum);
        without.merge(model, Math.pow(of(score, model), 2), Double::sum);
      }
    }
    for (String model : OnlineRefit.CONDITIONAL) {
      double ratio = Math.sqrt(of(with, model) / of(without, model));
      System.out.printf(
          Locale.ROOT, "evidence: texts that say nothing, %s: ratio %.4f%n", model, ratio);
      assertThat(ratio).isLessThan(1.015);
    }
  }

  private static double of(Map<String, Double> rmse, String model) {
    return Objects.requireNonNull(rmse.get(model), model);
  }

  private static Map<String, Double> rmse(List<Findings> all) {
    Map<String, Double> rmse = new TreeMap<>();
    for (ModelScore row : all.get(all.size() - 1).modelScores()) {
      rmse.put(row.model(), row.rmse());
    }
    return rmse;
  }

  @Test
  void contentIsLeftOutOnDemand() {
    List<Findings> none = run(periods(9, 40, true, false), ContentMode.NONE);
    assertThat(none)
        .allSatisfy(
            findings -> {
              assertThat(findings.forecasts()).noneMatch(AudienceForecast::conditional);
              assertThat(findings.audienceSentiments())
                  .allMatch(row -> row.contentEffect() == null);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 40})
  void aRestoredRefitGoesOnBitForBit(int at) {
    List<AlignedPeriod> periods = periods(10, at + 8, true, false);
    try (OnlineRefit straight = new OnlineRefit(OPTIONS)) {
      periods.subList(0, at).forEach(straight::learn);
      try (OnlineRefit restored = OnlineRefit.restore(OPTIONS, straight.parts())) {
        for (AlignedPeriod period : periods.subList(at, at + 8)) {
          assertThat(restored.observe(period, 0).findings())
              .isEqualTo(straight.observe(period, 0).findings());
        }
        Map<String, byte[]> expected = straight.parts();
        Map<String, byte[]> actual = restored.parts();
        expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
      }
    }
  }

  private static List<String> names(DraftModel kept) {
    return kept.audiences().stream().map(DraftModel.Audience::blogger).toList();
  }

  /** A draft asked about later, from what was kept, gets the answer of the refit itself. */
  @Test
  void draftsAreAskedAboutWithWhatWasKept() {
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      assertThat(DraftModel.of(refit.drafts().packed()).audiences()).isEmpty();
      periods(13, 150, true, false).forEach(refit::learn);
      DraftModel kept = DraftModel.of(refit.drafts().packed());
      assertThat(kept.audiences()).isEqualTo(refit.drafts().audiences()).hasSize(3);
      assertThat(kept.network().bloggers()).containsExactlyElementsOf(names(kept));
      assertThat(WhatIf.of(kept.network().rows(), 0, 3).upper())
          .isDeepEqualTo(WhatIf.of(refit.drafts().network().rows(), 0, 3).upper());
      for (DraftModel.Audience audience : kept.audiences()) {
        String text = "a giveaway of a phone";
        PostVector vector = PostVector.of(text, audience.blogger(), "");
        Reaction reaction = kept.reaction(audience, vector, .7);
        assertThat(reaction).isEqualTo(refit.drafts().reaction(audience, vector, .7));
        assertThat(reaction.byText()).isBetween(.03, .2);
        assertThat(reaction.mean())
            .isCloseTo(reaction.audience() + reaction.byScore() + reaction.byText(), within(1e-12));
        Map<String, Double> words = kept.words(audience.blogger(), text, "");
        assertThat(words.keySet().iterator().next()).isEqualTo("giveaway");
        double usual =
            kept.reaction(audience, PostVector.of("", audience.blogger(), ""), .7).byText()
                - kept.words(audience.blogger(), "", "").values().stream()
                    .mapToDouble(w -> w)
                    .sum();
        assertThat(words.values().stream().mapToDouble(w -> w).sum() + usual)
            .isCloseTo(reaction.byText(), within(1e-9));
      }
    }
  }

  /** Comments of a young post replace what was expected of it, the more the more they are. */
  @Test
  void aYoungPostsNowcastGoesFromWhatWasExpectedToWhatIsSaid() {
    List<AlignedPeriod> periods = periods(11, 60, true, false);
    try (OnlineRefit refit = new OnlineRefit(OPTIONS)) {
      periods.subList(0, 59).forEach(refit::learn);
      PostNowcast few = nowcast(refit, periods.get(59), 1, .95);
      PostNowcast many = nowcast(refit, periods.get(59), 500, .95);
      assertThat(few.expected()).isEqualTo(many.expected());
      assertThat(few.byText()).isNotNull();
      assertThat(few.nowcast()).isBetween(few.expected(), few.sentiment());
      assertThat(many.nowcast()).isBetween(few.nowcast(), many.sentiment());
      assertThat(many.upper95() - many.lower95()).isLessThan(few.upper95() - few.lower95());
      assertThat(few.lower95()).isLessThan(few.lower80());
    }
  }

  private static PostNowcast nowcast(
      OnlineRefit refit, AlignedPeriod of, double comments, double sentiment) {
    PostSummary post = of.audiences().get(0).posts().get(0);
    PostSummary young =
        PostSummary.closed(
                "t",
                post.blogger(),
                post.post(),
                post.period(),
                post.postTime(),
                3,
                .5,
                sentiment,
                comments,
                (long) comments)
            .withWords(post.words());
    Instant now = post.postTime().plusSeconds(600);
    AudiencePeriod audience =
        AudiencePeriod.of("t", post.blogger(), post.period(), List.of(young), Standing.OPEN, now);
    AlignedPeriod open =
        new AlignedPeriod("t", post.period(), List.of(audience), Standing.OPEN, now);
    OpenPeriod shown = refit.nowcastState().open(open, refit.posts());
    assertThat(shown.posts()).hasSize(1);
    return shown.posts().get(0);
  }

  /** E (final - nowcast)^2 is the variance, and the mean has no bias. */
  @Test
  void theVarianceOfAPostsNowcastIsRight() {
    Random random = new Random(12);
    for (double share : new double[] {.1, .5, .9}) {
      double sum = 0;
      double squares = 0;
      double variance = 0;
      int n = 100_000;
      for (int k = 0; k < n; k++) {
        double post = .5 + .1 * random.nextGaussian();
        double noise = .09 / 12;
        double soFar = post + Math.sqrt(noise) * random.nextGaussian();
        double rest = post + Math.sqrt(noise * share / (1 - share)) * random.nextGaussian();
        Nowcast now = PostNowcasts.of(.5, .01, soFar, noise, share);
        double error = share * soFar + (1 - share) * rest - now.mean();
        sum += error;
        squares += error * error;
        variance = now.variance();
      }
      assertThat(sum / n).isCloseTo(0, within(.002));
      assertThat(squares / n).isCloseTo(variance, within(.03 * variance));
    }
  }
}
