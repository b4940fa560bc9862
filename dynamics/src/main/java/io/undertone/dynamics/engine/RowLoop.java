// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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

  void forEach(int rows, Body body) {
    if (workspaces.size() == 1 || rows <= CHUNK) {
      for (int row = 0; row < rows; row++) {
        body.run(row, workspaces.get(0));
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 1; i < workspaces.size(); i++) {
      RowWorkspace workspace = workspaces.get(i);
      running.add(helpers.submit(() -> work(rows, body, workspace, next)));
    }
    try {
      work(rows, body, workspaces.get(0), next);
    } finally {
      running.forEach(RowLoop::join);
    }
  }

  private static void work(int rows, Body body, RowWorkspace workspace, AtomicInteger next) {
    for (int start = next.getAndAdd(CHUNK); start < rows; start = next.getAndAdd(CHUNK)) {
      for (int row = start; row < Math.min(rows, start + CHUNK); row++) {
        body.run(row, workspace);
      }
    }
  }

  private static void join(Future<?> future) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("A row could not be fitted.", e.getCause());
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
