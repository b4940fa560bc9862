// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

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
 * A share would change every author's factor with every comment of the others. All sums are exact,
 * so the same comments give the same bits in any order, and an author is taken out as it was added:
 * a comment costs the same however many authors there are.
 *
 * @param cap largest weight of one author, at least 1, in units of comment weight (likes + 1);
 *     infinite for none
 */
public record AuthorCap(double cap) implements Serializable {
  /** Everybody counts in full. */
  public static final AuthorCap NONE = new AuthorCap(Double.POSITIVE_INFINITY);

  /** Leaves room for 16 million authors. */
  static final int SHARE_BITS = 39;

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

  /**
   * Sums over authors, by the name of the scorer.
   *
   * @param within comments of those who reach no cap
   * @param beyond what the comments of the others count for, in units of the cap: fixed point with
   *     62 fractional bits, {@value #SHARE_BITS} of the weight
   */
  public record Sum(SortedMap<String, PostTally> within, SortedMap<String, PostTally> beyond) {
    /** Nobody yet. */
    public static final Sum EMPTY = new Sum(new TreeMap<>(), new TreeMap<>());
  }

  /** Whether there is none. */
  public boolean isNone() {
    return cap == Double.POSITIVE_INFINITY;
  }

  /**
   * The post, when no author reaches the cap.
   *
   * @param byScorer its comments by the name of their scorer
   */
  public static Capped uncapped(Map<String, PostTally> byScorer) {
    return NONE.of(new Sum(new TreeMap<>(byScorer), new TreeMap<>()));
  }

  /**
   * With one more author.
   *
   * @param author all comments of the author, by the name of their scorer
   */
  public Sum plus(Sum sum, Map<String, PostTally> author) {
    return change(sum, author, PostTally::merge);
  }

  /** Without an author that was added with the same comments. */
  public Sum minus(Sum sum, Map<String, PostTally> author) {
    return change(sum, author, PostTally::subtract);
  }

  private Sum change(Sum sum, Map<String, PostTally> author, BinaryOperator<PostTally> change) {
    long weight = author.values().stream().mapToLong(PostTally::weight).sum();
    if (weight == 0) {
      return sum;
    }
    if (weight <= cap) {
      return new Sum(changed(sum.within, author, change), sum.beyond);
    }
    Map<String, PostTally> shares = new TreeMap<>();
    author.forEach((scorer, tally) -> shares.put(scorer, share(tally, weight)));
    return new Sum(sum.within, changed(sum.beyond, shares, change));
  }

  private static SortedMap<String, PostTally> changed(
      SortedMap<String, PostTally> sums,
      Map<String, PostTally> by,
      BinaryOperator<PostTally> change) {
    TreeMap<String, PostTally> next = new TreeMap<>(sums);
    by.forEach(
        (scorer, tally) -> {
          PostTally sum = change.apply(next.getOrDefault(scorer, PostTally.EMPTY), tally);
          if (sum.equals(PostTally.EMPTY)) {
            next.remove(scorer);
          } else {
            next.put(scorer, sum);
          }
        });
    return next;
  }

  /** What the comments of one scorer are of all the author's: all between 0 and 1. */
  private static PostTally share(PostTally own, long all) {
    return new PostTally(
        0,
        fixed(own.weightedScores() / all, PostTally.FRACTION_BITS),
        0,
        fixed(own.weightedScoreSquares() / all, PostTally.FRACTION_BITS),
        fixed((double) own.weight() / all, SHARE_BITS),
        0,
        fixed(own.squaredWeights() / all / all, PostTally.FRACTION_BITS),
        own.comments());
  }

  private static long fixed(double share, int bits) {
    return Math.round(Math.scalb(Math.min(1, share), bits));
  }

  /** What the post amounts to. */
  public Capped of(Sum sum) {
    WeightedSums all = new WeightedSums();
    TreeMap<String, WeightedSums> byScorer = new TreeMap<>();
    long comments = 0;
    PostTally full = sum.within.values().stream().reduce(PostTally.EMPTY, PostTally::merge);
    comments += full.comments();
    all.plus(full);
    sum.within.forEach((scorer, tally) -> sums(byScorer, scorer).plus(tally));
    if (!sum.beyond.isEmpty()) {
      PostTally capped = sum.beyond.values().stream().reduce(PostTally.EMPTY, PostTally::merge);
      comments += capped.comments();
      all.plusShares(capped, cap);
      sum.beyond.forEach((scorer, tally) -> sums(byScorer, scorer).plusShares(tally, cap));
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

  /** Sums over comments of which some count for less than their weight; m stands for k m_c. */
  static final class WeightedSums {
    private double weight;
    private double scores;
    private double scoreSquares;
    private double squaredWeights;

    /** Adds the comments of a tally in full. */
    void plus(PostTally tally) {
      weight += tally.weight();
      scores += tally.weightedScores();
      scoreSquares += tally.weightedScoreSquares();
      squaredWeights += tally.squaredWeights();
    }

    /** Adds comments of authors who count for the cap each; of the tally, shares of it. */
    void plusShares(PostTally shares, double cap) {
      weight += cap * Math.scalb((double) shares.weight(), -AuthorCap.SHARE_BITS);
      scores += cap * shares.weightedScores();
      scoreSquares += cap * shares.weightedScoreSquares();
      squaredWeights += cap * cap * Math.scalb(shares.squaredWeights(), -PostTally.FRACTION_BITS);
    }

    /** sum m. */
    double weight() {
      return weight;
    }

    /** sum m s^2. */
    double scoreSquares() {
      return scoreSquares;
    }

    /** sum m^2. */
    double squaredWeights() {
      return squaredWeights;
    }

    /** sum m s / sum m, in [0,1]. */
    double sentiment() {
      return Math.min(1, scores / weight);
    }

    /** (sum m)^2 / sum m^2. */
    double effectiveComments() {
      return weight * weight / squaredWeights;
    }
  }
}
