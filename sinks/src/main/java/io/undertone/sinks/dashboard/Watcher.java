// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.sinks.ResultReader;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second whether the database changed, and tells the pages at most once a second;
 * with many pages more seldom, so that their questions stay within a bounded load.
 */
final class Watcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
  private static final long POLL_MILLIS = 500;
  private static final long BEAT_MILLIS = 15_000;

  private final ResultReader results;
  private final Viewers viewers;
  private final AnswerCache cache;
  private final AlertWebhook webhook;
  private final DashboardMetrics metrics;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "undertone-dashboard-watcher");
            thread.setDaemon(true);
            return thread;
          });
  private long seen;
  private boolean pending;
  private long told = System.nanoTime();

  Watcher(
      ResultReader results,
      Viewers viewers,
      AnswerCache cache,
      AlertWebhook webhook,
      DashboardMetrics metrics)
      throws IOException {
    this.results = results;
    this.viewers = viewers;
    this.cache = cache;
    this.webhook = webhook;
    this.metrics = metrics;
    this.seen = results.version();
    viewers.start(seen);
  }

  void start() {
    clock.scheduleWithFixedDelay(this::look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    clock.scheduleWithFixedDelay(viewers::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long now = results.version();
      pending |= now != seen;
      seen = now;
      if (pending && System.nanoTime() - told >= TimeUnit.MILLISECONDS.toNanos(viewers.spread())) {
        pending = false;
        told = System.nanoTime();
        cache.clear();
        metrics.changed();
        viewers.changed(now);
        webhook.changed();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      metrics.databaseFailed();
      LOG.warn("The dashboard could not look for new results; it looks again.", e);
    }
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    webhook.close();
    try {
      if (!clock.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The dashboard's watcher is still busy; it ends with the process.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    results.close();
  }
}
