// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import java.time.Duration;
import java.time.Instant;
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
public final class PostNowcasts {
  private final Posts content;
  private final PostVariance variance;

  /** What is known of posts and of their audiences' reactions. */
  public interface Posts {
    /** What reactions were learnt to depend on. */
    ContentModel model();

    /** How much of a post's comments is there at an age. */
    PostAges ages();

    /** Its words; null where not known or not used. */
    @Nullable PostVector text(PostSummary post);

    /** Its sentiment; null where not known or not used. */
    @Nullable Double content(PostSummary post);
  }

  /**
   * @param variance of what is sampled
   */
  PostNowcasts(Posts content, PostVariance variance) {
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
  public static Nowcast of(
      double mean, double unknown, double sentiment, double noise, double share) {
    double gain = unknown / (unknown + noise);
    double rest = mean + gain * (sentiment - mean);
    double left = 1 - share;
    double error = gain * noise + noise * share / left;
    return new Nowcast(share * sentiment + left * rest, left * left * error);
  }

  /**
   * Share f of a post's final weight of comments that is there at an age, over all bloggers of a
   * topic.
   *
   * <pre>
   *   f(age) = ( 2 * .5 + sum of shares ) / ( 2 + posts )        apart for ages of 15 minutes * [2^k - 1, 2^(k+1) - 1), k = 0..15
   * </pre>
   *
   * Learnt from closed periods at their marks. Where comments carry no time of their own nothing is
   * learnt, and f stays a half.
   */
  public static final class PostAges {
    private static final int AGES = 16;
    private static final double SHORTEST_MILLIS = 15 * 60_000.0;
    private static final double PRIOR_POSTS = 2;
    private static final double PRIOR_SHARE = .5;
    private static final StatePart<PostAges> PART =
        StatePart.of("post-ages", 1, PostAges::transfer);

    private final double[] posts = new double[AGES];
    private final double[] shares = new double[AGES];

    /** Learns a closed period. */
    public void add(AudiencePeriod closed) {
      for (PostSummary post : closed.posts()) {
        for (int k = 0; k < post.arrived().size(); k++) {
          Instant mark = at(closed, NowcastBoard.MARKS.get(k));
          if (mark.isAfter(post.postTime())) {
            int age = age(post.postTime(), mark);
            posts[age]++;
            shares[age] += Math.min(1, post.arrived().get(k));
          }
        }
      }
    }

    private static Instant at(AudiencePeriod audience, double share) {
      Duration length = Duration.between(audience.period().start(), audience.period().end());
      return audience.period().start().plusMillis((long) (share * length.toMillis()));
    }

    /** f in (0,1) of a post published then, as of now. */
    double share(Instant published, Instant now) {
      int age = age(published, now);
      return (PRIOR_POSTS * PRIOR_SHARE + shares[age]) / (PRIOR_POSTS + posts[age]);
    }

    private static int age(Instant published, Instant now) {
      double millis = Math.max(0, Duration.between(published, now).toMillis());
      return Math.min(AGES - 1, Math.getExponent(1 + millis / SHORTEST_MILLIS));
    }

    /** What it has learnt. */
    public byte[] state() {
      return PART.write(this);
    }

    /** Goes on from {@link #state}. */
    public void restore(byte[] state) {
      PART.read(state, this);
    }

    private void transfer(Codec codec) {
      codec.values(posts);
      codec.values(shares);
    }
  }
}
