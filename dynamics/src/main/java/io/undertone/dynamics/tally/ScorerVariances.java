// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.state.Codec;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Running estimate of s2, the variance of one comment's score around its post's sentiment, apart
 * for each scorer of a topic.
 *
 * <pre>
 *   a += neff V ;  b += neff - 1                  per post, V and neff of {@link ScoreSpread}
 *   s2 = max(1e-4, (a + 50 prior) / (b + 50))     prior of {@link ScorerPriors}, worth 50 comments
 * </pre>
 *
 * Additive over posts; the same posts in the same order give the same bits.
 */
public final class ScorerVariances {
  private static final double FLOOR = 1e-4;
  private static final double PRIOR_WEIGHT = 50;

  private final ScorerPriors priors;
  private final TreeMap<String, double[]> sums = new TreeMap<>();

  public ScorerVariances(ScorerPriors priors) {
    this.priors = priors;
  }

  /** Takes in one post of a closed period. */
  public void add(PostSummary post) {
    for (ScoreSpread spread : post.spreads()) {
      double[] own = sums.computeIfAbsent(spread.scorer(), name -> new double[2]);
      own[0] += spread.squares();
      own[1] += spread.freedom();
    }
  }

  /** s2 of a scorer, at least 1e-4; its prior where it has scored nothing yet. */
  public double of(String scorer) {
    double[] own = sums.get(scorer);
    double prior = priors.of(scorer);
    return own == null
        ? prior
        : Math.max(FLOOR, (own[0] + PRIOR_WEIGHT * prior) / (own[1] + PRIOR_WEIGHT));
  }

  /** s2 of every scorer that has scored something, by name. */
  public Map<String, Double> values() {
    TreeMap<String, Double> values = new TreeMap<>();
    sums.keySet().forEach(scorer -> values.put(scorer, of(scorer)));
    return values;
  }

  /**
   * Variance of a post's sentiment around what all possible comments would have said: the sum of q
   * s2 over its scorers; s2 / neff of an unknown one where they are not known.
   */
  public double noise(PostSummary post) {
    if (post.spreads().isEmpty()) {
      return of("") / post.effectiveComments();
    }
    double noise = 0;
    for (ScoreSpread spread : post.spreads()) {
      noise += spread.share() * of(spread.scorer());
    }
    return noise;
  }

  void transfer(Codec codec) {
    codec.entries(sums, () -> new double[2], ScorerVariances::pair);
  }

  private static double[] pair(Codec codec, double[] own) {
    own[0] = codec.value(own[0]);
    own[1] = codec.value(own[1]);
    return own;
  }

  /**
   * What is taken for the variance of one comment's score before comments have told it.
   *
   * @param all the same for every scorer, in (0, 0.25]; null for the one measured on the kind of
   *     scorer
   */
  public record ScorerPriors(@Nullable Double all) implements Serializable {
    /** Name of the option that sets it for all scorers. */
    public static final String BY_SCORER_LABEL = "by-scorer";

    /** As measured: fine-tuned BERT and other given scores, Chinese and English scorers, others. */
    public static final ScorerPriors BY_SCORER = new ScorerPriors(null);

    private static final double BERT = .09;
    private static final double CHINESE = .067;
    private static final double ENGLISH = .015;
    private static final double UNKNOWN = .04;

    /** One value for every scorer, in (0, 0.25]. */
    public static ScorerPriors of(double variance) {
      if (!(variance > 0 && variance <= 0.25)) {
        throw new IllegalArgumentException(
            "The variance of a score is " + variance + "; it must lie in (0, 0.25].");
      }
      return new ScorerPriors(variance);
    }

    /** The prior variance of a scorer's scores by its name; empty when that is not known. */
    public double of(String scorer) {
      if (all != null) {
        return all;
      }
      if (scorer.equals("given") || scorer.startsWith("transformer")) {
        return BERT;
      }
      if (scorer.startsWith("zh")) {
        return CHINESE;
      }
      return scorer.startsWith("en-") && !scorer.startsWith("en-tree") ? ENGLISH : UNKNOWN;
    }
  }

  /** Sets of scorers as one text: sorted, joined by {@value #AND}; empty where none is known. */
  public static final class ScorerNames {
    private static final String AND = " + ";

    private ScorerNames() {}

    /** One text for a set of names. */
    public static String join(Collection<String> names) {
      return String.join(AND, new TreeSet<>(names));
    }

    /** The names in a text that {@link #join} made. */
    public static TreeSet<String> split(String joined) {
      TreeSet<String> names = new TreeSet<>();
      if (!joined.isEmpty()) {
        names.addAll(Arrays.asList(joined.split(" \\+ ")));
      }
      return names;
    }

    /** One text for all names in several texts. */
    public static String merge(Collection<String> joined) {
      TreeSet<String> names = new TreeSet<>();
      joined.forEach(text -> names.addAll(split(text)));
      return join(names);
    }
  }
}
