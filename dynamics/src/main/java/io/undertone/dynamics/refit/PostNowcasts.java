// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What single posts will come to while their comments arrive.
 *
 * <pre>
 *   v' = v + spread + tau2_left ;  s = m' + v'/(v' + s2/n1) (y1 - m')          m': expected of the post
 *   nowcast  = f y1 + (1-f) s                                                  f: {@link PostAges}
 *   variance = (1-f)^2 ( v' s2/n1 / (v' + s2/n1) + s2/n2 ),  n2 = n1 (1-f)/f   those yet to come
 * </pre>
 *
 * y1 is the mean of the comments so far by their likes so far, n1 how many equally liked ones that
 * is worth. Intervals are as wide as those of drafts have had to be.
 */
final class PostNowcasts {
  private final ContentStep content;
  private final PostVariance variance;

  PostNowcasts(ContentStep content, PostVariance variance) {
    this.content = content;
    this.variance = variance;
  }

  /**
   * Rows of one audience's posts.
   *
   * @param forecast of the audience; its variance holds no sampling
   */
  List<PostNowcast> rows(AudiencePeriod audience, Nowcast forecast) {
    List<PostNowcast> rows = new ArrayList<>();
    for (PostSummary post : audience.posts()) {
      rows.add(row(audience, post, forecast));
    }
    return rows;
  }

  private PostNowcast row(AudiencePeriod audience, PostSummary post, Nowcast forecast) {
    ContentModel model = content.model();
    PostVector text = content.text(post);
    double tau2 = variance.pool();
    Reaction expected =
        model.draft(
            post.blogger(),
            text,
            content.content(post),
            forecast.mean(),
            forecast.variance(),
            tau2);
    double unknown =
        forecast.variance() + model.textVariance(text, tau2) + model.varianceLeft(tau2);
    Nowcast now =
        of(
            expected.mean(),
            unknown,
            post.sentiment(),
            variance.scores().noise(post),
            content.ages().share(post.postTime(), audience.asOf()));
    double sd = Math.sqrt(now.variance());
    return new PostNowcast(
        post.topic(),
        post.blogger(),
        post.post(),
        audience.period().start(),
        audience.period().end(),
        audience.asOf(),
        post.comments(),
        post.sentiment(),
        expected.mean(),
        expected.byScore(),
        byText(text, expected),
        now.mean(),
        Math.max(0, now.mean() - expected.q80() * sd),
        Math.min(1, now.mean() + expected.q80() * sd),
        Math.max(0, now.mean() - expected.q95() * sd),
        Math.min(1, now.mean() + expected.q95() * sd),
        AudienceSentiment.PROVISIONAL_REVISION);
  }

  private static @Nullable Double byText(@Nullable PostVector text, Reaction expected) {
    return text == null ? null : Double.valueOf(expected.byText());
  }

  /**
   * The final sentiment of a post.
   *
   * @param mean m', expected before its first comment
   * @param unknown v'
   * @param sentiment y1, of the comments so far
   * @param noise s2/n1, positive
   * @param share f in (0,1) of its comments that is there
   */
  static Nowcast of(double mean, double unknown, double sentiment, double noise, double share) {
    double gain = unknown / (unknown + noise);
    double rest = mean + gain * (sentiment - mean);
    double left = 1 - share;
    double error = gain * noise + noise * share / left;
    return new Nowcast(share * sentiment + left * rest, left * left * error);
  }
}
