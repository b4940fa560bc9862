// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
          .thenComparingLong(PostTally::scoreSquareHigh)
          .thenComparing(PostTally::scoreSquareLow, Long::compareUnsigned)
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
   * @param spreads how far the comments of each scorer lie apart, ascending by its name
   */
  public record Capped(
      double sentiment, double effectiveComments, long comments, List<ScoreSpread> spreads) {
    static final Capped EMPTY = new Capped(0, 0, 0, List.of());
  }

  /** Comments of one author by one scorer that count for less than their weight. */
  private record Beyond(String scorer, PostTally tally, double k) {}

  /** Whether it may change a post whose comments weigh so much together. */
  public boolean mayBind(long weight) {
    return weight > cap;
  }

  /**
   * The post, when no author reaches the cap.
   *
   * @param byScorer its comments by the name of their scorer
   */
  public static Capped uncapped(Map<String, PostTally> byScorer) {
    return sum(byScorer, List.of());
  }

  /**
   * The post from the tallies of its authors.
   *
   * @param authors one map each, from the names of scorers; a comment whose author is unknown
   *     stands for itself
   */
  public Capped of(Collection<? extends Map<String, PostTally>> authors) {
    Map<String, PostTally> within = new TreeMap<>();
    List<Beyond> beyond = new ArrayList<>();
    for (Map<String, PostTally> author : authors) {
      long weight = author.values().stream().mapToLong(PostTally::weight).sum();
      // k_a = cap / M_a
      double k = mayBind(weight) ? cap / weight : 1;
      author.forEach(
          (scorer, tally) -> {
            if (k < 1) {
              beyond.add(new Beyond(scorer, tally, k));
            } else {
              within.merge(scorer, tally, PostTally::merge);
            }
          });
    }
    return sum(within, beyond);
  }

  private static Capped sum(Map<String, PostTally> within, List<Beyond> beyond) {
    PostTally full = within.values().stream().reduce(PostTally.EMPTY, PostTally::merge);
    WeightedSums all = new WeightedSums().plus(full, 1);
    TreeMap<String, WeightedSums> byScorer = new TreeMap<>();
    within.forEach((scorer, tally) -> sums(byScorer, scorer).plus(tally, 1));
    long comments = full.comments();
    List<Beyond> ordered = new ArrayList<>(beyond);
    ordered.sort(
        Comparator.comparing(Beyond::tally, BY_VALUE)
            .thenComparing(Beyond::scorer)
            .thenComparing(Beyond::k));
    for (Beyond author : ordered) {
      all.plus(author.tally(), author.k());
      sums(byScorer, author.scorer()).plus(author.tally(), author.k());
      comments += author.tally().comments();
    }
    if (comments == 0) {
      return Capped.EMPTY;
    }
    List<ScoreSpread> spreads = new ArrayList<>();
    byScorer.forEach(
        (scorer, own) -> {
          if (own.weight() > 0) {
            spreads.add(ScoreSpread.of(scorer, own, all.weight()));
          }
        });
    return new Capped(all.sentiment(), all.effectiveComments(), comments, spreads);
  }

  private static WeightedSums sums(Map<String, WeightedSums> byScorer, String scorer) {
    return byScorer.computeIfAbsent(scorer, name -> new WeightedSums());
  }
}
