// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.content.ContentModel.ObservedPost;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.tally.PostSummary;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the posts of one period say, as of the end of the period before. Arrays are by audience, in
 * the order in which bloggers joined, and NaN where nothing of its posts is known.
 *
 * @param posts by (time, id, blogger)
 * @param byScore sum of l_p b_i (c_p - c_i), cut to [-1,1]
 * @param byText sum of l_p text_p
 * @param forecasts of the period, likes known or not; null before the first period
 */
record KnownPosts(
    List<Post> posts, double[] byScore, double[] byText, @Nullable List<Issued> forecasts) {

  /**
   * One post.
   *
   * @param audience index of its audience
   * @param text its words; null where not known or not used
   * @param content its sentiment; null where not known or not used
   * @param expected reaction to it; null where nothing is expected of its audience yet
   */
  record Post(
      int audience,
      PostSummary summary,
      @Nullable PostVector text,
      @Nullable Double content,
      @Nullable Reaction expected) {

    ObservedPost observed(double noise) {
      return new ObservedPost(summary.blogger(), text, content, summary.sentiment(), noise);
    }

    boolean known() {
      return text != null || content != null;
    }
  }

  /** {@link #effect} of all, cut to [-1,1]. */
  double[] effects() {
    double[] effects = new double[byScore.length];
    Arrays.setAll(effects, i -> Math.max(-1, Math.min(1, effect(i))));
    return effects;
  }

  /** Part of an audience's sentiment that its posts explain; NaN where nothing is known of them. */
  double effect(int audience) {
    double score = byScore[audience];
    double text = byText[audience];
    if (Double.isNaN(score) && Double.isNaN(text)) {
      return Double.NaN;
    }
    return (Double.isNaN(score) ? 0 : score) + (Double.isNaN(text) ? 0 : text);
  }
}
