// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorCapTest {
  private record Comment(String author, double score, long likes) {}

  @Test
  void oneAuthorCountsAtMostTheCap() {
    // loud: M = 8, S = 8, Q = 32, k = 1/2; quiet: M = 2, S = 0, Q = 4
    PostTally loud = PostTally.EMPTY.plus(1, 3).plus(1, 3);
    PostTally quiet = PostTally.EMPTY.plus(0, 1);
    AuthorCap.Capped post = new AuthorCap(4).of(List.of(loud, quiet));
    assertThat(post.sentiment()).isCloseTo(4 / 6.0, within(1e-15));
    assertThat(post.effectiveComments()).isCloseTo(36 / (0.25 * 32 + 4), within(1e-14));
    assertThat(post.comments()).isEqualTo(3);
  }

  @Test
  void withoutABindingCapNothingChanges() {
    PostTally a = PostTally.EMPTY.plus(0.1, 7).plus(0.9, 2);
    PostTally b = PostTally.EMPTY.plus(0.4, 0);
    AuthorCap.Capped all = AuthorCap.uncapped(a.merge(b));
    assertThat(new AuthorCap(11).of(List.of(a, b))).isEqualTo(all);
    assertThat(AuthorCap.NONE.of(List.of(b, a))).isEqualTo(all);
    assertThat(all.sentiment()).isEqualTo(a.merge(b).sentiment());
    assertThat(new AuthorCap(1).of(List.of())).isEqualTo(AuthorCap.uncapped(PostTally.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderGivesTheSameBitsAndWhatIsTakenOutLeavesNoTrace(int seed) {
    Random random = new Random(seed);
    List<Comment> comments = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String author = "a" + (int) (12 * random.nextDouble() * random.nextDouble());
      comments.add(new Comment(author, random.nextDouble(), random.nextInt(40)));
    }
    AuthorCap cap = new AuthorCap(1 + 300 * random.nextDouble());
    AuthorCap.Capped expected = cap.of(authors(comments).values());
    Map<String, PostTally> more = authors(comments);
    Comment trial = new Comment("a0", 0.123, 10_000);
    more.merge("a0", PostTally.ofOne(trial.score(), trial.likes()), PostTally::merge);
    assertThat(cap.of(more.values())).isNotEqualTo(expected);
    more.computeIfPresent("a0", (a, tally) -> tally.minus(trial.score(), trial.likes()));
    assertThat(cap.of(more.values())).isEqualTo(expected);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(comments, random);
      List<PostTally> shuffled = new ArrayList<>(authors(comments).values());
      Collections.shuffle(shuffled, random);
      assertThat(cap.of(shuffled)).isEqualTo(expected);
    }
  }

  @Test
  void sentimentStaysWithinItsBounds() {
    Collection<PostTally> authors = new ArrayList<>();
    for (int i = 1; i < 100; i++) {
      authors.add(PostTally.EMPTY.plus(1, 3L * i).plus(1, 7));
    }
    assertThat(new AuthorCap(10.1).of(authors).sentiment()).isEqualTo(1);
  }

  @Test
  void capBelowOneCommentIsRefused() {
    assertThatThrownBy(() -> new AuthorCap(0.5))
        .hasMessage("author-weight-cap is 0.5; it must be at least 1, the weight of one comment.");
  }

  private static Map<String, PostTally> authors(List<Comment> comments) {
    Map<String, PostTally> authors = new TreeMap<>();
    for (Comment c : comments) {
      authors.merge(c.author(), PostTally.ofOne(c.score(), c.likes()), PostTally::merge);
    }
    return authors;
  }
}
