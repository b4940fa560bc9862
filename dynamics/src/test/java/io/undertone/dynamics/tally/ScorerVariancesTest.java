// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerVariancesTest {
  private static final Period PERIOD =
      new Period(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z"));

  @Test
  void agreesWithTheReferenceAfterEachPost() throws IOException {
    JsonNode reference =
        new ObjectMapper()
            .readTree(getClass().getResource("/reference/engine2_scorer_variance.json"));
    ScorerVariances variances = new ScorerVariances(ScorerPriors.of(.04));
    for (JsonNode node : reference.get("posts")) {
      PostTally tally = PostTally.EMPTY;
      for (int c = 0; c < node.get("scores").size(); c++) {
        double likes = node.get("weights").get(c).asDouble() - 1;
        tally = tally.plus(node.get("scores").get(c).asDouble(), Math.round(likes));
      }
      variances.add(post("p", Map.of("any", tally)));
      assertThat(variances.of("any")).isCloseTo(node.get("value").asDouble(), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "given, .09",
    "transformer chinese-roberta, .09",
    "zh-ngram 2.0, .067",
    "en-lexicon 3, .015",
    "en-tree 4.5.10, .04",
    "my model, .04",
    "'', .04"
  })
  void withoutCommentsTheKindOfScorerDecides(String scorer, double prior) {
    assertThat(new ScorerVariances(ScorerPriors.BY_SCORER).of(scorer)).isEqualTo(prior);
    assertThat(new ScorerVariances(ScorerPriors.of(.2)).of(scorer)).isEqualTo(.2);
  }

  @Test
  void aPriorMustBeAVarianceOfScores() {
    for (double wrong : new double[] {0, -1, .26, Double.NaN}) {
      assertThatThrownBy(() -> ScorerPriors.of(wrong)).hasMessageContaining("(0, 0.25]");
    }
  }

  /** Each scorer finds its own variance, whichever posts they share; R is then calibrated. */
  @ParameterizedTest
  @CsvSource({"1, .015, .09", "2, .067, .015", "3, .01, .12"})
  void scorersOfMixedPostsAreToldApart(int seed, double one, double two) {
    Random random = new Random(seed);
    ScorerVariances variances = new ScorerVariances(ScorerPriors.BY_SCORER);
    double misses = 0;
    int posts = 6000;
    for (int p = 0; p < posts; p++) {
      double mean = .4 + .2 * random.nextDouble();
      Map<String, PostTally> tallies = new TreeMap<>();
      for (int c = 0; c < 3 + random.nextInt(30); c++) {
        String scorer = random.nextInt(3) == 0 ? "zh-a" : "en-b";
        double half = Math.sqrt(scorer.equals("zh-a") ? one : two);
        // two values of this variance, within [0,1]
        double score = Math.min(1, Math.max(0, mean + (random.nextBoolean() ? half : -half)));
        long likes = (long) Math.exp(1.2 * random.nextGaussian());
        tallies.merge(scorer, PostTally.ofOne(score, likes), PostTally::merge);
      }
      PostSummary post = post("p" + p, tallies);
      variances.add(post);
      if (p >= posts / 2) {
        double e = post.sentiment() - mean;
        misses += e * e / variances.noise(post) / (posts / 2.0);
      }
    }
    assertThat(variances.values()).containsOnlyKeys("zh-a", "en-b");
    assertThat(variances.of("zh-a") / one).isBetween(.9, 1.1);
    assertThat(variances.of("en-b") / two).isBetween(.9, 1.1);
    assertThat(misses).as("mean of squared error / variance").isBetween(.75, 1.25);
  }

  /** A new s2 needs no second pass over posts that came before it was known. */
  @Test
  void tau2UsesTodaysVarianceOfScoresForPostsOfLongAgo() {
    Random random = new Random(7);
    PostVariance low = new PostVariance(ScorerPriors.of(.001));
    PostVariance high = new PostVariance(ScorerPriors.of(.25));
    for (int t = 0; t < 400; t++) {
      List<PostSummary> posts = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        double mean = .5 + .1 * random.nextGaussian();
        PostTally tally = PostTally.EMPTY;
        for (int c = 0; c < 10; c++) {
          tally = tally.plus(Math.min(1, Math.max(0, mean + (random.nextBoolean() ? .2 : -.2))), 0);
        }
        posts.add(post("p" + p, Map.of("x", tally)));
      }
      low.add(0, posts);
      high.add(0, posts);
    }
    assertThat(low.tau2(0)).isCloseTo(high.tau2(0), within(2e-4));
    assertThat(low.tau2(0)).isCloseTo(.01, within(1e-3));
  }

  private static PostSummary post(String id, Map<String, PostTally> byScorer) {
    AuthorCap.Capped sums = AuthorCap.uncapped(byScorer);
    return new PostSummary(
        "t",
        "b",
        id,
        PERIOD,
        PERIOD.start(),
        0,
        null,
        sums.sentiment(),
        sums.effectiveComments(),
        sums.comments(),
        Standing.CLOSED,
        PERIOD.end(),
        sums.spreads(),
        List.of(),
        0);
  }
}
