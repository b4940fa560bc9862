// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pages that listen for changes (server-sent events). One thread writes to all: an event is a few
 * bytes, and a stream is closed after ten minutes (the page opens it again), so that what a page
 * does not read never fills the socket's buffer and nobody holds up the others.
 */
final class Viewers {
  private static final int MOST = 2000;
  private static final long LIFETIME_NANOS = 600L * 1_000_000_000;

  private record Viewer(HttpExchange exchange, long since) {}

  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

  int count() {
    return viewers.size();
  }

  /** Starts a stream; it stays open after the handler returns. */
  void add(HttpExchange exchange) throws IOException {
    if (viewers.size() >= MOST) {
      throw new ApiException(503, MOST + " pages are listening already; try again later.");
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    Viewer viewer = new Viewer(exchange, System.nanoTime());
    if (send(viewer, "retry: 2000\n\n")) {
      viewers.add(viewer);
    }
  }

  /**
   * Tells all that results changed.
   *
   * @param spreadMillis time over which they should spread their questions
   */
  void changed(long version, long spreadMillis) {
    broadcast(
        "event: change\ndata: {\"version\":%d,\"spread\":%d}\n\n".formatted(version, spreadMillis));
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
      viewer.exchange().getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
      viewer.exchange().getResponseBody().flush();
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
