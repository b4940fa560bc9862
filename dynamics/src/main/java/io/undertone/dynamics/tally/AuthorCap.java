// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Limits what one author's comments on one post count for together, so that nobody writes an
 * audience's opinion alone.
 *
 * <pre>
 * M_a = sum m_c, S_a = sum m_c s_c, Q_a = sum m_c^2     over the comments of author a
 * k_a = min(1, cap / M_a)
 * sigma_p = sum_a k_a S_a / sum_a k_a M_a
 * neff_p  = (sum_a k_a M_a)^2 / sum_a k_a^2 Q_a
 * </pre>
 *
 * The cap is a weight, not a share of the post: k_a then follows from the author's own comments
 * alone, whoever else comments and in which order, and a correction undoes exactly what it should.
 * A share would change every author's factor with every comment of the others. Sums of single
 * authors are exact, and those that are capped are added up in the order of their values, so the
 * same comments give the same bits.
 *
 * @param cap largest weight of one author, at least 1, in units of comment weight (likes + 1);
 *     infinite for none
 */
public record AuthorCap(double cap) implements Serializable {
  /** Everybody counts in full. */
  public static final AuthorCap NONE = new AuthorCap(Double.POSITIVE_INFINITY);

  private static final Comparator<PostTally> BY_VALUE =
      Comparator.comparingLong(PostTally::weight)
          .thenComparingLong(PostTally::scoreHigh)
          .thenComparing(PostTally::scoreLow, Long::compareUnsigned)
          .thenComparingLong(PostTally::squareHigh)
          .thenComparing(PostTally::squareLow, Long::compareUnsigned)
          .thenComparingLong(PostTally::comments);

  public AuthorCap {
    if (!(cap >= 1)) {
      throw new IllegalArgumentException(
          "author-weight-cap is " + cap + "; it must be at least 1, the weight of one comment.");
    }
  }

  /**
   * What a post amounts to.
   *
   * @param sentiment sigma_p in [0,1]; 0 without comments
   * @param effectiveComments neff_p; 0 without comments
   * @param comments number of comments, capped or not
   */
  public record Capped(double sentiment, double effectiveComments, long comments) {
    static final Capped EMPTY = new Capped(0, 0, 0);
  }

  /** Whether it may change a post whose comments weigh so much together. */
  public boolean mayBind(long weight) {
    return weight > cap;
  }

  /** The post, when no author reaches the cap. */
  public static Capped uncapped(PostTally all) {
    return all.comments() == 0
        ? Capped.EMPTY
        : new Capped(all.sentiment(), all.effectiveComments(), all.comments());
  }

  /**
   * The post from the tallies of its authors.
   *
   * @param authors one tally each; a comment whose author is unknown stands for itself
   */
  public Capped of(Collection<PostTally> authors) {
    PostTally within = PostTally.EMPTY;
    List<PostTally> beyond = new ArrayList<>();
    for (PostTally author : authors) {
      if (mayBind(author.weight())) {
        beyond.add(author);
      } else {
        within = within.merge(author);
      }
    }
    return beyond.isEmpty() ? uncapped(within) : sum(within, beyond);
  }

  private Capped sum(PostTally within, List<PostTally> beyond) {
    beyond.sort(BY_VALUE);
    double score = within.weightedScores();
    double weight = within.weight();
    double squares = within.squaredWeights();
    long comments = within.comments();
    for (PostTally author : beyond) {
      // k_a = cap / M_a
      double k = cap / author.weight();
      score += k * author.weightedScores();
      weight += k * author.weight();
      squares += k * k * author.squaredWeights();
      comments += author.comments();
    }
    return new Capped(Math.min(1, score / weight), weight * weight / squares, comments);
  }
}
