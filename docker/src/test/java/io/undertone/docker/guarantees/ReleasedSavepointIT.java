// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.docker.feed.CommentFeed.Faults;
import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.FlinkJobs;
import io.undertone.docker.local.LocalKafka.ConsumerLag;
import io.undertone.docker.local.LocalStack;
import io.undertone.docker.local.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This build goes on from the savepoints of earlier releases, which are kept here.
 *
 * <p>With the system property {@code undertone.savepoint} it first makes the one of the release of
 * that name; docs/upgrading.md has the command.
 */
@ExtendWith(SharedStack.class)
@Timeout(300)
class ReleasedSavepointIT {
  private static final Path KEPT = Path.of("src/test/resources/savepoints");
  private static final int PERIODS = 10;

  /** The savepoint is made on the seventh day, so what closes later is written after it. */
  private static final int SENT_BEFORE = 6;

  private static final String SEVENTH_DAY = Feeds.end(SENT_BEFORE);
  private static final int PER_SECOND = 5000;

  /**
   * What a release's state carries on to the bit, by table; a table that is not named carries all.
   * The state of 0.1.0 has another engine and no spread of the scores of one post's comments, so
   * standard errors and all that is estimated with them are learned again.
   */
  private static final Map<String, Map<String, List<String>>> CARRIED =
      Map.of(
          "0.1.0",
          Map.of(
              "audience_sentiment",
              List.of(
                  "topic",
                  "blogger",
                  "period_start",
                  "period_end",
                  "sentiment",
                  "comments",
                  "posts",
                  "effective_posts",
                  "provisional",
                  "scorer",
                  "unscored"),
              "forecast",
              List.of("topic", "made_at", "model", "blogger", "period_start", "period_end"),
              "influence",
              List.of("topic", "as_of", "model"),
              "model_score",
              List.of("topic", "as_of", "model"),
              "private_opinion",
              List.of("topic", "blogger", "period_start", "period_end"),
              "alert",
              List.of("topic")));

  /** Topics that hold the records before the savepoint already. */
  private static final Set<String> FILLED = new HashSet<>();

  private final List<FeedRecord> records = feed();

  private static List<FeedRecord> feed() {
    return Feeds.records(3, PERIODS, new Faults(0.05, 0, Duration.ZERO));
  }

  static List<String> releases() throws IOException {
    try (Stream<Path> kept = Files.list(KEPT)) {
      return kept.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeAll
  static void makeNew(LocalStack stack) throws Exception {
    String release = System.getProperty("undertone.savepoint", "");
    if (!release.isEmpty()) {
      keep(release, savepoint(stack, release));
    }
  }

  private static Path savepoint(LocalStack stack, String release) throws Exception {
    String topic = "released-" + release;
    stack.kafka().createTopics(Map.of(topic, Feeds.PARTITIONS));
    FILLED.add(topic);
    List<FeedRecord> before = before(feed());
    FlinkJobs jobs = stack.flink().jobs();
    Disturbed run =
        new Disturbed(jobs, jobs.submit(Job.reading(stack, topic, topic, 1, Map.of())), before);
    try (SteadyProducer producer = producer(stack, topic);
        ConsumerLag lag = new ConsumerLag(stack.kafka().address(), topic, topic)) {
      run.undisturbed(producer, before.size());
      run.awaitAllTaken(lag);
    }
    Path made = Path.of(jobs.stopWithSavepoint(run.job()).replaceFirst("^file:/+", "/"));
    FinalRows unused = FinalRows.take(stack, SEVENTH_DAY);
    return made;
  }

  private static List<FeedRecord> before(List<FeedRecord> records) {
    return records.stream()
        .takeWhile(r -> r.comment().time().toString().compareTo(SEVENTH_DAY + "T12") < 0)
        .toList();
  }

  private static void keep(String release, Path savepoint) throws IOException {
    Path kept = Files.createDirectories(KEPT.resolve(release));
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void goesOnToTheRowsOfAnUninterruptedRun(String release, LocalStack stack) throws Exception {
    String topic = "released-" + release;
    stack.kafka().createTopics(Map.of(topic, Feeds.PARTITIONS));
    FlinkJobs jobs = stack.flink().jobs();
    Submission anew = Job.reading(stack, topic, topic, 1, Map.of());
    String kept = KEPT.resolve(release).toAbsolutePath().toUri().toString();
    int before = before(records).size();
    try (SteadyProducer producer = producer(stack, topic);
        ConsumerLag lag = new ConsumerLag(stack.kafka().address(), topic, topic)) {
      if (FILLED.add(topic)) {
        producer.send(records.iterator(), before);
      }
      Disturbed run =
          new Disturbed(
              jobs, jobs.submit(anew.from(kept, 2)), records.subList(before, records.size()));
      run.undisturbed(producer, (int) producer.sent() + records.size() - before);
      producer.send(Feeds.later(PERIODS).iterator(), Feeds.PARTITIONS);
      run.awaitAllTaken(lag);
      jobs.cancel(run.job());
    }
    FinalRows restored = rows(stack, release);

    Job.runToEnd(
        stack, Job.reading(stack, "whole-" + release, topic, 1, Map.of("kafka-bounded", true)));
    FinalRows whole = rows(stack, release);
    assertThat(whole.comments()).hasSize(3 * (PERIODS - SENT_BEFORE));
    assertThat(restored).isEqualTo(whole);
  }

  private static FinalRows rows(LocalStack stack, String release) throws SQLException {
    Map<String, List<String>> carried = CARRIED.getOrDefault(release, Map.of());
    return FinalRows.take(stack, SEVENTH_DAY, Feeds.end(PERIODS), carried);
  }

  private static SteadyProducer producer(LocalStack stack, String topic) {
    return new SteadyProducer(stack.kafka().address(), topic, Feeds.PARTITIONS, PER_SECOND);
  }
}
