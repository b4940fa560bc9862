// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.ToIntFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes to a result database: PostgreSQL with any parallelism where the issues of a period reach
 * one writer in order, an embedded one with parallelism 1. What comes in quick succession shares a
 * transaction, see {@link StoreWriter}. Each issue of a period replaces the one before, so that
 * what is delivered again after a failure (at least once) counts once. A checkpoint completes only
 * when what came before it is on the disk.
 *
 * @param <T> what is written: {@link Findings}, {@link DeadLetter} or {@link PostComments}
 */
public final class ResultSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final ResultTarget target;
  private final Backoff backoff;
  private final boolean claims;
  private final Write<T> write;
  private final Rows<T> rows;

  private ResultSink(
      ResultTarget target, Backoff backoff, boolean claims, Write<T> write, Rows<T> rows) {
    this.target = target;
    this.backoff = backoff;
    this.claims = claims;
    this.write = write;
    this.rows = rows;
  }

  /** Sink of findings: no reader sees half of one. */
  public static ResultSink<Findings> findings(ResultTarget target) {
    return new ResultSink<>(
        target,
        Backoff.DEFAULT,
        true,
        ResultStore::writePeriods,
        findings -> findings.rows().size());
  }

  /** Sink of dead letters. */
  public static ResultSink<DeadLetter> deadLetters(ResultTarget target) {
    return new ResultSink<>(target, Backoff.DEFAULT, false, ResultStore::write, letter -> 1);
  }

  /** Sink of the most weighty comments. */
  public static ResultSink<PostComments> comments(ResultTarget target) {
    return new ResultSink<>(
        target, Backoff.DEFAULT, false, ResultStore::writeComments, post -> post.comments().size());
  }

  ResultSink<T> withBackoff(Backoff other) {
    return new ResultSink<>(target, other, claims, write, rows);
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
    return new StoreWriter<>(store, write, rows, context.getProcessingTimeService(), metrics);
  }

  @Override
  public String toString() {
    return "ResultSink(" + target + ")";
  }

  private interface Write<T> extends StoreWriter.Write<T>, Serializable {}

  private interface Rows<T> extends ToIntFunction<T>, Serializable {}
}
