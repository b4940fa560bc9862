// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.generate.SuiteOptions.TextLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Turns sentiment into comments.
 *
 * <p>A post draws its own mean around the audience's sentiment (variance 0.0025); a comment is
 * negative, neutral or positive, its score uniform within 0.15 of 0.15, 0.5 or 0.85. The shares of
 * the three make the mean of the scores equal the post's. The scores of {@link
 * Suite#DELAYED_PRIVATE} lie within 0.15 of their post's mean, which has a variance of 0.0004, and
 * numbers and likes are even, so that few comments tell much; its texts are as all others. Where
 * content has an effect, a post's mean moves by half of what its own sentiment differs from 0.5.
 */
final class CommentMaker {
  /** First instant of the first period. */
  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private static final double POST_DEVIATION = .05;
  private static final double CLOSE_DEVIATION = .02;
  private static final double CONTENT_DEVIATION = .05;
  private static final double REACH = .35;
  private static final double NEUTRAL = .35;
  private static final double SPREAD = .15;

  private final Truth truth;
  private final SuiteOptions options;
  private final boolean close;

  CommentMaker(Truth truth) {
    this.truth = truth;
    options = truth.options();
    close = truth.suite() == Suite.DELAYED_PRIVATE && options.text() == TextLanguage.NONE;
  }

  /** All comments of one period in order of time. */
  List<GeneratedComment> period(int t) {
    List<GeneratedComment> comments = new ArrayList<>();
    for (int i = 0; i < options.bloggers(); i++) {
      long stream = (options.seed() * 1_000_003L + t) * 1_000_003L + i;
      blogger(t, i, new Random(new SplittableRandom(stream).nextLong()), comments);
    }
    comments.sort(
        Comparator.comparing(GeneratedComment::time)
            .thenComparing(GeneratedComment::post)
            .thenComparingInt(GeneratedComment::commentIndex));
    return comments;
  }

  private void blogger(int t, int i, Random random, List<GeneratedComment> comments) {
    long seconds = Duration.ofDays(options.periodDays()).toSeconds();
    Instant start = START.plusSeconds(t * seconds);
    int posts = close ? options.posts() : around(options.posts(), random);
    for (int p = 0; p < posts; p++) {
      long published = (long) (.9 * seconds * random.nextDouble());
      double deviation = close ? CLOSE_DEVIATION : POST_DEVIATION;
      double sentiment = truth.expressed()[t][i] + deviation * random.nextGaussian();
      String id = "p" + t + "-" + i + "-" + p;
      long likes = (long) Math.exp(3 + (close ? .2 : .7) * random.nextGaussian());
      double score = score(t, i, random);
      double mean =
          clip(truth.content() == null ? sentiment : sentiment + Truth.REACTION * (score - .5));
      int count = close ? options.comments() : around(options.comments(), random);
      for (int c = 0; c < count; c++) {
        long after = (long) ((seconds - 1 - published) * Math.pow(random.nextDouble(), 3));
        int kind = kind(mean, random);
        comments.add(
            new GeneratedComment(
                truth.bloggers().get(i),
                id,
                start.plusSeconds(published),
                likes,
                score,
                c,
                start.plusSeconds(published + after),
                (long) Math.exp((close ? .2 : .8) * random.nextGaussian()),
                (close ? mean : .5 + REACH * kind) + SPREAD * (2 * random.nextDouble() - 1),
                options.text() == TextLanguage.NONE
                    ? null
                    : Phrases.compose(options.text(), kind, random)));
      }
    }
  }

  /** Sentiment of a post. */
  private double score(int t, int i, Random random) {
    double[][] content = truth.content();
    return content == null
        ? .3 + .4 * random.nextDouble()
        : Math.max(0, Math.min(1, content[t][i] + CONTENT_DEVIATION * random.nextGaussian()));
  }

  /** Uniform on 1..2 mean - 1. */
  private static int around(int mean, Random random) {
    return 1 + random.nextInt(2 * mean - 1);
  }

  private static double clip(double mean) {
    return Math.max(.5 - REACH, Math.min(.5 + REACH, mean));
  }

  /** -1, 0 or 1 with expectation (mean - 0.5) / 0.35. */
  private static int kind(double mean, Random random) {
    double tilt = (mean - .5) / REACH;
    double decided = 1 - Math.min(NEUTRAL, 1 - Math.abs(tilt));
    double u = random.nextDouble();
    if (u < .5 * (decided + tilt)) {
      return 1;
    }
    return u < decided ? -1 : 0;
  }
}
