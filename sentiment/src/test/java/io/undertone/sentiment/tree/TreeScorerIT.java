// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches up to 0.9 GB the first time, so it runs only with -Dundertone.tree=true. */
class TreeScorerIT {
  @BeforeAll
  static void onlyWhenAskedFor() {
    assumeTrue(
        Boolean.getBoolean("undertone.tree"),
        "skipped: fetches models of 474 MB and more; run with -Dundertone.tree=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-tree", "en-tree:sr"})
  void treeTellsPraiseFromBlame(String name) {
    try (SentimentScorer tree = Scorers.byName(name, ScorerOptions.defaults())) {
      Score praise = tree.score("This is a wonderful, moving and beautifully made film.");
      Score blame = tree.score("This is a dull, stupid and badly made film.");
      assertThat(praise.outcome()).isEqualTo(Outcome.SCORED);
      assertThat(praise.positive()).isGreaterThan(0.65);
      assertThat(blame.positive()).isLessThan(0.35);
      assertThat(praise.scorer()).isEqualTo(name + "/4.5.10");
      assertThat(tree.explain("Good film. Bad end.", null, 5)).hasSize(2);
      assertThat(tree.score("good and bad words ".repeat(1_250)).outcome())
          .isEqualTo(Outcome.SCORED);
      assertThat(tree.score("\uD83D 😂😂 \0").positive()).isBetween(0.0, 1.0);
    }
  }

  /** What lies beyond the budget of tokens is left out, however busy the machine is. */
  @Test
  void budgetOfTokensBoundsAText() {
    ScorerOptions options = ScorerOptions.defaults().withMaxTokens(4);
    try (SentimentScorer tree = Scorers.byName("en-tree", options)) {
      String five = "A good film. ".repeat(5);
      Score score = tree.score(five + "A bad film. ".repeat(50));
      assertThat(score.outcome()).isEqualTo(Outcome.SCORED);
      assertThat(score.positive()).isEqualTo(tree.score(five).positive());
    }
  }
}
