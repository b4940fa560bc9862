// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Alert.AlertNumbers;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A topic of many audiences over many days in which every table has rows: of each audience a
 * sentiment, a private opinion, a post, its best-known comments and forecasts of three models a
 * day, some revised, some refused records, an open last day.
 *
 * @param audiences how many
 * @param days how many, the last of them open
 * @param edges sources of each audience, itself among them
 * @param daysWithEdges last days that have an influence matrix
 * @param drafts what was learnt of posts, as it is kept; null for nothing
 */
record LargeTopic(int audiences, int days, int edges, int daysWithEdges, @Nullable String drafts) {
  static final String TOPIC = "t";

  private static final Instant START = Instant.parse("2023-04-30T16:00:00Z");
  private static final List<String> FORECASTERS = List.of("mean", "persistence", "undertone");

  /** Writes all days. */
  void write(ResultStore store) throws IOException {
    Random random = new Random(1);
    for (int day = 0; day < days; day++) {
      Findings findings = day(day, random);
      store.write(findings);
      List<PostEvidence> posts = findings.evidence();
      store.writeComments(
          posts.stream().map(post -> SampleResults.comments(post, 0, "fine", "bad")).toList());
      store.write(letters(day));
    }
  }

  static String blogger(int i) {
    return String.format(Locale.ROOT, "b%05d", i);
  }

  static Instant start(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private Findings day(int day, Random random) {
    boolean open = day == days - 1;
    List<AudienceSentiment> sentiments = new ArrayList<>();
    List<PrivateOpinion> opinions = new ArrayList<>();
    List<PostEvidence> posts = new ArrayList<>();
    List<Influence> influences = new ArrayList<>();
    List<AudienceForecast> forecasts = new ArrayList<>();
    for (int i = 0; i < audiences; i++) {
      double value = random.nextDouble();
      int revision = day % 7 == 3 && i % 10 == 0 ? 1 : 0;
      sentiments.add(sentiment(day, i, value, open, revision));
      opinions.add(opinion(day, i, value));
      posts.add(post(day, i, value));
      if (!open) {
        for (String model : FORECASTERS) {
          forecasts.add(forecast(day, i, model, value));
        }
        for (int j = 0; day >= days - 1 - daysWithEdges && j < edges; j++) {
          influences.add(edge(day, (i + j) % audiences, i));
        }
      }
    }
    Alert alert =
        Alert.of(
            new Alert.Subject(TOPIC, blogger(day % audiences), start(day), start(day + 1)),
            AlertKind.SURPRISE,
            2.9,
            AlertNumbers.surprise(.71, .59, .52, .66),
            0);
    return Findings.of(TOPIC, start(day), start(day + 1), 0)
        .audienceSentiments(sentiments)
        .influences(influences)
        .forecasts(forecasts)
        .modelScores(open ? List.of() : scores(day))
        .privateOpinions(opinions)
        .alerts(List.of(alert))
        .evidence(posts)
        .modelStatuses(open ? List.of() : statuses(day))
        .postNowcasts(open ? SampleResults.nowcasts(posts) : List.of())
        .drafts(drafts)
        .build();
  }

  private static AudienceSentiment sentiment(
      int day, int i, double value, boolean open, int revision) {
    return new AudienceSentiment(
        TOPIC,
        blogger(i),
        start(day),
        start(day + 1),
        value,
        0.1,
        20,
        1,
        1.5,
        0.01,
        open ? value : null,
        open ? 0.03 : null,
        open,
        "given",
        i % 100 == 0 ? 1 : 0,
        0.07,
        open ? AudienceSentiment.PROVISIONAL_REVISION : revision);
  }

  private static PrivateOpinion opinion(int day, int i, double value) {
    return new PrivateOpinion(
        TOPIC,
        blogger(i),
        start(day),
        start(day + 1),
        value,
        null,
        null,
        null,
        null,
        null,
        Support.NOT_SUPPORTED,
        0);
  }

  private static PostEvidence post(int day, int i, double value) {
    return new PostEvidence(
        TOPIC,
        blogger(i),
        "P" + day + "-" + i,
        start(day),
        start(day + 1),
        start(day).plusSeconds(3600),
        40,
        1,
        value,
        20,
        15.5,
        0.5,
        0);
  }

  private static AudienceForecast forecast(int day, int i, String model, double value) {
    return new AudienceForecast(
        TOPIC,
        start(day + 1),
        model,
        blogger(i),
        start(day + 1),
        start(day + 2),
        false,
        value,
        value - 0.1,
        value + 0.1,
        value - 0.15,
        value + 0.15,
        0);
  }

  private static Influence edge(int day, int source, int target) {
    boolean own = source == target;
    return new Influence(
        TOPIC,
        start(day + 1),
        "undertone",
        blogger(source),
        blogger(target),
        0,
        own ? 0.6 : 0.01,
        0.0,
        own ? 0.7 : 0.1,
        own ? null : 0.7,
        own ? null : 0.4,
        own ? null : 0.6,
        ClaimLevel.UNDETERMINED,
        false,
        0);
  }

  private List<ModelScore> scores(int day) {
    List<ModelScore> scores = new ArrayList<>();
    for (String model : FORECASTERS) {
      scores.add(
          new ModelScore(
              TOPIC,
              start(day + 1),
              model,
              day * audiences,
              0.07,
              0.06,
              1.2,
              0.81,
              0.95,
              0.02,
              0.01,
              0));
    }
    return scores;
  }

  private List<ModelStatus> statuses(int day) {
    List<ModelStatus> statuses = new ArrayList<>();
    for (String model : FORECASTERS) {
      statuses.add(
          new ModelStatus(
              TOPIC,
              start(day + 1),
              model,
              FitStatus.FITTED,
              null,
              null,
              audiences,
              0,
              start(day + 1),
              0));
    }
    return statuses;
  }

  /** As many refused records as audiences, by a few reasons, one of ten too late. */
  private List<DeadLetter> letters(int day) {
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < audiences; i++) {
      String reason =
          i % 10 == 0 ? "too late: its period took no more" : "no time in field " + i % 5;
      letters.add(
          new DeadLetter(
              TOPIC, reason, "comments-0", (long) day * audiences + i, "{}", start(day), ""));
    }
    return letters;
  }
}
