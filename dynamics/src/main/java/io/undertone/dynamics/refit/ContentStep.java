// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.AdaptiveIntervals.Level;
import io.undertone.dynamics.content.ContentModel;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.content.ContentModel.ObservedPost;
import io.undertone.dynamics.content.PostVector;
import io.undertone.dynamics.content.Reaction;
import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.nowcast.PostNowcasts.PostAges;
import io.undertone.dynamics.nowcast.PostNowcasts.Posts;
import io.undertone.dynamics.state.StatePart;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What posts say, as one part of a period: expected before it is taken in, learnt after.
 *
 * <pre>
 *   conditional forecast  m_i + sum_p l_p ( score effect + text_p )
 *   variance              v + sum l^2 ( tau2_left + usual s2/neff ) + sum l^2 spread
 * </pre>
 *
 * issued twice: l_p the share of likes, and 1/posts as long as those are not known.
 */
final class ContentStep implements Posts {
  private static final String SHARED = "content";
  private static final String BLOGGER = "content/";
  private static final String AGES = "content-ages";
  private static final String WIDTHS = "content-widths";
  private static final double[] START = {1.2816, 1.96, 2.576};
  private static final double[] STEPS = {.05, .1, .1};
  private static final Comparator<KnownPosts.Post> ORDER =
      Comparator.comparing(KnownPosts.Post::summary, PostSummary.CANONICAL)
          .thenComparing(post -> post.summary().blogger());

  /** Whether the weights of the posts are known when a forecast is made. */
  private enum Likes {
    KNOWN(EngineFindings.MODEL + "-conditional"),
    UNKNOWN(EngineFindings.MODEL + "-conditional-no-likes");

    final String model;

    Likes(String model) {
      this.model = model;
    }

    ToDoubleFunction<PostSummary> weights(AudiencePeriod audience) {
      AudienceTally tally = new AudienceTally(audience);
      int posts = audience.posts().size();
      return this == KNOWN ? tally::share : post -> 1.0 / posts;
    }
  }

  /** Names under which forecasts that know the period's posts are issued and scored. */
  static List<String> models() {
    return Arrays.stream(Likes.values()).map(likes -> likes.model).toList();
  }

  private final ContentMode mode;
  private final ContentModel model = new ContentModel();
  private final PostAges ages = new PostAges();
  private final double[][] widths = {START.clone(), START.clone()};

  /**
   * What an audience's own forecast says of the period.
   *
   * @param mean m
   * @param state v, variance of the state without sampling; NaN where there is no forecast
   */
  record Outlook(double[] mean, double[] state) {
    boolean has(int audience) {
      return audience < state.length && !Double.isNaN(state[audience]);
    }
  }

  ContentStep(ContentMode mode) {
    this.mode = mode;
  }

  @Override
  public ContentModel model() {
    return model;
  }

  @Override
  public PostAges ages() {
    return ages;
  }

  @Override
  public @Nullable PostVector text(PostSummary post) {
    byte[] words = post.words();
    return mode != ContentMode.TEXT || words == null ? null : PostVector.of(words);
  }

  @Override
  public @Nullable Double content(PostSummary post) {
    return mode == ContentMode.NONE ? null : post.contentScore();
  }

  /** What is known of a period's posts before anything of it is learnt. */
  KnownPosts know(
      AlignedPeriod aligned,
      Map<String, Integer> index,
      List<String> ascending,
      @Nullable Outlook outlook,
      double tau2) {
    int n = index.size();
    double[] byScore = new double[n];
    double[] byText = new double[n];
    Arrays.fill(byScore, Double.NaN);
    Arrays.fill(byText, Double.NaN);
    List<KnownPosts.Post> posts = new ArrayList<>();
    double[][][] forecasts = new double[Likes.values().length][2][n];
    for (double[][] forecast : forecasts) {
      Arrays.fill(forecast[1], Double.NaN);
    }
    for (AudiencePeriod audience : aligned.audiences()) {
      int i = EngineStep.position(index, audience);
      List<KnownPosts.Post> own = new ArrayList<>();
      for (PostSummary post : audience.posts()) {
        own.add(post(i, post, outlook, tau2));
      }
      posts.addAll(own);
      byScore[i] =
          cut(sum(own, audience, post -> post.content() == null ? Double.NaN : scoreEffect(post)));
      byText[i] = sum(own, audience, post -> post.text() == null ? Double.NaN : textEffect(post));
      if (outlook != null && outlook.has(i) && own.stream().anyMatch(KnownPosts.Post::known)) {
        for (Likes likes : Likes.values()) {
          forecast(i, own, likes.weights(audience), outlook, tau2, forecasts[likes.ordinal()]);
        }
      }
    }
    posts.sort(ORDER);
    return new KnownPosts(
        posts, byScore, byText, outlook == null ? null : issued(forecasts, ascending, index));
  }

  private KnownPosts.Post post(int i, PostSummary post, @Nullable Outlook outlook, double tau2) {
    PostVector text = text(post);
    Double content = content(post);
    Reaction expected =
        outlook == null || !outlook.has(i)
            ? null
            : model.draft(
                post.blogger(), text, content, outlook.mean()[i], outlook.state()[i], tau2);
    return new KnownPosts.Post(i, post, text, content, expected);
  }

  private double scoreEffect(KnownPosts.Post post) {
    return model.scoreEffect(post.summary().blogger(), post.content());
  }

