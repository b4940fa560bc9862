// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A few readers of the database, so that one large export does not hold up everybody. */
final class ReaderPool implements AutoCloseable {
  private static final int READERS = 3;
  private static final int PATIENCE_SECONDS = 10;

  private final DashboardMetrics metrics;
  private final List<ResultReader> all = new ArrayList<>();
  private final BlockingQueue<ResultReader> idle = new ArrayBlockingQueue<>(READERS);

  /** Opens a reader of the database. */
  interface Opener {
    ResultReader open() throws IOException;
  }

  ReaderPool(Opener opener, DashboardMetrics metrics) throws IOException {
    this.metrics = metrics;
    for (int i = 0; i < READERS; i++) {
      ResultReader reader = opened(opener);
      all.add(reader);
      idle.add(reader);
    }
  }

  private ResultReader opened(Opener opener) throws IOException {
    try {
      return opener.open();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** What is asked of a reader. */
  interface Question<T> {
    T ask(ResultReader results) throws IOException;
  }

  <T> T ask(Question<T> question) throws IOException {
    ResultReader reader = take();
    try {
      return question.ask(reader);
    } catch (IOException e) {
      metrics.databaseFailed();
      throw e;
    } finally {
      idle.add(reader);
    }
  }

  private ResultReader take() {
    try {
      ResultReader reader = idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reader != null) {
        return reader;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ApiException(ApiProblem.BUSY);
  }

  @Override
  public void close() throws IOException {
    for (ResultReader reader : all) {
      reader.close();
    }
  }
}
