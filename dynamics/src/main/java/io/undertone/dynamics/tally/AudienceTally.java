// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostEvidence;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The macro-agent of one blogger in one period: like-weighted mean over its posts.
 *
 * <pre>
 * l_p   = (likes_p + 1) / sum (likes + 1)
 * sigma = sum_p l_p sigma_p
 * R     = sum_p l_p^2 (tau2 + noise_p)             sampling variance of sigma
 * </pre>
 *
 * Posts are summed in canonical order, so that the same posts give the same bits. Source:
 * arXiv:2511.15303 for sigma; R treats posts as a sample of the posts that could have been.
 */
public final class AudienceTally {
  /** Smallest sampling variance that is believed. */
  public static final double VARIANCE_FLOOR = 1e-6;

  private final AudiencePeriod audience;
  private final List<PostSummary> posts;
  private final double totalWeight;

  /**
   * @param audience at least one post, in canonical order
   */
  public AudienceTally(AudiencePeriod audience) {
    this.audience = audience;
    this.posts = audience.posts();
    if (posts.isEmpty()) {
      throw new IllegalArgumentException("A period without posts is missing; it has no tally.");
    }
    double sum = 0;
    for (PostSummary post : posts) {
      sum += post.likeWeight();
    }
    this.totalWeight = sum;
  }

  /** l_p in (0,1]: this post's share of the period's likes. */
  public double share(PostSummary post) {
    return post.likeWeight() / totalWeight;
  }

  /** sigma in [0,1]. */
  public double sentiment() {
    // sum first, divide once: one rounding fewer than summing shares
    double sum = 0;
    for (PostSummary post : posts) {
      sum += post.sentiment() * post.likeWeight();
    }
    return sum / totalWeight;
  }

  /**
   * R, not floored.
   *
   * @param tau2 variance between posts of this blogger
   * @param noise variance of a post's sentiment: s2 / neff where one scorer scored its comments
   */
  public double samplingVariance(double tau2, ToDoubleFunction<PostSummary> noise) {
    double sum = 0;
    for (PostSummary post : posts) {
      double l = share(post);
      sum += l * l * (tau2 + noise.applyAsDouble(post));
    }
    return sum;
  }

  /**
   * s2 behind the sampling variance: sum l_p^2 noise_p / sum l_p^2 (1/neff_p), that of the scorer
   * where there is one.
   */
  public double commentVariance(ToDoubleFunction<PostSummary> noise) {
    double sum = 0;
    double weight = 0;
    for (PostSummary post : posts) {
      double l = share(post);
      sum += l * l * noise.applyAsDouble(post);
      weight += l * l / post.effectiveComments();
    }
    return sum / weight;
  }

  /** 1 / sum l_p^2, in [1, posts]. */
  public double effectivePosts() {
    double sum = 0;
    for (PostSummary post : posts) {
      double l = share(post);
      sum += l * l;
    }
    return 1 / sum;
  }

  /** Comments over all posts. */
  public long comments() {
    long sum = 0;
    for (PostSummary post : posts) {
      sum += post.comments();
    }
    return sum;
  }

  /**
   * The audience's row.
   *
   * @param variance sampling variance of its sentiment
   * @param scores behind it
   * @param contentEffect what its posts explain; null where nothing is known of them
   */
  public AudienceSentiment row(
      double variance, ScorerVariances scores, @Nullable Double contentEffect, int revision) {
    String scorers = audience.scorers();
    return new AudienceSentiment(
        audience.topic(),
        audience.blogger(),
        audience.period().start(),
        audience.period().end(),
        sentiment(),
        Math.sqrt(variance),
        comments(),
        posts.size(),
        effectivePosts(),
        contentEffect,
        null,
        null,
        revision == AudienceSentiment.PROVISIONAL_REVISION,
        scorers.isEmpty() ? null : scorers,
        audience.unscored(),
        scorers.isEmpty() ? null : commentVariance(scores::noise),
        revision);
  }

  /** A row for each of its posts. */
  public List<PostEvidence> evidence(int revision) {
    return posts.stream().map(post -> evidence(post, revision)).toList();
  }

  private PostEvidence evidence(PostSummary post, int revision) {
    return new PostEvidence(
        audience.topic(),
        audience.blogger(),
        post.post(),
        audience.period().start(),
        audience.period().end(),
        post.postTime(),
        post.likes(),
        share(post),
        post.sentiment(),
        post.comments(),
        post.effectiveComments(),
        post.contentScore(),
        revision);
  }
}
