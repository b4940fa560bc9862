// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes to the embedded result database, with parallelism 1. Each issue of a period replaces the
 * one before, so that what is delivered again changes nothing; a checkpoint completes only when
 * what came before it is on the disk.
 *
 * @param <T> what is written: {@link Findings}, {@link DeadLetter} or {@link PostComments}
 */
public final class SqliteSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final String file;
  private final TimeFormat times;
  private final Kind<T> kind;

  private SqliteSink(Path file, TimeFormat times, Kind<T> kind) {
    this.file = file.toString();
    this.times = times;
    this.kind = kind;
  }

  /** Sink of findings: each becomes one transaction, visible to readers at once. */
  public static SqliteSink<Findings> findings(Path file, TimeFormat times) {
    return new SqliteSink<>(file, times, StoreWriter::findings);
  }

  /** Sink of dead letters: written in batches, and at each checkpoint. */
  public static SqliteSink<DeadLetter> deadLetters(Path file, TimeFormat times) {
    return new SqliteSink<>(file, times, StoreWriter::deadLetters);
  }

  /** Sink of the most weighty comments: written in batches, and at each checkpoint. */
  public static SqliteSink<PostComments> comments(Path file, TimeFormat times) {
    return new SqliteSink<>(file, times, StoreWriter::comments);
  }

  /**
   * Opens the database.
   *
   * @throws IllegalArgumentException when the sink's parallelism is not 1
   */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    int parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
    if (parallelism != 1) {
      throw new IllegalArgumentException(
          "The embedded database has one writer, but its sink was given a parallelism of "
              + parallelism
              + ". Call setParallelism(1) on the sink, or write to PostgreSQL.");
    }
    return kind.writer(ResultDatabase.open(Path.of(file), times), context.metricGroup());
  }

  private interface Kind<T> extends Serializable {
    SinkWriter<T> writer(ResultStore store, MetricGroup metrics);
  }
}
