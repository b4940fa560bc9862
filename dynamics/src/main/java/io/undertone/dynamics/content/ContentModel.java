// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.AdaptiveIntervals.Level;
import io.undertone.dynamics.content.Reaction.DraftDifference;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the posts of a topic say as a known input: the score of a post ({@link ScoreReaction}) and
 * its words ({@link TextFilter}) predict how its audience reacts, before the first comment.
 *
 * <pre>
 *   reaction to post p = m_i + b_i (c_p - c_i) + text_p
 *   text_p = g_p - ( centre_i.g + 3 G )/( centre_i.n + 3 ),  G = all.g/all.n       against the blogger's usual recent posts
 *   after a period is learnt, for each of its posts: centre_i and all: n &lt;- .95 n + 1/V ; g &lt;- .95 g + g_p/V
 *   variance of a draft = v + spread_p + tau2_left + mean s2/neff of the blogger's last 50 posts
 * </pre>
 *
 * One model per topic, shared by its bloggers. It learns closed periods only, in order of time,
 * posts by (time, id); no random numbers. Closing costs O(posts x features + bloggers).
 */
public final class ContentModel {
  private static final double CENTRE_FORGETTING = .95;
  private static final double CENTRE_PRIOR = 3;
  private static final StatePart<ContentModel> SHARED =
      StatePart.of("content", 1, ContentModel::transfer);

  private final ScoreReaction scores = new ScoreReaction();
  private final TextFilter filter = new TextFilter();
  private final AdaptiveIntervals interval = AdaptiveIntervals.ofReactions();
  private final Map<String, double[]> centres = new TreeMap<>();
  private final double[] centreOfAll = new double[2];
  private final UsualNoise noise = new UsualNoise();

  /** How a blogger's audience reacts to scores; null before the first closed period. */
  public ScoreReaction.@Nullable Audience audience(String blogger) {
    return scores.of(blogger);
  }

  /** text_p: what a post's words add to the reaction; 0 without text. */
  public double textEffect(String blogger, @Nullable PostVector text) {
    if (text == null) {
      return 0;
    }
    double[] own = centres.getOrDefault(blogger, new double[2]);
    double all = centreOfAll[0] > 0 ? centreOfAll[1] / centreOfAll[0] : 0;
    return filter.mean(text) - (own[1] + CENTRE_PRIOR * all) / (own[0] + CENTRE_PRIOR);
  }

  /** b_i (c_p - c_i): what the score of a post adds; 0 when unknown. */
  public double scoreEffect(String blogger, @Nullable Double content) {
    ScoreReaction.Audience audience = scores.of(blogger);
    return audience == null ? 0 : audience.effect(content);
  }

