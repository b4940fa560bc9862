// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent rows on a fixed number of threads. A row writes only its own results and every
 * sum over rows is taken afterwards in index order, so that the number of threads changes nothing.
 */
final class RowLoop implements AutoCloseable {
  /** What is done to one row. */
  interface Body {
    void run(int row, RowWorkspace workspace);
  }

  private static final int CHUNK = 16;

  private final List<RowWorkspace> workspaces = new ArrayList<>();
  private final ExecutorService helpers;

  RowLoop(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "The engine needs at least one thread; it was given " + threads + ".");
    }
    for (int i = 0; i < threads; i++) {
      workspaces.add(new RowWorkspace());
    }
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "undertone-rows");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Scratch memory of the calling thread, between loops. */
  RowWorkspace workspace() {
    return workspaces.get(0);
  }

  /**
   * Runs the body once for each row; when it returns or throws, no thread is at work any more.
   *
   * @throws RuntimeException the first error of a row, as it was thrown; later ones are suppressed
   */
  void forEach(int rows, Body body) {
    if (workspaces.size() == 1 || rows <= CHUNK) {
      for (int row = 0; row < rows; row++) {
        body.run(row, workspaces.get(0));
      }
      return;
    }
    Crew crew = new Crew(rows, body);
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 1; i < workspaces.size(); i++) {
        RowWorkspace workspace = workspaces.get(i);
        running.add(helpers.submit(() -> crew.work(workspace)));
      }
      crew.work(workspaces.get(0));
    } catch (RejectedExecutionException e) {
      crew.failed(new IllegalStateException("The engine is closed; open another one.", e));
    } finally {
      running.forEach(RowLoop::finish);
    }
    crew.report();
  }

  /** Rows that several threads share, and the error of the first row that failed. */
  private static final class Crew {
    private final int rows;
    private final Body body;
    private final AtomicInteger next = new AtomicInteger();
    private @Nullable Throwable first;

    private Crew(int rows, Body body) {
      this.rows = rows;
      this.body = body;
    }

    private void work(RowWorkspace workspace) {
      try {
        for (int start = next.getAndAdd(CHUNK); start < rows; start = next.getAndAdd(CHUNK)) {
          for (int row = start; row < Math.min(rows, start + CHUNK); row++) {
            body.run(row, workspace);
          }
        }
      } catch (Throwable e) {
        failed(e);
      }
    }

    /** The others stop after the chunk they are at. */
    private synchronized void failed(Throwable error) {
      next.set(rows);
      if (first == null) {
        first = error;
      } else if (first != error) {
        first.addSuppressed(error);
      }
    }

    private synchronized void report() {
      if (first instanceof Error error) {
        throw error;
      }
      if (first instanceof RuntimeException error) {
        throw error;
      }
    }
  }

  /** Waits for a helper, whatever happens to this thread meanwhile. */
  private static void finish(Future<?> helper) {
    boolean interrupted = false;
    while (!helper.isDone()) {
      try {
        helper.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("A helper of the row loop broke down.", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    helpers.shutdown();
  }
}
