// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudienceTallyTest {
  private static final Period PERIOD =
      new Period(Instant.parse("2023-05-01T00:00:00Z"), Instant.parse("2023-05-16T00:00:00Z"));

  @Test
  void sentimentAndSamplingVarianceMatchTheReference() throws IOException {
    JsonNode reference =
        new ObjectMapper().readTree(getClass().getResource("/reference/aggregation.json"));
    AudiencePeriod audience = audience(posts(reference));
    for (int p = 0; p < audience.posts().size(); p++) {
      PostSummary post = audience.posts().get(p);
      assertThat(post.sentiment())
          .isCloseTo(reference.get("sigma_posts").get(p).asDouble(), within(1e-14));
      assertThat(post.effectiveComments())
          .isCloseTo(reference.get("neff").get(p).asDouble(), within(1e-14));
    }
    AudienceTally tally = new AudienceTally(audience);
    double tau2 = reference.get("tau2").asDouble();
    double s2 = reference.get("s2").asDouble();
    assertThat(tally.sentiment()).isCloseTo(reference.get("sigma").asDouble(), within(1e-14));
    assertThat(tally.samplingVariance(tau2, post -> s2 / post.effectiveComments()))
        .isCloseTo(reference.get("R").asDouble(), within(1e-14));
  }

  @Test
  void theVarianceOfACommentsScoreIsTheOneThatTheSamplingVarianceRestsOn() {
    Random random = new Random(1);
    for (int run = 0; run < 50; run++) {
      List<PostSummary> posts = new ArrayList<>();
      for (int k = 0; k <= random.nextInt(6); k++) {
        posts.add(post("p" + k, random.nextDouble(), 1 + 20 * random.nextDouble()));
      }
      AudienceTally tally = new AudienceTally(audience(posts));
      double s2 = .2 * random.nextDouble();
      assertThat(tally.commentVariance(post -> s2 / post.effectiveComments()))
          .isCloseTo(s2, within(1e-14));
    }
  }

  @Test
  void orderOfPostsDoesNotMatter() throws IOException {
    JsonNode reference =
        new ObjectMapper().readTree(getClass().getResource("/reference/aggregation.json"));
    List<PostSummary> posts = posts(reference);
    AudiencePeriod first = audience(posts);
    Collections.reverse(posts);
    assertThat(audience(posts)).isEqualTo(first);
  }

  @Test
  void postsWithoutCommentsDoNotCountAndNoPostsAreMissing() {
    PostSummary empty = PostSummary.closed("t", "b", "p", PERIOD, PERIOD.start(), 3, null, 0, 0, 0);
    AudiencePeriod audience = audience(List.of(empty));
    assertThat(audience.posts()).isEmpty();
    assertThatThrownBy(() -> new AudienceTally(audience)).hasMessageContaining("missing");
  }

  @Test
  void variancesBetweenPostsShrinkTowardsThePool() {
    PostVariance variance = new PostVariance(ScorerPriors.of(.09));
    // pool prior alone: (0 + 10*0.005)/(0+10) = 0.005, and tau2 = (0 + 10*0.005)/(0+10)
    assertThat(variance.tau2(0)).isCloseTo(0.005, within(1e-15));
    variance.add(0, List.of(post("a", 0.2, 1e9), post("b", 0.8, 1e9)));
    // SS = 2*0.09 = 0.18, DF = 1: pool = 0.23/11; tau2 = (0.18 + 10 pool)/11
    double pool = (0.18 + 0.05) / 11;
    assertThat(variance.tau2(0)).isCloseTo((0.18 + 10 * pool) / 11, within(1e-9));
    assertThat(variance.tau2(1)).isCloseTo(pool, within(1e-9));
    PostVariance restored = new PostVariance(ScorerPriors.of(.09));
    StatePart<PostVariance> part = StatePart.of("variance", 1, PostVariance::transfer);
    assertThat(part.read(part.write(variance), restored)).isSameAs(restored);
    assertThat(restored.tau2(0)).isEqualTo(variance.tau2(0));
    PostVariance ofFirstLayout = new PostVariance(ScorerPriors.of(.09));
    ofFirstLayout.readCorrected(new double[] {.18, 1});
    assertThat(ofFirstLayout.tau2(0)).isCloseTo(variance.tau2(0), within(1e-9));
  }

  private static PostSummary post(String id, double sentiment, double effectiveComments) {
    return PostSummary.closed(
        "t", "b", id, PERIOD, PERIOD.start(), 0, null, sentiment, effectiveComments, 5);
  }

  private static AudiencePeriod audience(List<PostSummary> posts) {
    return AudiencePeriod.of("t", "b", PERIOD, posts);
  }

  private static List<PostSummary> posts(JsonNode reference) {
    List<PostSummary> posts = new ArrayList<>();
    for (JsonNode node : reference.get("posts")) {
      PostTally tally = PostTally.EMPTY;
      for (JsonNode comment : node.get("comments")) {
        tally = tally.plus(comment.get(0).asDouble(), comment.get(1).asLong());
      }
      posts.add(
          PostSummary.closed(
              "t",
              "b",
              "p" + posts.size(),
              PERIOD,
              PERIOD.start().plusSeconds(posts.size()),
              node.get("likes").asLong(),
              null,
              tally.sentiment(),
              tally.effectiveComments(),
              tally.comments()));
    }
    return posts;
  }
}