  /**
   * What each word and mark of a text adds to g, the largest first. The text's effect is their sum
   * less that of the blogger's usual posts.
   */
  public Map<String, Double> words(String blogger, String text, String salt) {
    List<Map.Entry<String, Double>> effects = new ArrayList<>();
    PostVector.parts(text, blogger, salt)
        .forEach((word, part) -> effects.add(Map.entry(word, filter.mean(part))));
    effects.sort(
        Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue()))
            .thenComparing(Map.Entry::getKey));
    Map<String, Double> sorted = new LinkedHashMap<>();
    effects.forEach(effect -> sorted.put(effect.getKey(), effect.getValue()));
    return sorted;
  }

  /** Variance of {@link #textEffect}: of the weights, and between the rungs; 0 without text. */
  public double textVariance(@Nullable PostVector text, double tau2) {
    return text == null ? 0 : filter.spread(text, tau2);
  }

  /** tau2_left: variance between posts that neither score nor text explains. */
  public double varianceLeft(double tau2) {
    return filter.varianceLeft(tau2);
  }

  /**
   * Learns a closed period.
   *
   * @param posts of the period by (time, id)
   * @param tau2 variance between posts, this period included, positive
   */
  public void close(List<ObservedPost> posts, double tau2) {
    // all three parts of a residual are of periods before
    List<ScoreReaction.@Nullable Audience> before = new ArrayList<>(posts.size());
    for (ObservedPost post : posts) {
      before.add(scores.of(post.blogger()));
    }
    for (int p = 0; p < posts.size(); p++) {
      ObservedPost post = posts.get(p);
      ScoreReaction.Audience known = before.get(p);
      PostVector text = post.text();
      if (known != null && text != null) {
        double residual = post.sentiment() - known.level() - known.effect(post.content());
        filter.learn(text, post.blogger(), residual, tau2, post.noise());
      }
    }
    for (int p = 0; p < posts.size(); p++) {
      recentre(posts.get(p), before.get(p) != null, tau2);
      learnScore(posts.get(p), before.get(p), tau2);
    }
  }

  private void recentre(ObservedPost post, boolean learnt, double tau2) {
    PostVector text = post.text();
    if (text != null && learnt) {
      double weight = 1 / (1 + post.noise() / tau2);
      double g = filter.mean(text);
      decayAndAdd(centres.computeIfAbsent(post.blogger(), unused -> new double[2]), weight, g);
      decayAndAdd(centreOfAll, weight, g);
    }
  }

  private static void decayAndAdd(double[] centre, double weight, double g) {
    centre[0] = CENTRE_FORGETTING * centre[0] + weight;
    centre[1] = CENTRE_FORGETTING * centre[1] + weight * g;
  }

  private void learnScore(ObservedPost post, ScoreReaction.@Nullable Audience known, double tau2) {
    Double content = post.content();
    double usual = known == null ? .5 : known.usualContent();
    scores.add(
        post.blogger(),
        content == null ? usual : content,
        post.sentiment(),
        1 / (tau2 + post.noise()));
    noise.add(post.blogger(), post.noise());
  }

  /**
   * Reaction to expect to a post that is not published yet.
   *
   * @param blogger who would post, known or not
   * @param text its features; null when not known
   * @param content its score in [0,1]; null when unknown
   * @param mean m, expected sentiment of the audience
   * @param variance v of that state
   * @param tau2 variance between posts
   */
  public Reaction draft(
      String blogger,
      @Nullable PostVector text,
      @Nullable Double content,
      double mean,
      double variance,
      double tau2) {
    return expected(blogger, text, content, mean, variance, tau2, noise.mean(blogger));
  }

  /**
   * How much more one post like a first draft gets than one like a second, by the same blogger: the
   * state of the audience and its usual posts cancel out.
   *
   * <pre>
   *   mean     = b_i (c - c') + g(x - x')
   *   variance = (c - c')^2 var b_i + sum_k pi_k ( tau2 kap_k sum_j P_kj (x_j - x'_j)^2 + (m_k.(x - x') - g)^2 )
   *              + 2 ( tau2_left + s2 mean(1/neff) )
   * </pre>
   *
   * @param text features of the first; null when not known, as then those of the second are not
   * @param other features of the second
   * @param more score of the first less that of the second; null when unknown
   */
  public DraftDifference difference(
      String blogger,
      @Nullable PostVector text,
      @Nullable PostVector other,
      @Nullable Double more,
      double tau2) {
    PostVector apart = text == null || other == null ? null : text.minus(other);
    ScoreReaction.Audience audience = scores.of(blogger);
    double scored = more == null || audience == null ? 0 : more;
    double slope = audience == null ? 0 : audience.slope();
    double variance = scored * scored * scores.slopeVariance(blogger) + textVariance(apart, tau2);
    return new DraftDifference(
        slope * scored + (apart == null ? 0 : filter.mean(apart)),
        variance + 2 * (varianceLeft(tau2) + noise.mean(blogger)),
        interval.multiplier(Level.NINETY_FIVE));
  }

  /** The same where the sampling variance of the post's comments is known. */
  Reaction expected(
      String blogger,
      @Nullable PostVector text,
      @Nullable Double content,
      double mean,
      double variance,
      double tau2,
      double sampling) {
    double all = variance + textVariance(text, tau2) + varianceLeft(tau2) + sampling;
    return new Reaction(
        mean,
        scoreEffect(blogger, content),
        textEffect(blogger, text),
        all,
        interval.multiplier(Level.EIGHTY),
        interval.multiplier(Level.NINETY_FIVE));
  }

  /** Mean of s2/neff under the blogger's last posts: how little their comments tell. */
  public double usualNoise(String blogger) {
    return noise.mean(blogger);
  }

  /** Learns the multipliers of the intervals from a reaction that was expected and came. */
  public void settle(Reaction expected, double sentiment) {
    interval.learn(sentiment - expected.mean(), expected.variance());
  }

  TextFilter filter() {
    return filter;
  }

  double[] centre(String blogger) {
    return centres.getOrDefault(blogger, new double[2]).clone();
  }

  /** How many of the hashed weights some post has touched. */
  public int touchedWeights() {
    return filter.touched();
  }

  /** What is learnt of all bloggers together; at most 1 MiB of weights, less while it is young. */
  public byte[] state() {
    return SHARED.write(this);
  }

  /** What is learnt of one blogger: less than a kilobyte. */
  public byte[] state(String blogger) {
    return blogger(blogger).write(this);
  }

  /** Goes on from {@link #state()}. */
  public void restore(byte[] state) {
    SHARED.read(state, this);
  }

  /** Goes on from {@link #state(String)} of the same blogger. */
  public void restore(String blogger, byte[] state) {
    blogger(blogger).read(state, this);
  }

  /**
   * Goes on from the sums of release 0.1.0.
   *
   * @param sums n, W, Wc, Wy, Wcc, Wcy with contents and sentiments less .5
   */
  public void restoreFirst(String blogger, double[] sums) {
    scores.restoreCentred(blogger, sums);
  }

  private void transfer(Codec codec) {
    filter.transfer(codec);
    interval.transferEach(codec);
    noise.transfer(codec);
    codec.values(centreOfAll);
  }

  private static StatePart<ContentModel> blogger(String blogger) {
    return StatePart.of(
        "content-blogger",
        1,
        (model, codec) -> {
          model.scores.transfer(blogger, codec);
          model.filter.transfer(blogger, codec);
          model.noise.transfer(blogger, codec);
          double[] centre = codec.numbers(model.centres.getOrDefault(blogger, new double[0]));
          if (codec.reading() && centre.length > 0) {
            model.centres.put(blogger, centre);
          }
        });
  }

  /**
   * One post of a closed period with the reaction to it.
   *
   * @param blogger who posted
   * @param text hashed features; null when the text is not known
   * @param content c_p, sentiment of the post itself in [0,1]; null when unknown
   * @param sentiment sigma_p, sentiment of its comments, in [0,1]
   * @param noise s2/neff_p, variance of sigma_p from the sampling of its comments, positive
   */
  public record ObservedPost(
      String blogger,
      @Nullable PostVector text,
      @Nullable Double content,
      double sentiment,
      double noise) {}

  /** What of a post is taken for a known input. */
  public enum ContentMode {
    /** Nothing: the series are what the comments say. */
    NONE,
    /** Its sentiment. */
    SCORE,
    /** Its sentiment, and its words where posts have texts. */
    TEXT
  }
}
