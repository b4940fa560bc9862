// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one sentiment is higher than another: an exact split of the change D = s_B - s_A, where each
 * side is s = sum_p w_p sigma_p over its posts p (w_p shares of the like weight, sigma_p the mean
 * score of the post's comments, n_p their number).
 *
 * <pre>
 * likes       = (s - m)_B - (s - m)_A          m = mean of sigma_p over posts, each alike
 * composition = (m - c)_B - (m - c)_A          c = sum n_p sigma_p / sum n_p, each comment alike
 * content     = content effect_B - content effect_A, 0 where one is unknown
 * noise       = L (D - likes - composition - content),   L = V / (V + M)
 * rest        = what remains: the audience itself
 * </pre>
 *
 * V is the sampling variance of the change, se_A^2 + se_B^2, and M the variance of true changes, so
 * that noise is the expected part of it in what nothing else explains. D is within the noise where
 * |D| is at most 1.96 sqrt(V). All in units of sentiment.
 *
 * @param change D
 * @param error 1.96 sqrt(V), half of its 95 % interval; null where a side has no error
 * @param withinNoise whether |D| is at most {@code error}; false where that is not known
 * @param likes which posts the likes favour
 * @param composition how comments spread over posts
 * @param content what was posted
 * @param contentKnown whether both sides have a content effect
 * @param noise expected sampling noise
 * @param rest the audience itself
 * @param posts contributions of the posts; they sum to D as well
 */
public record ChangeParts(
    double change,
    @Nullable Double error,
    boolean withinNoise,
    double likes,
    double composition,
    double content,
    boolean contentKnown,
    double noise,
    double rest,
    List<PostPart> posts) {
  private static final double NORMAL_95 = 1.96;
  private static final double WHOLE = 1e-9;

  /**
   * One post of a side.
   *
   * @param post id; empty for the posts that were not kept, together
   * @param weight w_p in (0,1]
   * @param sentiment sigma_p in [0,1]
   * @param comments n_p, at least 0
   */
  public record Post(String post, double weight, double sentiment, long comments) {}

  /**
   * One side of a change.
   *
   * @param sentiment s in [0,1]
   * @param standardError of s; null when unknown
   * @param contentEffect part of s that content explains; null when unknown
   * @param comments of all posts
   * @param posts those that were kept
   */
  public record Side(
      double sentiment,
      @Nullable Double standardError,
      @Nullable Double contentEffect,
      long comments,
      List<Post> posts) {

    /** All posts: those that were not kept stand together as one, so that the weights sum to 1. */
    private List<Post> whole() {
      double weight = 1 - posts.stream().mapToDouble(Post::weight).sum();
      double known = posts.stream().mapToDouble(p -> p.weight() * p.sentiment()).sum();
      if (Math.abs(weight) <= WHOLE && Math.abs(sentiment - known) <= WHOLE) {
        return posts;
      }
      long others = Math.max(0, comments - posts.stream().mapToLong(Post::comments).sum());
      List<Post> all = new java.util.ArrayList<>(posts);
      all.add(new Post("", weight, weight == 0 ? sentiment : (sentiment - known) / weight, others));
      return all;
    }
  }

  /**
   * What one post adds to the change.
   *
   * @param post id; empty for the posts that were not kept, together
   * @param after whether it belongs to side B
   * @param contribution w_p (sigma_p - r) on side B and minus that on side A, r = (s_A + s_B) / 2
   */
  public record PostPart(String post, boolean after, double contribution) {}

  /**
   * Splits a change.
   *
   * @param movement M, variance of true changes of this kind, at least 0
   */
  public static ChangeParts of(Side a, Side b, double movement) {
    double change = b.sentiment() - a.sentiment();
    double likes = likes(b) - likes(a);
    double composition = composition(b) - composition(a);
    boolean known = a.contentEffect() != null && b.contentEffect() != null;
    double content = known ? value(b.contentEffect()) - value(a.contentEffect()) : 0;
    double left = change - likes - composition - content;
    Double error = null;
    double noise = 0;
    if (a.standardError() != null && b.standardError() != null) {
      double variance = square(value(a.standardError())) + square(value(b.standardError()));
      error = NORMAL_95 * Math.sqrt(variance);
      noise = variance + movement > 0 ? left * variance / (variance + movement) : 0;
    }
    return new ChangeParts(
        change,
        error,
        error != null && Math.abs(change) <= error,
        likes,
        composition,
        content,
        known,
        noise,
        left - noise,
        posts(a, b));
  }

  /** Sum of the parts, which is the change. */
  public double sum() {
    return likes + composition + content + noise + rest;
  }

  private static List<PostPart> posts(Side a, Side b) {
    double reference = (a.sentiment() + b.sentiment()) / 2;
    List<PostPart> parts = new java.util.ArrayList<>();
    b.whole()
        .forEach(
            p -> parts.add(new PostPart(p.post(), true, p.weight() * (p.sentiment() - reference))));
    a.whole()
        .forEach(
            p ->
                parts.add(
                    new PostPart(p.post(), false, -p.weight() * (p.sentiment() - reference))));
    parts.sort((x, y) -> Double.compare(Math.abs(y.contribution()), Math.abs(x.contribution())));
    return parts;
  }

  private static double likes(Side side) {
    return side.sentiment() - plain(side);
  }

  private static double composition(Side side) {
    long comments = side.posts().stream().mapToLong(Post::comments).sum();
    return comments == 0
        ? 0
        : plain(side)
            - side.posts().stream().mapToDouble(p -> p.comments() * p.sentiment()).sum() / comments;
  }

  /** Mean over the posts that were kept; the sentiment itself where none was. */
  private static double plain(Side side) {
    return side.posts().stream().mapToDouble(Post::sentiment).average().orElse(side.sentiment());
  }

  private static double value(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static double square(double value) {
    return value * value;
  }
}
