// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.FlinkJobs;
import io.undertone.docker.local.LocalKafka.ConsumerLag;
import io.undertone.docker.local.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A job to which something happens while records are on their way. */
final class Disturbed {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Share of all records that are sent around one disturbance. */
  private static final int STAGES = 10;

  private final FlinkJobs jobs;
  private final Iterator<FeedRecord> records;
  private final int total;
  private String job;

  Disturbed(FlinkJobs jobs, String job, List<FeedRecord> records) {
    this.jobs = jobs;
    this.job = job;
    this.records = records.iterator();
    this.total = records.size();
  }

  /** What happens to the job. */
  interface Disturbance {
    void happen() throws IOException, InterruptedException;
  }

  String job() {
    return job;
  }

  /** Goes on as another job. */
  void goOn(Submission submission) throws IOException, InterruptedException {
    job = jobs.submit(submission);
    jobs.awaitRunning(job);
  }

  /** Sends until so many records are sent in all. */
  void undisturbed(SteadyProducer producer, int upTo) throws IOException, InterruptedException {
    producer.send(records, upTo - producer.sent());
  }

  /** Lets it happen in the middle of a tenth of the records. */
  void whileSending(SteadyProducer producer, Disturbance disturbance)
      throws IOException, InterruptedException {
    long middle = producer.sent() + total / STAGES / 2;
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> send(producer, total / STAGES));
    await(() -> producer.sent() >= middle);
    disturbance.happen();
    sending.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(producer.sent()).isLessThan(total);
    jobs.awaitRunning(job);
  }

  private void send(SteadyProducer producer, int count) {
    try {
      producer.send(records, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until some records are part of a checkpoint. */
  void awaitProgress(ConsumerLag lag) {
    await(() -> lag.records() < total / 2 - 1);
  }

  void awaitRestored(long times) {
    await(() -> jobs.restores(job) >= times);
  }

  /** Waits until every record is part of a checkpoint, and what it led to is written. */
  void awaitAllTaken(ConsumerLag lag) throws IOException, InterruptedException {
    await(() -> lag.records() == 0);
    jobs.awaitCheckpoints(job, jobs.completedCheckpoints(job) + 2);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) {
    Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(condition::holds);
  }
}
