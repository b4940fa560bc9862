// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostTallyTest {
  private record Rated(double score, long likes) {}

  @Test
  void anyOrderAndAnyGroupingGiveTheSameBits() {
    Random random = new Random(1);
    List<Rated> comments = comments(random, 2_000, 1_000_000);
    PostTally inOrder = tally(comments);
    Collections.shuffle(comments, random);
    assertThat(tally(comments)).isEqualTo(inOrder);
    PostTally halves = tally(comments.subList(0, 700)).merge(tally(comments.subList(700, 2_000)));
    assertThat(halves).isEqualTo(inOrder);
  }

  @Test
  void takingACommentOutLeavesNoTrace() {
    Random random = new Random(2);
    List<Rated> comments = comments(random, 200, PostTally.MAX_LIKES);
    PostTally kept = tally(comments);
    PostTally tally = kept;
    List<Rated> others = comments(random, 200, PostTally.MAX_LIKES);
    for (Rated c : others) {
      tally = tally.plus(c.score(), c.likes());
    }
    for (Rated c : others) {
      tally = tally.subtract(PostTally.EMPTY.plus(c.score(), c.likes()));
    }
    assertThat(tally).isEqualTo(kept);
  }

  @Test
  void sentimentAgreesWithExactDecimals() {
    List<Rated> comments = comments(new Random(3), 5_000, PostTally.MAX_LIKES);
    BigDecimal weighted = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (Rated c : comments) {
      BigDecimal m = BigDecimal.valueOf(c.likes() + 1);
      weighted = weighted.add(new BigDecimal(c.score()).multiply(m));
      weight = weight.add(m);
      squares = squares.add(m.multiply(m));
    }
    PostTally tally = tally(comments);
    assertThat(tally.sentiment())
        .isCloseTo(weighted.divide(weight, MathContext.DECIMAL64).doubleValue(), within(1e-15));
    double neff = weight.multiply(weight).divide(squares, MathContext.DECIMAL64).doubleValue();
    assertThat(tally.effectiveComments()).isCloseTo(neff, within(1e-12 * neff));
  }

  @Test
  void scoresAndLikesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> PostTally.EMPTY.plus(1.01, 0)).hasMessageContaining("score is 1.01");
    assertThatThrownBy(() -> PostTally.EMPTY.plus(Double.NaN, 0)).hasMessageContaining("[0,1]");
    assertThatThrownBy(() -> PostTally.EMPTY.plus(0.5, -1)).hasMessageContaining("likes is -1");
    assertThatThrownBy(PostTally.EMPTY::sentiment).hasMessageContaining("without comments");
  }

  private static PostTally tally(List<Rated> comments) {
    PostTally tally = PostTally.EMPTY;
    for (Rated c : comments) {
      tally = tally.plus(c.score(), c.likes());
    }
    return tally;
  }

  private static List<Rated> comments(Random random, int n, long maxLikes) {
    List<Rated> comments = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      comments.add(new Rated(random.nextDouble(), random.nextLong(maxLikes)));
    }
    return comments;
  }
}
