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

  /** One post and its comments. */
  record Post(int period, int blogger, double sigma, double content, double likes, double neff) {}

  private final List<List<List<Post>>> posts = new ArrayList<>();
  private final OnlineEngine engine = new OnlineEngine(1);
  private final List<PostContentRegression> contents = new ArrayList<>();
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

  PostsRun(int n, int periods, List<Post> all) {
    raw = new double[n];
    effect = new double[n];
    variance = new double[n];
    slopes = new double[n];
    sums = new double[n];
    seen = new int[n];
    for (int i = 0; i < n; i++) {
      engine.join();
      contents.add(new PostContentRegression());
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
      posts.add(new Post((int) p[0], (int) p[1], p[2], p[3], p[4], p[5]));
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
    for (int i = 0; i < n; i++) {
      slopes[i] = contents.get(i).slope();
      observed[i] = tally(i, posts.get(t).get(i));
    }
    double[] mean = t == 0 ? null : engine.forecast(1).means()[0].clone();
    engine.observe(raw, effect, observed, variance);
    if (mean == null) {
      mean = new double[n];
      for (int i = 0; i < n; i++) {
        mean[i] = engine.filteredSentiment(i);
      }
    }
    for (int i = 0; i < n; i++) {
      for (Post post : posts.get(t).get(i)) {
        if (!Double.isNaN(post.content)) {
          contents.get(i).add(post.content, post.sigma, 1 / (TAU2 + S2 / post.neff));
        }
      }
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
    double[] scores = new double[period.size()];
    for (int p = 0; p < shares.length; p++) {
      Post post = period.get(p);
      shares[p] = (post.likes + 1) / likes;
      scores[p] = post.content;
      raw[i] += shares[p] * post.sigma;
      variance[i] += shares[p] * shares[p] * (TAU2 + S2 / post.neff);
    }
    effect[i] = contents.get(i).effect(shares, scores);
    return shares.length > 0;
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