  private double textEffect(KnownPosts.Post post) {
    return model.textEffect(post.summary().blogger(), post.text());
  }

  /** sum_p l_p effect_p over the posts that have one; NaN where none has. */
  private static double sum(
      List<KnownPosts.Post> posts,
      AudiencePeriod audience,
      ToDoubleFunction<KnownPosts.Post> effect) {
    AudienceTally tally = new AudienceTally(audience);
    double sum = 0;
    boolean any = false;
    for (KnownPosts.Post post : posts) {
      double one = effect.applyAsDouble(post);
      if (!Double.isNaN(one)) {
        any = true;
        sum += tally.share(post.summary()) * one;
      }
    }
    return any ? sum : Double.NaN;
  }

  /** A value in [0,1] cannot be moved by more than 1. */
  private static double cut(double effect) {
    return Math.max(-1, Math.min(1, effect));
  }

  private void forecast(
      int i,
      List<KnownPosts.Post> posts,
      ToDoubleFunction<PostSummary> weights,
      Outlook outlook,
      double tau2,
      double[][] into) {
    double mean = outlook.mean()[i];
    double variance = outlook.state()[i];
    double left = model.varianceLeft(tau2);
    for (KnownPosts.Post post : posts) {
      double l = weights.applyAsDouble(post.summary());
      mean += l * (scoreEffect(post) + textEffect(post));
      double noise = model.usualNoise(post.summary().blogger());
      variance += l * l * (left + noise + model.textVariance(post.text(), tau2));
    }
    into[0][i] = Math.max(0, Math.min(1, mean));
    into[1][i] = variance;
  }

  private List<Issued> issued(
      double[][][] forecasts, List<String> ascending, Map<String, Integer> index) {
    int n = ascending.size();
    List<Issued> issued = new ArrayList<>();
    for (Likes likes : Likes.values()) {
      double[] mean = new double[n];
      double[] variance = new double[n];
      boolean[] available = new boolean[n];
      for (int k = 0; k < n; k++) {
        int i = index.getOrDefault(ascending.get(k), -1);
        double[][] forecast = forecasts[likes.ordinal()];
        available[k] = i >= 0 && !Double.isNaN(forecast[1][i]);
        mean[k] = available[k] ? forecast[0][i] : 0;
        variance[k] = available[k] ? forecast[1][i] : 0;
      }
      AdaptiveIntervals width = widths(likes);
      issued.add(
          new Issued(
              likes.model,
              new StepForecast(1, mean, variance, available),
              width.multiplier(Level.EIGHTY),
              width.multiplier(Level.NINETY_FIVE)));
    }
    return issued;
  }

  private AdaptiveIntervals widths(Likes likes) {
    return new AdaptiveIntervals(widths[likes.ordinal()], STEPS);
  }

  /** Learns a period that is taken in: how wide intervals have to be, then its posts. */
  void learn(
      KnownPosts known,
      AlignedPeriod aligned,
      ObservedPeriod observed,
      List<String> ascending,
      Map<String, Integer> index,
      PostVariance variance) {
    for (KnownPosts.Post post : known.posts()) {
      Reaction expected = post.expected();
      if (expected != null) {
        model.settle(expected, post.summary().sentiment());
      }
    }
    List<Issued> issued = known.forecasts();
    for (Likes likes : Likes.values()) {
      if (issued != null) {
        learnWidths(likes, issued.get(likes.ordinal()).step(), observed, ascending, index);
      }
    }
    List<ObservedPost> posts =
        known.posts().stream()
            .map(post -> post.observed(variance.scores().noise(post.summary())))
            .toList();
    model.close(posts, variance.pool());
    aligned.audiences().forEach(ages::add);
  }

  private void learnWidths(
      Likes likes,
      StepForecast step,
      ObservedPeriod observed,
      List<String> ascending,
      Map<String, Integer> index) {
    AdaptiveIntervals width = widths(likes);
    for (int k = 0; k < ascending.size(); k++) {
      int i = index.getOrDefault(ascending.get(k), -1);
      if (step.available(k) && observed.has(i)) {
        width.learn(observed.sentiment()[i] - step.mean(k), step.variance(k));
      }
    }
    widths[likes.ordinal()] = width.multipliers();
  }

  void parts(Map<String, byte[]> parts, List<String> bloggers) {
    parts.put(SHARED, model.state());
    for (int i = 0; i < bloggers.size(); i++) {
      parts.put(BLOGGER + i, model.state(bloggers.get(i)));
    }
    parts.put(AGES, ages.state());
    parts.put(WIDTHS, WIDTH_STATE.write(this));
  }

  private static final StatePart<ContentStep> WIDTH_STATE =
      StatePart.of(
          WIDTHS,
          1,
          (step, codec) -> {
            for (double[] width : step.widths) {
              codec.values(width);
            }
          });

  /** Goes on from {@link #parts}; what an older layout does not hold starts afresh. */
  void restore(Function<String, byte @Nullable []> parts, List<String> bloggers) {
    byte[] shared = parts.apply(SHARED);
    if (shared == null) {
      return;
    }
    model.restore(shared);
    for (int i = 0; i < bloggers.size(); i++) {
      model.restore(bloggers.get(i), EngineStep.part(parts.apply(BLOGGER + i), BLOGGER + i));
    }
    ages.restore(EngineStep.part(parts.apply(AGES), AGES));
    WIDTH_STATE.read(EngineStep.part(parts.apply(WIDTHS), WIDTHS), this);
  }
}
