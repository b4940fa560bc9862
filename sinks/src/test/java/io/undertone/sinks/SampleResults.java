// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Findings of a simulated topic, in the shapes of a real job: seven audiences that follow a known
 * matrix, half-months, a period without posts, an open last period, a confirmed edge, a supported
 * private opinion. Bloggers have hostile names where asked for.
 */
public final class SampleResults {
  /** Zone of the sample. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** How its times are written. */
  public static final TimeFormat TIMES = new TimeFormat(ZONE, true);

  /** Model whose edges carry claims. */
  public static final String ENGINE = "undertone";

  private static final List<String> MODELS =
      List.of("mean", "persistence", "ewma", "ar1", "french-degroot", "friedkin-johnsen", ENGINE);

  private static final double COMMENT_VARIANCE = 0.0725;
  private static final double POST_SD = 0.07;

  private final String topic;
  private final List<String> bloggers;
  private final int periods;
  private final Random random;
  private final double[] state;

  public SampleResults(String topic, List<String> bloggers, int periods, long seed) {
    this.topic = topic;
    this.bloggers = bloggers;
    this.periods = periods;
    this.random = new Random(seed);
    this.state = random.doubles(bloggers.size(), 0.4, 0.75).toArray();
  }

  /** Seven bloggers, {@code periods} half-months from 2023-05-01. */
  public static SampleResults huawei(int periods) {
    return new SampleResults(
        "huawei",
        List.of(
            "1595443924",
            "1783497251",
            "2022252207",
            "2561744167",
            "5821279480",
            "7109370363",
            "7239083016"),
        periods,
        7);
  }

  /** First instant of a half-month, counted from 2023-05-01. */
  public static Instant start(int period) {
    LocalDate month = LocalDate.of(2023, 5, 1).plusMonths(period / 2);
    return month.withDayOfMonth(period % 2 == 0 ? 1 : 16).atStartOfDay(ZONE).toInstant();
  }

  /** All findings, period by period; the last period is open. */
  public List<Findings> findings() {
    List<Findings> all = new ArrayList<>();
    for (int t = 0; t < periods; t++) {
      all.add(next(t, t == periods - 1));
    }
    return all;
  }

  private Findings next(int t, boolean open) {
    List<AudienceSentiment> sentiments = new ArrayList<>();
    List<PrivateOpinion> opinions = new ArrayList<>();
    List<PostEvidence> evidence = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    advance();
    for (int i = 0; i < bloggers.size(); i++) {
      if (i == 1 && t == 4) {
        sentiments.add(gap(t, i, open));
        alerts.add(alert(t, bloggers.get(i), AlertKind.DATA_GAP, 1, AlertNumbers.dataGap(4, 4)));
      } else {
        List<PostEvidence> posts = posts(t, i);
        evidence.addAll(posts);
        sentiments.add(sentiment(t, i, open, posts));
      }
      opinions.add(opinion(t, i, sentiments.get(i).sentiment()));
    }
    if (t == 5) {
      alerts.add(
          alert(
              t,
              bloggers.get(0),
              AlertKind.SURPRISE,
              2.9,
              AlertNumbers.surprise(.71, .59, .52, .66)));
    }
    return Findings.of(topic, start(t), start(t + 1), 0)
        .audienceSentiments(sentiments)
        .influences(open ? List.of() : influences(t))
        .forecasts(open ? List.of() : forecasts(t))
        .modelScores(open ? List.of() : scores(t))
        .privateOpinions(opinions)
        .alerts(alerts)
        .evidence(evidence)
        .modelStatuses(open ? List.of() : statuses(t))
        .postNowcasts(open ? nowcasts(evidence) : List.of())
        .build();
  }

  /** Nowcasts of posts that are open. */
  public static List<PostNowcast> nowcasts(List<PostEvidence> posts) {
    return posts.stream()
        .map(
            post ->
                new PostNowcast(
                    post.topic(),
                    post.blogger(),
                    post.post(),
                    post.periodStart(),
                    post.periodEnd(),
                    post.postTime(),
                    post.comments(),
                    post.sentiment(),
                    .5,
                    .01,
                    null,
                    .6,
                    .5,
                    .7,
                    .4,
                    .8,
                    AudienceSentiment.PROVISIONAL_REVISION))
        .toList();
  }

