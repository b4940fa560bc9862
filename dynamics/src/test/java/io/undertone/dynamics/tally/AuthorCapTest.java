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
  private record Comment(String author, String scorer, double score, long likes) {}

  @Test
  void oneAuthorCountsAtMostTheCap() {
    // loud: M = 8, S = 8, Q = 32, k = 1/2; quiet: M = 2, S = 0, Q = 4
    PostTally loud = PostTally.EMPTY.plus(1, 3).plus(1, 3);
    PostTally quiet = PostTally.EMPTY.plus(0, 1);
    AuthorCap.Capped post =
        capped(new AuthorCap(4), List.of(Map.of("s", loud), Map.of("s", quiet)));
    assertThat(post.sentiment()).isCloseTo(4 / 6.0, within(1e-15));
    assertThat(post.effectiveComments()).isCloseTo(36 / (0.25 * 32 + 4), within(1e-14));
    assertThat(post.comments()).isEqualTo(3);
  }

  @Test
  void withoutABindingCapNothingChanges() {
    PostTally a = PostTally.EMPTY.plus(0.1, 7).plus(0.9, 2);
    PostTally b = PostTally.EMPTY.plus(0.4, 0);
    AuthorCap.Capped all = AuthorCap.uncapped(Map.of("s", a.merge(b)));
    assertThat(capped(new AuthorCap(11), List.of(Map.of("s", a), Map.of("s", b)))).isEqualTo(all);
    assertThat(capped(AuthorCap.NONE, List.of(Map.of("s", b), Map.of("s", a)))).isEqualTo(all);
    assertThat(all.sentiment()).isEqualTo(a.merge(b).sentiment());
    assertThat(all.effectiveComments()).isEqualTo(a.merge(b).effectiveComments());
    assertThat(capped(new AuthorCap(1), List.of()).comments()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderGivesTheSameBitsAndWhatIsTakenOutLeavesNoTrace(int seed) {
    Random random = new Random(seed);
    List<Comment> comments = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String author = "a" + (int) (12 * random.nextDouble() * random.nextDouble());
      String scorer = random.nextBoolean() ? "one" : "two";
      comments.add(new Comment(author, scorer, random.nextDouble(), random.nextInt(40)));
    }
    AuthorCap cap = new AuthorCap(1 + 300 * random.nextDouble());
    AuthorCap.Capped expected = capped(cap, authors(comments));
    List<Comment> more = new ArrayList<>(comments);
    more.add(new Comment("a0", "one", 0.123, 10_000));
    assertThat(capped(cap, authors(more))).isNotEqualTo(expected);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(comments, random);
      List<Map<String, PostTally>> shuffled = authors(comments);
      Collections.shuffle(shuffled, random);
      assertThat(capped(cap, shuffled)).isEqualTo(expected);
    }
  }

  /** By hand: each comment at k times its weight. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void spreadsAreThoseOfTheWeightsThatCount(int seed) {
    Random random = new Random(seed);
    List<Comment> comments = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String scorer = "s" + random.nextInt(3);
      comments.add(
          new Comment("a" + random.nextInt(9), scorer, random.nextDouble(), random.nextInt(9)));
    }
    double limit = 1 + 60 * random.nextDouble();
    Map<String, Double> weightOf = new TreeMap<>();
    comments.forEach(c -> weightOf.merge(c.author(), c.likes() + 1.0, Double::sum));
    AuthorCap.Capped post = capped(new AuthorCap(limit), authors(comments));
    double total = 0;
    for (Comment c : comments) {
      total += counted(c, weightOf, limit);
    }
    double shares = 0;
    for (ScoreSpread spread : post.spreads()) {
      double m = 0;
      double mm = 0;
      double ms = 0;
      double mss = 0;
      for (Comment c : comments) {
        if (c.scorer().equals(spread.scorer())) {
          double k = counted(c, weightOf, limit);
          m += k;
          mm += k * k;
          ms += k * c.score();
          mss += k * c.score() * c.score();
        }
      }
      double neff = m * m / mm;
      assertThat(spread.share()).isCloseTo(mm / (total * total), within(1e-12));
      assertThat(spread.freedom()).isCloseTo(neff - 1, within(1e-10));
      assertThat(spread.squares()).isCloseTo(neff * (mss / m - ms * ms / m / m), within(1e-10));
      shares += spread.share();
    }
    assertThat(shares).isCloseTo(1 / post.effectiveComments(), within(1e-12));
  }

  private static double counted(Comment c, Map<String, Double> weightOf, double limit) {
    return (c.likes() + 1)
        * Math.min(1, limit / java.util.Objects.requireNonNull(weightOf.get(c.author())));
  }

  @Test
  void sentimentStaysWithinItsBounds() {
    List<Map<String, PostTally>> authors = new ArrayList<>();
    for (int i = 1; i < 100; i++) {
      authors.add(Map.of("s", PostTally.EMPTY.plus(1, 3L * i).plus(1, 7)));
    }
    assertThat(capped(new AuthorCap(10.1), authors).sentiment()).isEqualTo(1);
  }

  @Test
  void capBelowOneCommentIsRefused() {
    assertThatThrownBy(() -> new AuthorCap(0.5))
        .hasMessage("author-weight-cap is 0.5; it must be at least 1, the weight of one comment.");
  }

  private static List<Map<String, PostTally>> authors(List<Comment> comments) {
    Map<String, Map<String, PostTally>> authors = new TreeMap<>();
    for (Comment c : comments) {
      authors
          .computeIfAbsent(c.author(), a -> new TreeMap<>())
          .merge(c.scorer(), PostTally.ofOne(c.score(), c.likes()), PostTally::merge);
    }
    return new ArrayList<>(authors.values());
  }

  private static AuthorCap.Capped capped(
      AuthorCap cap, Collection<? extends Map<String, PostTally>> authors) {
    AuthorCap.Sum sum = AuthorCap.Sum.EMPTY;
    for (Map<String, PostTally> author : authors) {
      sum = cap.plus(sum, author);
    }
    return cap.of(sum);
  }
}
