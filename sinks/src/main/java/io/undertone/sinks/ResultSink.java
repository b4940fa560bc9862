// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes to a result database: PostgreSQL with any parallelism where the issues of a period reach
 * one writer in order, an embedded one with parallelism 1. Each issue of a period replaces the one
 * before, so that what is delivered again after a failure (at least once) counts once. A checkpoint
 * completes only when what came before it is on the disk.
 *
 * @param <T> what is written: {@link Findings}, {@link DeadLetter} or {@link PostComments}
 */
public final class ResultSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final ResultTarget target;
  private final Backoff backoff;
  private final boolean claims;
  private final Kind<T> kind;

  private ResultSink(ResultTarget target, Backoff backoff, boolean claims, Kind<T> kind) {
    this.target = target;
    this.backoff = backoff;
    this.claims = claims;
    this.kind = kind;
  }

  /** Sink of findings: each becomes one transaction, visible to readers at once. */
  public static ResultSink<Findings> findings(ResultTarget target) {
    return new ResultSink<>(target, Backoff.DEFAULT, true, StoreWriter::findings);
  }

  /** Sink of dead letters: written in batches, and at each checkpoint. */
  public static ResultSink<DeadLetter> deadLetters(ResultTarget target) {
    return new ResultSink<>(target, Backoff.DEFAULT, false, StoreWriter::deadLetters);
  }

  /** Sink of the most weighty comments: written in batches, and at each checkpoint. */
  public static ResultSink<PostComments> comments(ResultTarget target) {
    return new ResultSink<>(target, Backoff.DEFAULT, false, StoreWriter::comments);
  }

  ResultSink<T> withBackoff(Backoff other) {
    return new ResultSink<>(target, other, claims, kind);
  }

  /**
   * Opens the database.
   *
   * @throws IllegalArgumentException when an embedded database is given more than one writer
   * @throws IOException when it cannot be opened, another process writes as the same run, or this
   *     machine has not the file that the run was announced in
   */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    int parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
    if (target.isSingleWriter() && parallelism != 1) {
      throw new IllegalArgumentException(
          "The embedded database has one writer, but its sink was given a parallelism of "
              + parallelism
              + ". Call setParallelism(1) on the sink, or write to PostgreSQL.");
    }
    MetricGroup metrics = context.metricGroup();
    Counter retries = metrics.counter(SinkMetric.RETRIES.title());
    ResultStore store = target.open(backoff, retries::inc);
    try {
      store.requireAnnounced(target.start());
      if (claims && context.getTaskInfo().getIndexOfThisSubtask() == 0) {
        store.claim();
      }
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
    return kind.writer(store, metrics);
  }

  @Override
  public String toString() {
    return "ResultSink(" + target + ")";
  }

  private interface Kind<T> extends Serializable {
    SinkWriter<T> writer(ResultStore store, MetricGroup metrics);
  }
}
