// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pages that listen for changes (server-sent events). An event is a few bytes, and a stream is
 * closed after ten minutes (the page opens it again), so that what a page does not read never fills
 * the socket's buffer and nobody holds up the others.
 */
final class Viewers {
  private static final int MOST = 2000;
  private static final long LIFETIME_NANOS = 600L * 1_000_000_000;

  private record Viewer(HttpExchange exchange, long since) {}

  private static final long MILLIS_PER_VIEWER = 25;

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private volatile long version;

  /** Version of the database that the pages were told last. */
  long version() {
    return version;
  }

  /** Time over which the pages should spread their questions, milliseconds. */
  long spread() {
    return Math.max(1000, viewers.size() * MILLIS_PER_VIEWER);
  }

  int count() {
    return viewers.size();
  }

  /**
   * Starts a stream with the current version, which a page compares with what it shows; it stays
   * open after the handler returns.
   */
  void add(HttpExchange exchange) throws IOException {
    if (viewers.size() >= MOST) {
      throw new ApiException(ApiProblem.TOO_MANY_PAGES, MOST);
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    Viewer viewer = new Viewer(exchange, System.nanoTime());
    viewers.add(viewer);
    if (!send(viewer, "retry: 2000\n\n") || !send(viewer, event("version"))) {
      viewers.remove(viewer);
    }
  }

  /** The version that the pages start from. */
  void start(long first) {
    version = first;
  }

  /** Tells all that results changed. */
  void changed(long next) {
    version = next;
    broadcast(event("change"));
  }

  private String event(String name) {
    return String.format(
        Locale.ROOT,
        "event: %s\ndata: {\"version\":%d,\"spread\":%d}\n\n",
        name,
        version,
        spread());
  }

  /** Keeps streams open through proxies and finds those that are gone. */
  void beat() {
    broadcast(": beat\n\n");
  }

  private void broadcast(String event) {
    long now = System.nanoTime();
    for (Viewer viewer : viewers) {
      if (!send(viewer, event) || now - viewer.since() > LIFETIME_NANOS) {
        viewers.remove(viewer);
        viewer.exchange().close();
      }
    }
  }

  /** Whether the page is still there. */
  private static boolean send(Viewer viewer, String event) {
    try {
      synchronized (viewer) {
        viewer.exchange().getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        viewer.exchange().getResponseBody().flush();
      }
      return true;
    } catch (IOException e) {
      viewer.exchange().close();
      return false;
    }
  }

  void close() {
    for (Viewer viewer : viewers) {
      viewer.exchange().close();
    }
    viewers.clear();
  }
}