  /** Comments of a post with the given texts, the most weighty first. */
  public static PostComments comments(PostEvidence post, int revision, String... texts) {
    List<CommentEvidence> comments = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      comments.add(
          new CommentEvidence(
              post.topic(),
              post.blogger(),
              post.post(),
              post.periodStart(),
              post.periodEnd(),
              i + 1,
              "c" + i,
              post.postTime().plusSeconds(i),
              100 - i,
              0.25,
              "given",
              texts[i],
              revision));
    }
    return new PostComments(
        post.topic(),
        post.blogger(),
        post.post(),
        post.periodStart(),
        post.periodEnd(),
        revision,
        comments);
  }

  /** x_i(t+1) = 0.6 x_i + 0.25 x_(i-1) + 0.15 * 0.6 + noise. */
  private void advance() {
    double[] before = state.clone();
    for (int i = 0; i < state.length; i++) {
      double neighbour = before[(i + state.length - 1) % state.length];
      double next = 0.6 * before[i] + 0.25 * neighbour + 0.09 + 0.05 * random.nextGaussian();
      state[i] = Math.max(0.02, Math.min(0.98, next));
    }
  }

  private AudienceSentiment sentiment(int t, int i, boolean open, List<PostEvidence> posts) {
    double value = posts.stream().mapToDouble(p -> p.likeWeight() * p.sentiment()).sum();
    double squares = posts.stream().mapToDouble(p -> p.likeWeight() * p.likeWeight()).sum();
    return new AudienceSentiment(
        topic,
        bloggers.get(i),
        start(t),
        start(t + 1),
        value,
        POST_SD * Math.sqrt(squares),
        posts.stream().mapToLong(PostEvidence::comments).sum(),
        posts.size(),
        1 / squares,
        0.02 * random.nextGaussian(),
        open ? value - 0.01 : null,
        open ? 0.03 : null,
        open,
        "given",
        3,
        COMMENT_VARIANCE,
        0);
  }

  private AudienceSentiment gap(int t, int i, boolean open) {
    return new AudienceSentiment(
        topic,
        bloggers.get(i),
        start(t),
        start(t + 1),
        null,
        null,
        0,
        0,
        0,
        null,
        null,
        null,
        open,
        null,
        0,
        0);
  }

  private PrivateOpinion opinion(int t, int i, @Nullable Double expressed) {
    boolean supported = i == 3 && t >= 6;
    return new PrivateOpinion(
        topic,
        bloggers.get(i),
        start(t),
        start(t + 1),
        expressed,
        supported ? state[i] - 0.12 : null,
        supported ? state[i] - 0.18 : null,
        supported ? state[i] - 0.06 : null,
        supported ? 0.4 : null,
        supported ? 0.6 : null,
        t < 6 ? Support.TOO_FEW_PERIODS : supported ? Support.SUPPORTED : Support.NOT_SUPPORTED,
        0);
  }

  private List<PostEvidence> posts(int t, int i) {
    List<PostEvidence> posts = new ArrayList<>();
    double[] weights = {0.4, 0.3, 0.2, 0.1};
    for (int p = 0; p < weights.length; p++) {
      double content = random.nextDouble();
      double reaction = state[i] + 0.1 * (content - 0.5) + POST_SD * random.nextGaussian();
      posts.add(
          new PostEvidence(
              topic,
              bloggers.get(i),
              "P" + t + "-" + i + "-" + p,
              start(t),
              start(t + 1),
              start(t).plusSeconds(86_400L * (p + 1) + 3600L * (9 + i)),
              Math.round(weights[p] * 4000),
              weights[p],
              Math.max(0, Math.min(1, reaction)),
              60 + random.nextInt(200),
              35.5,
              content,
              0));
    }
    return posts;
  }

  private Alert alert(int t, String blogger, AlertKind kind, double size, AlertNumbers numbers) {
    return Alert.of(
        new Alert.Subject(topic, blogger, start(t), start(t + 1)), kind, size, numbers, 0);
  }

  private List<Influence> influences(int t) {
    List<Influence> edges = new ArrayList<>();
    for (String model : List.of("french-degroot", ENGINE)) {
      for (int i = 0; i < bloggers.size(); i++) {
        for (int j = 0; j < bloggers.size(); j++) {
          edges.add(edge(t, model, j, i));
        }
      }
    }
    return edges;
  }

  private Influence edge(int t, String model, int source, int target) {
    boolean own = source == target;
    boolean neighbour = source == (target + bloggers.size() - 1) % bloggers.size();
    double weight = own ? 0.6 : neighbour ? 0.25 : 0.01;
    ClaimLevel status =
        !model.equals(ENGINE) || t < 5
            ? ClaimLevel.UNDETERMINED
            : own || !neighbour
                ? ClaimLevel.EXCLUDED
                : target == 2
                    ? ClaimLevel.CONFIRMED
                    : target == 5 ? ClaimLevel.LIKELY : ClaimLevel.UNDETERMINED;
    return new Influence(
        topic,
        start(t + 1),
        model,
        bloggers.get(source),
        bloggers.get(target),
        target == 5 && neighbour ? 1 : 0,
        weight,
        Math.max(0, weight - 0.09),
        weight + 0.09,
        own ? null : neighbour ? 900.0 : 0.7,
        own ? null : neighbour ? 0.001 : 0.4,
        own ? null : neighbour ? 0.02 : 0.6,
        status,
        model.equals(ENGINE) && neighbour && target == 4,
        0);
  }

  private List<AudienceForecast> forecasts(int t) {
    List<AudienceForecast> forecasts = new ArrayList<>();
    for (String model : List.of("mean", ENGINE)) {
      for (int i = 0; i < bloggers.size(); i++) {
        for (int ahead = 1; ahead <= (model.equals(ENGINE) ? 3 : 1); ahead++) {
          double sd = 0.05 * Math.sqrt(ahead);
          forecasts.add(
              new AudienceForecast(
                  topic,
                  start(t + 1),
                  model,
                  bloggers.get(i),
                  start(t + ahead),
                  start(t + ahead + 1),
                  false,
                  state[i],
                  state[i] - 1.28 * sd,
                  state[i] + 1.28 * sd,
                  state[i] - 1.96 * sd,
                  state[i] + 1.96 * sd,
                  0));
        }
      }
    }
    return forecasts;
  }

  private List<ModelStatus> statuses(int t) {
    List<ModelStatus> statuses = new ArrayList<>();
    for (String model : MODELS) {
      boolean fitted = t > 2 || !model.equals("french-degroot");
      List<FitReason> reasons = List.of(FitReason.of(FitReason.Kind.TOO_FEW_PERIODS, "", t + 1, 3));
      statuses.add(
          new ModelStatus(
              topic,
              start(t + 1),
              model,
              fitted ? FitStatus.FITTED : FitStatus.TOO_FEW_PERIODS,
              fitted ? null : FitReason.words(reasons).en(),
              fitted ? null : FitReason.json(reasons),
              fitted ? bloggers.size() : 0,
              fitted ? 0 : bloggers.size(),
              start(t + 1),
              0));
    }
    return statuses;
  }

  private List<ModelScore> scores(int t) {
    List<ModelScore> scores = new ArrayList<>();
    int n = Math.max(0, t - 1) * bloggers.size();
    for (int k = 0; k < MODELS.size(); k++) {
      double rmse = 0.075 - 0.003 * k + 0.02 / (t + 1);
      boolean none = n == 0;
      scores.add(
          new ModelScore(
              topic,
              start(t + 1),
              MODELS.get(k),
              n,
              none ? null : rmse,
              none ? null : 0.8 * rmse,
              none ? null : 1.2,
              none ? null : 0.81,
              none ? null : 0.95,
              none ? null : 1 - rmse / (0.066 + 0.02 / (t + 1)),
              none ? null : 0.03,
              0));
    }
    return scores;
  }
}
