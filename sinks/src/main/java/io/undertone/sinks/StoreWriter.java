// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes the elements of a sink to a result database and measures it. An element is written at
 * once, in a transaction of its own, unless others were written less than {@value #PAUSE_MILLIS} ms
 * ago: those that follow so closely share the next transaction, at the latest at a checkpoint.
 */
final class StoreWriter<T> implements SinkWriter<T> {
  static final long PAUSE_MILLIS = 1000;

  private static final int MOST_ELEMENTS = 256;
  private static final int MOST_ROWS = 20_000;

  private final ResultStore store;
  private final Write<T> write;
  private final ToIntFunction<T> rowsOf;
  private final ProcessingTimeService clock;
  private final Counter rows;
  private final List<T> waiting = new ArrayList<>();
  private volatile long batchMillis;
  private int waitingRows;
  private long next;
  private boolean timed;

  /** How a store writes elements in one transaction. */
  interface Write<T> {
    void to(ResultStore store, List<T> elements) throws IOException;
  }

  StoreWriter(
      ResultStore store,
      Write<T> write,
      ToIntFunction<T> rowsOf,
      ProcessingTimeService clock,
      MetricGroup metrics) {
    this.store = store;
    this.write = write;
    this.rowsOf = rowsOf;
    this.clock = clock;
    rows = metrics.counter(SinkMetric.ROWS_WRITTEN.title());
    metrics.gauge(SinkMetric.BATCH_MILLIS.title(), () -> batchMillis);
  }

  @Override
  public void write(T element, Context context) throws IOException {
    waiting.add(element);
    waitingRows += rowsOf.applyAsInt(element);
    if (waiting.size() >= MOST_ELEMENTS
        || waitingRows >= MOST_ROWS
        || clock.getCurrentProcessingTime() >= next) {
      writeWaiting();
    } else if (!timed) {
      timed = true;
      clock.registerTimer(next, this::onTimer);
    }
  }

  private void onTimer(long time) throws IOException {
    timed = false;
    writeWaiting();
  }

  private void writeWaiting() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    write.to(store, List.copyOf(waiting));
    batchMillis = (System.nanoTime() - start) / 1_000_000;
    rows.inc(waitingRows);
    waiting.clear();
    waitingRows = 0;
    next = clock.getCurrentProcessingTime() + PAUSE_MILLIS;
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    writeWaiting();
    store.sync();
  }

  /** What still waits is in no checkpoint: it comes again. */
  @Override
  public void close() throws IOException {
    waiting.clear();
    store.close();
  }
}
