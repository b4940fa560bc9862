// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Writes the elements of a sink to a result database and measures it. */
abstract class StoreWriter<T> implements SinkWriter<T> {
  private final ResultStore store;
  private final Counter rows;
  private volatile long batchMillis;

  private StoreWriter(ResultStore store, MetricGroup metrics) {
    this.store = store;
    rows = metrics.counter(SinkMetric.ROWS_WRITTEN.title());
    metrics.gauge(SinkMetric.BATCH_MILLIS.title(), () -> batchMillis);
  }

  /** Writes each findings at once, in a transaction of its own. */
  static StoreWriter<Findings> findings(ResultStore store, MetricGroup metrics) {
    return new OfFindings(store, metrics);
  }

  /** Writes dead letters in batches, and at each checkpoint. */
  static StoreWriter<DeadLetter> deadLetters(ResultStore store, MetricGroup metrics) {
    return new Batches<>(store, metrics, ResultStore::write, letter -> 1);
  }

  /** Writes the most weighty comments in batches of posts, and at each checkpoint. */
  static StoreWriter<PostComments> comments(ResultStore store, MetricGroup metrics) {
    return new Batches<>(
        store, metrics, ResultStore::writeComments, post -> post.comments().size());
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    store.sync();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private interface Write {
    void to(ResultStore store) throws IOException;
  }

  void measured(int rowCount, Write write) throws IOException {
    long start = System.nanoTime();
    write.to(store);
    batchMillis = (System.nanoTime() - start) / 1_000_000;
    rows.inc(rowCount);
  }

  private static final class OfFindings extends StoreWriter<Findings> {
    private OfFindings(ResultStore store, MetricGroup metrics) {
      super(store, metrics);
    }

    @Override
    public void write(Findings findings, Context context) throws IOException {
      measured(rows(findings), store -> store.write(findings));
    }

    private static int rows(Findings findings) {
      return findings.rows().size();
    }
  }

  private interface WriteBatch<T> {
    void to(ResultStore store, List<T> batch) throws IOException;
  }

  private static final class Batches<T> extends StoreWriter<T> {
    private static final int BATCH = 256;

    private final WriteBatch<T> write;
    private final ToIntFunction<T> rowsOf;
    private final List<T> waiting = new ArrayList<>();

    private Batches(
        ResultStore store, MetricGroup metrics, WriteBatch<T> write, ToIntFunction<T> rowsOf) {
      super(store, metrics);
      this.write = write;
      this.rowsOf = rowsOf;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      waiting.add(element);
      if (waiting.size() >= BATCH) {
        writeWaiting();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (!waiting.isEmpty()) {
        writeWaiting();
      }
      super.flush(endOfInput);
    }

    private void writeWaiting() throws IOException {
      measured(waiting.stream().mapToInt(rowsOf).sum(), store -> write.to(store, waiting));
      waiting.clear();
    }
  }
}
