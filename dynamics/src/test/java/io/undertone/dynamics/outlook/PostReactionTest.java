// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.PostSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostReactionTest {
  private static final Period PERIOD = new Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400));

  @Test
  void theSlopeOfManyPostsIsFound() {
    PostReaction reaction = PostReaction.of(periods(250, 8, 0.4));

    assertThat(reaction.slope()).isCloseTo(0.4, within(0.05));
    assertThat(reaction.content()).isCloseTo(0.5, within(0.02));
    assertThat(reaction.posts()).isEqualTo(2000);
    assertThat(reaction.to(0.9, 0.6, 0.001).mean())
        .isCloseTo(0.6 + reaction.slope() * (0.9 - reaction.content()), within(1e-12));
  }

  @Test
  void theVarianceAddsStatePostAndComments() {
    PostReaction reaction = PostReaction.of(periods(250, 8, 0));

    assertThat(reaction.postVariance()).isCloseTo(0.0025 + 0.09 / 40, within(4e-4));
    assertThat(reaction.to(0.5, 0.6, 0.001).variance()).isEqualTo(0.001 + reaction.postVariance());
  }

  @Test
  void tooFewPostsSayNothing() {
    assertThat(PostReaction.of(periods(1, 5, 0.4)).slope()).isBetween(-.1, .1);
    assertThat(PostReaction.of(List.of()).slope()).isZero();
  }

  @Test
  void anExpectationStaysASentiment() {
    PostReaction reaction = PostReaction.of(periods(250, 8, 0.4));

    assertThat(reaction.to(1, 0.99, 0.001).mean()).isEqualTo(1);
  }

  /** sigma_p = 0.6 + slope (c_p - 0.5) + N(0, 0.05^2 + 0.09/40). */
  private static List<List<PostSummary>> periods(int count, int postsEach, double slope) {
    Random random = new Random(5);
    List<List<PostSummary>> periods = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      List<PostSummary> posts = new ArrayList<>();
      for (int p = 0; p < postsEach; p++) {
        double content = random.nextDouble();
        double noise = Math.sqrt(0.0025 + 0.09 / 40) * random.nextGaussian();
        double sentiment = 0.6 + slope * (content - 0.5) + noise;
        posts.add(
            PostSummary.closed(
                "t", "b", t + "-" + p, PERIOD, PERIOD.start(), 9, content, sentiment, 40, 60));
      }
      periods.add(posts);
    }
    return periods;
  }
}
