// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

/**
 * How much to generate.
 *
 * @param bloggers n, 3..1000
 * @param periods T, 3..100000
 * @param noise standard deviation of an innovation of audience sentiment in one period, 0..0.2
 * @param posts mean number of posts of a blogger in a period, 1..1000
 * @param comments mean number of comments under a post, 1..10000
 * @param periodDays days in a period, 1..31
 * @param text whether comments come as text instead of scores, and in which language
 * @param strength weight of every edge of {@link Suite#DELAYED_PRIVATE}, 0.05..0.5; of no meaning
 *     elsewhere
 * @param seed same seed, same stream
 */
public record SuiteOptions(
    int bloggers,
    int periods,
    double noise,
    int posts,
    int comments,
    int periodDays,
    TextLanguage text,
    double strength,
    long seed) {

  /** Weight of an edge where none is asked for. */
  public static final double DEFAULT_STRENGTH = .25;

  /** With edges of the default strength. */
  public SuiteOptions(
      int bloggers,
      int periods,
      double noise,
      int posts,
      int comments,
      int periodDays,
      TextLanguage text,
      long seed) {
    this(bloggers, periods, noise, posts, comments, periodDays, text, DEFAULT_STRENGTH, seed);
  }

  /** Language of the texts. */
  public enum TextLanguage {
    NONE,
    ZH,
    EN,
    /** Chinese and English, comment by comment. */
    MIXED
  }

  public SuiteOptions {
    within("bloggers", bloggers, 3, 1000);
    within("periods", periods, 3, 100_000);
    within("posts", posts, 1, 1000);
    within("comments", comments, 1, 10_000);
    within("period days", periodDays, 1, 31);
    if (!(noise >= 0 && noise <= 0.2)) {
      throw new IllegalArgumentException(
          "noise must be between 0 and 0.2; it was given " + noise + ".");
    }
    if (!(strength >= 0.05 && strength <= 0.5)) {
      throw new IllegalArgumentException(
          "strength must be between 0.05 and 0.5; it was given " + strength + ".");
    }
  }

  private static void within(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + " must be between " + low + " and " + high + "; it was given " + value + ".");
    }
  }
}
