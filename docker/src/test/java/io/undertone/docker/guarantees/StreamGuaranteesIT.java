// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.docker.feed.CommentFeed.Faults;
import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.CommentFeed.FeedRecord.Kind;
import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.FlinkJobs;
import io.undertone.docker.local.LocalKafka.ConsumerLag;
import io.undertone.docker.local.LocalPart;
import io.undertone.docker.local.LocalStack;
import io.undertone.docker.local.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From a real broker through a cluster of real processes into a real database and back to the
 * broker: whatever breaks on the way, each comment counts exactly once, each row is published
 * exactly once, and the final rows are those of an undisturbed run.
 */
@ExtendWith(SharedStack.class)
@Timeout(400)
class StreamGuaranteesIT {
  private static final String TOPIC = "broken";
  private static final int PERIODS = 48;
  private static final int PER_SECOND = 2000;
  private static final Faults FAULTS = new Faults(0.05, 0.01, Duration.ofDays(20));

  @Test
  void killedAndRestartedPartsLoseAndDoubleNothing(LocalStack stack) throws Exception {
    List<FeedRecord> records = Feeds.records(7, PERIODS, FAULTS);
    stack.kafka().createTopics(Map.of(TOPIC, Feeds.PARTITIONS));

    disturb(stack, records);

    FinalRows disturbed = FinalRows.take(stack, Feeds.end(PERIODS));
    assertThat(disturbed.comments()).isEqualTo(Feeds.counts(records));
    int broken = Feeds.count(records, Kind.BROKEN);
    // what is repeated after weeks is too late, or a duplicate where time had not come so far
    int stale = Feeds.count(records, Kind.STALE);
    assertThat(disturbed.deadLetters()).hasSize(broken);
    assertThat(disturbed.late()).isNotEmpty().hasSizeLessThanOrEqualTo(stale);
    PublishedRows published = published(stack, TOPIC);
    assertThat(published.deadLetters()).hasSize(broken).doesNotHaveDuplicates();
    assertThat(published.late()).hasSameSizeAs(disturbed.late()).doesNotHaveDuplicates();
    assertThat(published.issued())
        .allSatisfy((table, rows) -> assertThat(rows).isNotEmpty().doesNotHaveDuplicates());
    Map<String, Object> calm = new HashMap<>(publishing("calm"));
    calm.put("kafka-bounded", true);
    Job.runToEnd(stack, Job.reading(stack, "calm", TOPIC, 1, calm));
    assertThat(FinalRows.take(stack, Feeds.end(PERIODS)).withoutLate())
        .isEqualTo(disturbed.withoutLate());
    assertThat(published(stack, "calm").tables()).isEqualTo(published.tables());
  }

  private static Map<String, Object> publishing(String name) {
    return Map.of(
        "kafka-results", name + ".",
        "kafka-dead-letters", name + ".dead_letter",
        "transaction-prefix", name);
  }

  private static PublishedRows published(LocalStack stack, String name) {
    return PublishedRows.read(stack.kafka().address(), name + ".", Feeds.end(PERIODS));
  }

  private static void disturb(LocalStack stack, List<FeedRecord> records) throws Exception {
    FlinkJobs jobs = stack.flink().jobs();
    Submission submission = Job.reading(stack, TOPIC, TOPIC, 2, publishing(TOPIC));
    Disturbed run = new Disturbed(jobs, jobs.submit(submission), records);
    try (SteadyProducer producer =
            new SteadyProducer(stack.kafka().address(), TOPIC, Feeds.PARTITIONS, PER_SECOND);
        ConsumerLag lag = new ConsumerLag(stack.kafka().address(), TOPIC, TOPIC)) {
      run.undisturbed(producer, records.size() / 2);
      run.awaitProgress(lag);
      run.whileSending(producer, () -> killUntilRestored(stack, run));
      run.whileSending(producer, () -> killAndStart(stack.kafka()));
      run.whileSending(producer, () -> killAndStart(stack.postgres()));
      run.whileSending(
          producer, () -> run.goOn(submission.from(jobs.stopWithSavepoint(run.job()), 3)));
      assertThat(jobs.parallelism(run.job())).isEqualTo(3);
      run.undisturbed(producer, records.size());
      producer.send(Feeds.later(PERIODS).iterator(), Feeds.PARTITIONS);
      run.awaitAllTaken(lag);
    }
    jobs.cancel(run.job());
  }

  /** One of three task managers may have been idle; of two, one had a part of the job. */
  private static void killUntilRestored(LocalStack stack, Disturbed run)
      throws IOException, InterruptedException {
    LocalPart first = stack.flink().taskManager(0);
    LocalPart second = stack.flink().taskManager(1);
    first.kill();
    second.kill();
    first.start();
    second.start();
    run.awaitRestored(1);
  }

  private static void killAndStart(LocalPart part) throws IOException, InterruptedException {
    long before = part.pid();
    part.kill();
    assertThat(part.isRunning()).isFalse();
    part.start();
    assertThat(part.pid()).isNotEqualTo(before);
  }
}
