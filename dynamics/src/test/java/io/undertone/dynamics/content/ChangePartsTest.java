// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.content.ChangeParts.Post;
import io.undertone.dynamics.content.ChangeParts.PostPart;
import io.undertone.dynamics.content.ChangeParts.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePartsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void thePartsAndThePostsEachAddUpToTheChange(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      Side a = side(random, random.nextBoolean(), random.nextBoolean());
      Side b = side(random, random.nextBoolean(), random.nextBoolean());
      ChangeParts parts = ChangeParts.of(a, b, random.nextDouble() * 0.01);
      double change = b.sentiment() - a.sentiment();
      assertThat(parts.change()).isEqualTo(change);
      assertThat(parts.sum()).isCloseTo(change, within(1e-12));
      assertThat(parts.posts().stream().mapToDouble(PostPart::contribution).sum())
          .isCloseTo(change, within(1e-12));
    }
  }

  @Test
  void aMoreLikedHappyPostIsALikesPart() {
    Side a =
        new Side(.5, .1, null, 20, List.of(new Post("a", .5, .4, 10), new Post("b", .5, .6, 10)));
    Side b =
        new Side(.58, .1, null, 20, List.of(new Post("c", .1, .4, 10), new Post("d", .9, .6, 10)));
    ChangeParts parts = ChangeParts.of(a, b, 0.01);
    assertThat(parts.likes()).isCloseTo(.08, within(1e-12));
    assertThat(parts.composition()).isCloseTo(0, within(1e-12));
    assertThat(parts.rest()).isCloseTo(0, within(1e-12));
    assertThat(parts.withinNoise()).isTrue();
    assertThat(parts.contentKnown()).isFalse();
  }

  @Test
  void whatWasPostedIsAContentPartAndTheSurerTheErrorsTheLessIsNoise() {
    Side a = new Side(.5, .01, .0, 10, List.of(new Post("a", 1, .5, 10)));
    Side b = new Side(.7, .01, .1, 10, List.of(new Post("b", 1, .7, 10)));
    ChangeParts parts = ChangeParts.of(a, b, 0.02);
    assertThat(parts.content()).isCloseTo(.1, within(1e-12));
    assertThat(parts.noise()).isBetween(0.0, .002);
    assertThat(parts.withinNoise()).isFalse();
  }

  @Test
  void postsThatWereNotKeptStandTogether() {
    Side a = new Side(.5, null, null, 10, List.of(new Post("a", 1, .5, 10)));
    Side b = new Side(.6, null, null, 30, List.of(new Post("b", .5, .7, 10)));
    ChangeParts parts = ChangeParts.of(a, b, 0);
    assertThat(parts.posts()).extracting(PostPart::post).contains("");
    assertThat(parts.error()).isNull();
    assertThat(parts.withinNoise()).isFalse();
    assertThat(parts.sum()).isCloseTo(.1, within(1e-12));
  }

  private static Side side(Random random, boolean whole, boolean known) {
    int n = 1 + random.nextInt(9);
    double[] likes = random.doubles(n, 1, 100).toArray();
    double sum = 0;
    for (double like : likes) {
      sum += like;
    }
    List<Post> posts = new ArrayList<>();
    double sentiment = 0;
    long comments = 0;
    for (int i = 0; i < n; i++) {
      Post post = new Post("p" + i, likes[i] / sum, random.nextDouble(), random.nextInt(50));
      sentiment += post.weight() * post.sentiment();
      comments += post.comments();
      posts.add(post);
    }
    List<Post> kept = whole ? posts : posts.subList(0, random.nextInt(n + 1));
    @Nullable Double error = known ? random.nextDouble() * 0.1 : null;
    return new Side(sentiment, error, known ? random.nextGaussian() * .05 : null, comments, kept);
  }
}
