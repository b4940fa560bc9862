// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.ArrayList;
import java.util.List;

/** Feeds an engine from single posts: tally, content effect, observation, and forward errors. */
final class PostsRun {
  private static final double TAU2 = .006;
  private static final double S2 = .09;

  /** Shares of a period at which an open period is judged. */
  static final double[] ELAPSED = {.2, .4, .6, .8};

  /**
   * One post and its comments.
   *
   * @param elapsed share of its period that had passed when it was published
   */
  record Post(
      int period,
      int blogger,
      double sigma,
      double content,
      double likes,
      double neff,
      double elapsed) {}

  private final List<List<List<Post>>> posts = new ArrayList<>();
  private final OnlineEngine engine = new OnlineEngine(1);
  private final double[] raw;
  private final double[] effect;
  private final double[] variance;
  private final double[] slopes;
  private boolean[] observed = {};
  private double conditionalSquares;
  private double unconditionalSquares;
  private int count;
  private double runningSquares;
  private final double[] sums;
  private final int[] seen;

  /** By elapsed share: squared errors of partial tally, forecast and nowcast; hits; number. */
  final double[][] open = new double[ELAPSED.length][6];

  PostsRun(int n, int periods, List<Post> all) {
    raw = new double[n];
    effect = new double[n];
    variance = new double[n];
    slopes = new double[n];
    sums = new double[n];
    seen = new int[n];
    for (int i = 0; i < n; i++) {
      engine.join();
    }
    for (int t = 0; t < periods; t++) {
      List<List<Post>> period = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        period.add(new ArrayList<>());
      }
      posts.add(period);
    }
    for (Post post : all) {
      posts.get(post.period).get(post.blogger).add(post);
    }
  }

  static PostsRun of(JsonNode reference) {
    List<Post> posts = new ArrayList<>();
    for (JsonNode post : reference.get("posts")) {
      double[] p = Reference.vector(post);
      posts.add(new Post((int) p[0], (int) p[1], p[2], p[3], p[4], p[5], 0));
    }
    int n = reference.get("b").get(0).size();
    return new PostsRun(n, reference.get("b").size(), posts);
  }

  int periods() {
    return posts.size();
  }

  /** Returns the means issued for the adjusted values, then learns the period. */
  double[] step(int t) {
    int n = raw.length;
    observed = new boolean[n];
    double[] adjusted = new double[n];
    for (int i = 0; i < n; i++) {
      slopes[i] = engine.content(i).slope();
      observed[i] = tally(i, posts.get(t).get(i));
      adjusted[i] = raw[i] - effect[i];
    }
    for (int i = 0; i < n && 5 * t >= periods(); i++) {
      judgeOpenPeriod(i, posts.get(t).get(i));
    }
    double[] mean = t == 0 ? null : engine.forecast(1).means()[0].clone();
    engine.observe(adjusted, observed, variance);
    if (mean == null) {
      mean = new double[n];
      for (int i = 0; i < n; i++) {
        mean[i] = engine.copies().primary.row(i).retrospectiveMean;
      }
    }
    for (int i = 0; i < n; i++) {
      for (Post post : posts.get(t).get(i)) {
        if (!Double.isNaN(post.content)) {
          engine.content(i).add(post.content, post.sigma, 1 / (TAU2 + S2 / post.neff));
        }
      }
      learnArrivals(i, posts.get(t).get(i));
      if (observed[i] && 5 * t >= periods()) {
        conditionalSquares += Math.pow(raw[i] - mean[i] - effect[i], 2);
        unconditionalSquares += Math.pow(raw[i] - mean[i], 2);
        double running = seen[i] > 0 ? sums[i] / seen[i] : mean[i];
        runningSquares += Math.pow(raw[i] - running, 2);
        count++;
      }
      sums[i] += observed[i] ? raw[i] : 0;
      seen[i] += observed[i] ? 1 : 0;
    }
    return mean;
  }

  private boolean tally(int i, List<Post> period) {
    double likes = period.stream().mapToDouble(p -> p.likes + 1).sum();
    raw[i] = 0;
    variance[i] = 0;
    double[] shares = new double[period.size()];
    double[] contents = new double[period.size()];
    for (int p = 0; p < shares.length; p++) {
      Post post = period.get(p);
      shares[p] = (post.likes + 1) / likes;
      contents[p] = post.content;
      raw[i] += shares[p] * post.sigma;
      variance[i] += shares[p] * shares[p] * (TAU2 + S2 / post.neff);
    }
    effect[i] = engine.content(i).effect(shares, contents);
    return shares.length > 0;
  }

  private void learnArrivals(int i, List<Post> period) {
    double[] shares = new double[ArrivalCurve.POINTS];
    double likes = period.stream().mapToDouble(p -> p.likes + 1).sum();
    for (int k = 0; k < shares.length && likes > 0; k++) {
      double until = (k + 1) / 10.0;
      shares[k] =
          period.stream().filter(p -> p.elapsed < until).mapToDouble(p -> p.likes + 1).sum()
              / likes;
    }
    if (likes > 0) {
      engine.arrivals(i).add(shares);
    }
  }

  private void judgeOpenPeriod(int i, List<Post> period) {
    for (int k = 0; k < ELAPSED.length; k++) {
      double until = ELAPSED[k];
      List<Post> soFar = period.stream().filter(p -> p.elapsed < until).toList();
      double outcome = raw[i];
      double[] before = {raw[i], effect[i], variance[i]};
      if (tally(i, soFar)) {
        double partial = raw[i];
        ForecastPath issued = engine.forecast(1);
        Nowcast nowcast = engine.nowcast(i, partial, effect[i], variance[i], until);
        double error = outcome - nowcast.mean();
        double z = Math.abs(error) / Math.sqrt(nowcast.variance());
        open[k][0] += Math.pow(outcome - partial, 2);
        open[k][1] += Math.pow(outcome - issued.means()[0][i], 2);
        open[k][2] += error * error;
        open[k][3] += z <= 1.2816 ? 1 : 0;
        open[k][4] += z <= 1.96 ? 1 : 0;
        open[k][5]++;
      }
      raw[i] = before[0];
      effect[i] = before[1];
      variance[i] = before[2];
    }
  }

  boolean[] observed() {
    return observed;
  }

  double[] raw() {
    return raw;
  }

  double[] effect() {
    return effect;
  }

  double[] variance() {
    return variance;
  }

  double[] slopes() {
    return slopes;
  }

  int count() {
    return count;
  }

  double conditionalRmse() {
    return Math.sqrt(conditionalSquares / count);
  }

  double runningMeanRmse() {
    return Math.sqrt(runningSquares / count);
  }

  double unconditionalRmse() {
    return Math.sqrt(unconditionalSquares / count);
  }
}
