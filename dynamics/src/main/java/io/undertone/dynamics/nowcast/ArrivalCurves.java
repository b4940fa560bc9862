// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * What is there of a period's final weight when a share e of the period has passed, given that
 * something is there: the share A whose posts have begun to be commented on, and the share G of
 * those posts' comments that is written. Per blogger, at e = .2, .4, .6 and .8,
 *
 * <pre>
 *   A_all = (20 e^.8 + sum A) / (20 + periods)          A = (12 A_all + own sum A) / (12 + own periods)
 *   G_all = (5 + sum F) / (5 + sum A)                   G = (5 G_all + own sum F) / (5 + own sum A)
 *   A = sum_p l_p 1[a_p &gt; 0] ,  F = sum_p l_p a_p        a_p: share of the post's comments written by e
 *   var f = (20 p(1-p)/4 + own sum (F - f)^2) / (20 + own periods),   p = e^.8, f = A G
 * </pre>
 *
 * where sums run over periods (of all bloggers: of each) that had something at e, A and G are
 * linear in between with A(0) = 0 and A(1) = G(1) = 1. Where comments carry no time of their own
 * they are taken to come with their post: G is 1. Having seen a first post one expects more of the
 * whole than the elapsed share, hence the power; the prior variance is that of four posts of equal
 * weight at uniform times.
 */
public final class ArrivalCurves {
  private static final int MARKS = NowcastBoard.MARKS.size();
  private static final double PRIOR_PERIODS = 20;
  private static final double POOLED_PERIODS = 12;
  private static final double PRIOR_COMMENTS = 5;
  private static final double PRIOR_POSTS = 4;
  private static final double PRIOR_POWER = .8;

  private final Sums all = new Sums();
  private final List<Sums> bloggers = new ArrayList<>();

  /** By mark: periods, sum A, sum F, sum F^2. */
  private static final class Sums {
    private final double[][] marks = new double[4][MARKS];

    void transfer(Codec codec) {
      for (double[] row : marks) {
        codec.values(row);
      }
    }

    double periods(int k) {
      return marks[0][k];
    }

    double begun(int k) {
      return marks[1][k];
    }

    double written(int k) {
      return marks[2][k];
    }

    double squares(int k) {
      return marks[3][k];
    }

    void add(int k, double begun, double written) {
      marks[0][k] += begun > 0 ? 1 : 0;
      marks[1][k] += begun;
      marks[2][k] += written;
      marks[3][k] += written * written;
    }
  }

  /**
   * What is there.
   *
   * @param begun A in [0,1]
   * @param written G in [0,1]
   * @param variance of f = A G: how little the elapsed time tells
   */
  record Arrival(double begun, double written, double variance) {}

  /** Learns one closed period of a blogger. */
  public void add(int blogger, AudiencePeriod closed) {
    AudienceTally tally = new AudienceTally(closed);
    Sums own = sums(blogger);
    for (int k = 0; k < MARKS; k++) {
      double begun = 0;
      double written = 0;
      for (PostSummary post : closed.posts()) {
        double arrived = arrived(closed, post, k);
        begun += arrived > 0 ? tally.share(post) : 0;
        written += arrived * tally.share(post);
      }
      own.add(k, Math.min(1, begun), Math.min(1, written));
      all.add(k, Math.min(1, begun), Math.min(1, written));
    }
  }

  private static double arrived(AudiencePeriod closed, PostSummary post, int k) {
    if (!post.arrived().isEmpty()) {
      return post.arrived().get(k);
    }
    return closed.period().elapsed(post.postTime()) < NowcastBoard.MARKS.get(k) ? 1 : 0;
  }

  private Sums sums(int blogger) {
    while (bloggers.size() <= blogger) {
      bloggers.add(new Sums());
    }
    return bloggers.get(blogger);
  }

  /** What is expected to be there of this blogger's period once a share of it has passed. */
  Arrival at(int blogger, double elapsed) {
    Sums own = blogger < bloggers.size() ? bloggers.get(blogger) : new Sums();
    double position = Math.min(1, Math.max(0, elapsed)) * (MARKS + 1);
    int left = Math.min(MARKS, (int) position);
    double right = position - left;
    return new Arrival(
        between(right, begun(own, left), begun(own, left + 1)),
        between(right, written(own, left), written(own, left + 1)),
        between(right, variance(own, left), variance(own, left + 1)));
  }

  private static double between(double position, double left, double right) {
    return left + position * (right - left);
  }

  private double begun(Sums own, int point) {
    if (point == 0 || point > MARKS) {
      return point == 0 ? 0 : 1;
    }
    int k = point - 1;
    double pooled =
        (PRIOR_PERIODS * prior(point) + all.begun(k)) / (PRIOR_PERIODS + all.periods(k));
    return (POOLED_PERIODS * pooled + own.begun(k)) / (POOLED_PERIODS + own.periods(k));
  }

  /** Before the first mark as at it: A alone tells how little is there. */
  private double written(Sums own, int point) {
    if (point > MARKS) {
      return 1;
    }
    int k = Math.max(0, point - 1);
    double pooled = (PRIOR_COMMENTS + all.written(k)) / (PRIOR_COMMENTS + all.begun(k));
    return Math.min(
        1, (PRIOR_COMMENTS * pooled + own.written(k)) / (PRIOR_COMMENTS + own.begun(k)));
  }

  private double variance(Sums own, int point) {
    if (point == 0 || point > MARKS) {
      return 0;
    }
    int k = point - 1;
    double f = begun(own, point) * written(own, point);
    double deviations = own.squares(k) - 2 * f * own.written(k) + own.periods(k) * f * f;
    double expected = prior(point) * (1 - prior(point)) / PRIOR_POSTS;
    return (PRIOR_PERIODS * expected + Math.max(0, deviations)) / (PRIOR_PERIODS + own.periods(k));
  }

  /** Math.pow may differ by platform in the last bit. */
  private static double prior(int point) {
    return StrictMath.pow(point / (MARKS + 1.0), PRIOR_POWER);
  }

  /** Lists what it has learnt. */
  public void transfer(Codec codec) {
    all.transfer(codec);
    int n = codec.value(bloggers.size());
    for (int i = 0; i < n; i++) {
      sums(i).transfer(codec);
    }
  }
}
