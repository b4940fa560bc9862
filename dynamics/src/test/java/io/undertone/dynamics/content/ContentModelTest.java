// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.content.ContentModel.ObservedPost;
import io.undertone.dynamics.content.Reaction.DraftDifference;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentModelTest {
  private static final double TAU2 = .006;
  private static final double S2 = .09;
  private static final String[] WORDS = {
    "phone", "camera", "battery", "price", "giveaway", "update", "review", "leak", "car", "chip"
  };

  /** A post and the reaction that was expected before its period closed. */
  private record Seen(ObservedPost post, Reaction expected) {}

  /** Posts of four bloggers whose reactions follow score and words as said. */
  private static final class Audiences {
    private final Random random;
    private final double wordEffect;
    private final boolean shuffled;
    final ContentModel model = new ContentModel();
    final List<Seen> seen = new ArrayList<>();

    Audiences(long seed, double wordEffect, boolean shuffled) {
      this.random = new Random(seed);
      this.wordEffect = wordEffect;
      this.shuffled = shuffled;
    }

    Audiences periods(int periods) {
      for (int t = 0; t < periods; t++) {
        List<ObservedPost> posts = new ArrayList<>();
        for (int b = 0; b < 4; b++) {
          for (int k = 0; k < 3; k++) {
            posts.add(post("blogger" + b, .5 + .05 * (b - 1.5)));
          }
        }
        for (ObservedPost post : posts) {
          ScoreReaction.Audience audience = model.audience(post.blogger());
          double level = audience == null ? .5 : audience.level();
          Reaction expected =
              model.expected(
                  post.blogger(), post.text(), post.content(), level, 1e-4, TAU2, post.noise());
          seen.add(new Seen(post, expected));
        }
        for (int p = 0; p < posts.size(); p++) {
          Seen last = seen.get(seen.size() - posts.size() + p);
          model.settle(last.expected(), last.post().sentiment());
        }
        model.close(posts, TAU2);
      }
      return this;
    }

    private ObservedPost post(String blogger, double level) {
      StringBuilder text = new StringBuilder();
      boolean giveaway = false;
      for (int w = 0; w < 6; w++) {
        String word = WORDS[random.nextInt(WORDS.length)];
        giveaway |= word.equals("giveaway");
        text.append(word).append(' ');
      }
      double content = random.nextDouble();
      double neff = 5 + random.nextInt(40);
      double sentiment =
          level
              + .15 * (content - .5)
              + (giveaway != shuffled ? wordEffect : 0)
              + .05 * random.nextGaussian()
              + Math.sqrt(S2 / neff) * random.nextGaussian();
      return new ObservedPost(
          blogger,
          PostVector.of(shuffled ? shuffledText() : text.toString(), blogger, ""),
          content,
          Math.max(0, Math.min(1, sentiment)),
          S2 / neff);
    }

    private String shuffledText() {
      return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)];
    }

    double rmse(boolean withText, int from) {
      double squares = 0;
      for (Seen s : seen.subList(from, seen.size())) {
        double mean =
            s.expected().audience()
                + s.expected().byScore()
                + (withText ? s.expected().byText() : 0);
        double e = s.post().sentiment() - mean;
        squares += e * e;
      }
      return Math.sqrt(squares / (seen.size() - from));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void wordsThatMoveReactionsAreLearnt(long seed) {
    Audiences audiences = new Audiences(seed, .12, false).periods(60);
    assertThat(audiences.rmse(true, 240)).isLessThan(.93 * audiences.rmse(false, 240));
    ContentModel model = audiences.model;
    double with = model.textEffect("newcomer", PostVector.of("phone giveaway", "newcomer", ""));
    double without = model.textEffect("newcomer", PostVector.of("phone review", "newcomer", ""));
    assertThat(with - without).isBetween(.02, .14);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6, 7})
  void textsThatSayNothingCostAlmostNothing(long seed) {
    Audiences audiences = new Audiences(seed, 0, true).periods(60);
    assertThat(audiences.rmse(true, 12)).isLessThan(1.015 * audiences.rmse(false, 12));
  }

  /** Coverage over all posts, and printed by the number of their comments. */
  @Test
  void intervalsOfDraftsCover() {
    int[] most = {10, 25, Integer.MAX_VALUE};
    int[][] inside = new int[most.length][3];
    for (long seed = 10; seed < 16; seed++) {
      Audiences audiences = new Audiences(seed, .08, false).periods(80);
      for (Seen s : audiences.seen.subList(120, audiences.seen.size())) {
        double y = s.post().sentiment();
        int k = 0;
        while (S2 / s.post().noise() > most[k]) {
          k++;
        }
        inside[k][0] += y >= s.expected().lower80() && y <= s.expected().upper80() ? 1 : 0;
        inside[k][1] += y >= s.expected().lower95() && y <= s.expected().upper95() ? 1 : 0;
        inside[k][2]++;
      }
    }
    int[] all = new int[3];
    for (int k = 0; k < most.length; k++) {
      System.out.printf(
          Locale.ROOT,
          "evidence: drafts with up to %d comments, %d posts: 80 %% interval covers %.3f, 95 %%"
              + " %.3f%n",
          most[k],
          inside[k][2],
          (double) inside[k][0] / inside[k][2],
          (double) inside[k][1] / inside[k][2]);
      for (int c = 0; c < 3; c++) {
        all[c] += inside[k][c];
      }
    }
    assertThat((double) all[0] / all[2]).isCloseTo(.80, within(.04));
    assertThat((double) all[1] / all[2]).isCloseTo(.95, within(.02));
  }

  /** Two posts come out .15 a unit of score and the effect of one word apart, and by chance. */
  @ParameterizedTest
  @ValueSource(doubles = {0, .04, .12, .2})
  void intervalsOfTheDifferenceOfTwoDraftsCover(double wordEffect) {
    int covered = 0;
    int pairs = 0;
    double likelier = 0;
    double chances = 0;
    for (long seed = 50; seed < 56; seed++) {
      Audiences audiences = new Audiences(seed, wordEffect, false).periods(60);
      Random random = new Random(seed);
      for (int pair = 0; pair < 200; pair++, pairs++) {
        String blogger = "blogger" + random.nextInt(4);
        String[] texts = {words(random), words(random)};
        double first = random.nextDouble();
        double more = first - random.nextDouble();
        double neff = 5 + random.nextInt(40);
        double truth =
            .15 * more
                + wordEffect * (has(texts[0]) - has(texts[1]))
                + Math.sqrt(2 * (.05 * .05 + S2 / neff)) * random.nextGaussian();
        DraftDifference found =
            audiences.model.difference(
                blogger,
                PostVector.of(texts[0], blogger, ""),
                PostVector.of(texts[1], blogger, ""),
                more,
                TAU2);
        covered += found.lower95() <= truth && truth <= found.upper95() ? 1 : 0;
        double said = found.better();
        likelier += said > .5 == truth > 0 ? 1 : 0;
        chances += Math.max(said, 1 - said);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "evidence: difference of two drafts, a word moves %.2f: 95 %% interval covers %.3f of %d;"
            + " the likelier one won %.3f, said %.3f%n",
        wordEffect,
        (double) covered / pairs,
        pairs,
        likelier / pairs,
        chances / pairs);
    assertThat((double) covered / pairs).isCloseTo(.95, within(.02));
    assertThat(chances / pairs).isCloseTo(likelier / pairs, within(.04));
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < 6; w++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private static int has(String text) {
    return text.contains("giveaway") ? 1 : 0;
  }

  @Test
  void aDraftDoesNotDifferFromItself() {
    ContentModel model = new Audiences(3, .1, false).periods(20).model;
    PostVector text = PostVector.of("phone giveaway", "blogger1", "");
    assertThat(model.difference("blogger1", text, text, 0., TAU2).mean()).isZero();
    assertThat(model.difference("blogger1", text, text, 0., TAU2).better()).isEqualTo(.5);
  }

  @Test
  void withoutTextOnlyTheScoreSpeaks() {
    ContentModel model = new ContentModel();
    Random random = new Random(1);
    for (int t = 0; t < 30; t++) {
      double content = random.nextDouble();
      model.close(List.of(new ObservedPost("a", null, content, .4 + .2 * content, S2 / 20)), TAU2);
    }
    assertThat(model.textEffect("a", null)).isZero();
    assertThat(model.textVariance(null, TAU2)).isZero();
    assertThat(model.varianceLeft(TAU2)).isEqualTo(TAU2);
    assertThat(model.scoreEffect("a", .9)).isPositive();
    assertThat(model.scoreEffect("a", null)).isZero();
  }

  @Test
  void postsWithoutScoresTeachTheLevelAndNotTheSlope() {
    ContentModel model = new ContentModel();
    for (int t = 0; t < 20; t++) {
      model.close(List.of(new ObservedPost("a", null, null, t % 2 == 0 ? .7 : .8, S2 / 20)), TAU2);
    }
    ScoreReaction.Audience audience = model.audience("a");
    assertThat(audience).isNotNull();
    assertThat(audience.level()).isCloseTo(.75, within(1e-9));
    assertThat(audience.slope()).isCloseTo(0, within(1e-12));
  }

  /** Any text gives finite numbers within their bounds. */
  @ParameterizedTest
  @ValueSource(longs = {20, 21, 22, 23, 24, 25})
  void anyTextsGiveFiniteNumbers(long seed) {
    Random random = new Random(seed);
    ContentModel model = new ContentModel();
    for (int t = 0; t < 40; t++) {
      List<ObservedPost> posts = new ArrayList<>();
      for (int p = 0; p < 5; p++) {
        String blogger = "b" + random.nextInt(3);
        posts.add(
            new ObservedPost(
                blogger,
                PostVector.of(anyText(random), blogger, "salt"),
                random.nextBoolean() ? null : random.nextDouble(),
                random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble(),
                S2 / (1 + 1e6 * random.nextDouble())));
      }
      double tau2 = 5e-4 + random.nextDouble() * .1;
      model.close(posts, tau2);
      Reaction reaction =
          model.draft("b0", PostVector.of(anyText(random), "b0", "salt"), .5, .5, .001, tau2);
      assertThat(reaction.mean()).isBetween(0., 1.);
      assertThat(reaction.variance()).isPositive().isFinite();
      assertThat(reaction.lower95()).isLessThanOrEqualTo(reaction.lower80());
      double[] shares = new double[TextFilter.RUNGS];
      model.filter().shares(shares);
      assertThat(shares).doesNotContain(Double.NaN);
    }
  }

  private static String anyText(Random random) {
    int length = random.nextInt(4) == 0 ? 3000 : random.nextInt(60);
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < length; k++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) ('a' + random.nextInt(26)));
        case 1 -> text.append(' ');
        case 2 -> text.append((char) (0x4e00 + random.nextInt(500)));
        case 3 -> text.appendCodePoint(0x1f600 + random.nextInt(60));
        default -> text.append((char) random.nextInt(0x10000));
      }
    }
    return text.toString();
  }

  /** State and vectors go through bytes and go on bit for bit, at every age. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 60})
  void goesOnFromItsStateBitForBit(int periods) {
    Audiences straight = new Audiences(30, .1, false).periods(periods);
    ContentModel restored = new ContentModel();
    restored.restore(straight.model.state());
    for (int b = 0; b < 4; b++) {
      restored.restore("blogger" + b, straight.model.state("blogger" + b));
    }
    assertThat(restored.state()).isEqualTo(straight.model.state());
    assertThat(straight.model.state().length).isLessThan(3000 + 64 * restored.touchedWeights());
    PostVector text = PostVector.of("phone giveaway", "blogger1", "");
    for (int t = 0; t < 5; t++) {
      List<ObservedPost> posts =
          List.of(
              new ObservedPost("blogger1", text, .5 + .1 * t, .6, .004),
              new ObservedPost("other", PostVector.of("car", "other", ""), null, .3, .01));
      restored.close(posts, TAU2);
      straight.model.close(posts, TAU2);
      assertThat(restored.state()).isEqualTo(straight.model.state());
      assertThat(restored.state("blogger1")).isEqualTo(straight.model.state("blogger1"));
      assertThat(restored.draft("blogger1", text, .5, .5, .001, TAU2))
          .isEqualTo(straight.model.draft("blogger1", text, .5, .5, .001, TAU2));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {40, 41, 42, 43})
  void vectorsGoThroughBytesExactly(long seed) {
    Random random = new Random(seed);
    for (int k = 0; k < 50; k++) {
      PostVector vector = PostVector.of(anyText(random), "b" + k, "salt");
      byte[] bytes = vector.bytes();
      assertThat(PostVector.of(bytes)).isEqualTo(vector);
      assertThat(bytes.length).isLessThan(64 + 12 * vector.length());
      int cut = random.nextInt(bytes.length);
      assertThatThrownBy(() -> PostVector.of(java.util.Arrays.copyOf(bytes, cut)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The largest state, and how long learning and scoring a post of 200 words takes. */
  @Test
  void aMillionWordsTakeOneMebibyte() {
    Random random = new Random(50);
    ContentModel model = new ContentModel();
    List<ObservedPost> posts = new ArrayList<>();
    for (int p = 0; p < 400; p++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 60; w++) {
        text.append((char) (0x4e00 + random.nextInt(15000)));
      }
      posts.add(
          new ObservedPost(
              "b", PostVector.of(text.toString(), "b", ""), .5, .5 * random.nextDouble(), .01));
    }
    model.close(posts, TAU2);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long started = clock.getCurrentThreadCpuTime();
    for (int k = 0; k < 20; k++) {
      model.close(posts, TAU2);
      for (ObservedPost post : posts) {
        assertThat(model.draft("b", post.text(), .5, .5, .001, TAU2).variance()).isPositive();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "content: learning and scoring a post of 60 words %.1f us, state %d bytes of %d weights%n",
        (clock.getCurrentThreadCpuTime() - started) / 1e3 / 20 / posts.size(),
        model.state().length,
        model.touchedWeights());
    assertThat(model.state().length).isLessThan((1 << 20) + 4096);
  }

  @Test
  void aSaltMovesEveryWord() {
    PostVector plain = PostVector.of("phone camera battery", "a", "");
    PostVector salted = PostVector.of("phone camera battery", "a", "0f3c");
    assertThat(salted).isNotEqualTo(plain);
    assertThat(PostVector.of("phone camera battery", "a", "0f3c")).isEqualTo(salted);
  }

  @Test
  void refusesDamagedVectors() {
    assertThatThrownBy(() -> PostVector.of(new int[] {3, 2}, new double[] {1, 1}))
        .hasMessageContaining("ascend from 0 to 16383");
    assertThatThrownBy(() -> PostVector.of(new int[] {3}, new double[] {Double.NaN}))
        .hasMessageContaining("finite");
  }
}
