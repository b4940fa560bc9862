// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes to the embedded result database, with parallelism 1. Rows are upserted by key and
 * revision, so that records delivered again change nothing; a checkpoint completes only when what
 * came before it is on the disk.
 *
 * @param <T> what is written: {@link Findings} or {@link DeadLetter}
 */
public final class SqliteSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;
  private static final int BATCH = 256;

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
    return new SqliteSink<>(file, times, FindingsWriter::new);
  }

  /** Sink of dead letters: written in batches, and at each checkpoint. */
  public static SqliteSink<DeadLetter> deadLetters(Path file, TimeFormat times) {
    return new SqliteSink<>(file, times, DeadLetterWriter::new);
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
    return kind.writer(ResultDatabase.open(Path.of(file), times));
  }

  private interface Kind<T> extends Serializable {
    SinkWriter<T> writer(ResultDatabase database);
  }

  private record FindingsWriter(ResultDatabase database) implements SinkWriter<Findings> {
    @Override
    public void write(Findings findings, Context context) throws IOException {
      database.write(findings);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      database.sync();
    }

    @Override
    public void close() throws IOException {
      database.close();
    }
  }

  private static final class DeadLetterWriter implements SinkWriter<DeadLetter> {
    private final ResultDatabase database;
    private final List<DeadLetter> waiting = new ArrayList<>();

    private DeadLetterWriter(ResultDatabase database) {
      this.database = database;
    }

    @Override
    public void write(DeadLetter letter, Context context) throws IOException {
      waiting.add(letter);
      if (waiting.size() >= BATCH) {
        writeWaiting();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      writeWaiting();
      database.sync();
    }

    @Override
    public void close() throws IOException {
      database.close();
    }

    private void writeWaiting() throws IOException {
      database.write(waiting);
      waiting.clear();
    }
  }
}
