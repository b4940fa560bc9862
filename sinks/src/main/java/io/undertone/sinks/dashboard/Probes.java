// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a supervisor and Prometheus ask. */
final class Probes {
  /** The process is up; needs no token. */
  static final String LIVE = "/healthz";

  /** The database answers; needs no token. */
  static final String READY = "/readyz";

  /**
   * Metrics in Prometheus' text format: counts and times of the server, no result; needs no token.
   */
  static final String METRICS = "/metrics";

  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

  private final ReaderPool pool;
  private final Viewers viewers;
  private final DashboardMetrics metrics;

  Probes(ReaderPool pool, Viewers viewers, DashboardMetrics metrics) {
    this.pool = pool;
    this.viewers = viewers;
    this.metrics = metrics;
  }

  /** Whether a path is asked for without a token, and tells nothing that needs one. */
  static boolean isOpen(String path) {
    return path.equals(LIVE) || path.equals(READY) || path.equals(METRICS);
  }

  Response live() {
    return Response.of(Response.JSON, "{\"live\":true}");
  }

  /**
   * Says when results were last written.
   *
   * @throws ApiException with status 503 when the database does not answer
   */
  Response ready() {
    Instant last;
    try {
      last = lastWrite();
    } catch (IOException e) {
      LOG.warn("The dashboard is not ready.", e);
      throw new ApiException(ApiProblem.NO_DATABASE);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ready", true);
    body.put("last_write", last == null ? null : last.toString());
    body.put(
        "last_write_age_seconds",
        last == null ? null : Duration.between(last, Instant.now()).toSeconds());
    return Response.of(Response.JSON, body.toString());
  }

  /** Leaves the last write out while the database is away; the errors are counted. */
  Response metrics() {
    Instant last = null;
    try {
      last = lastWrite();
    } catch (IOException e) {
      LOG.debug("The last write is not known.", e);
    }
    return Response.of(DashboardMetrics.TYPE, metrics.text(viewers.count(), last));
  }

  private @Nullable Instant lastWrite() throws IOException {
    return pool.ask(results -> Optional.ofNullable(results.lastWrite())).orElse(null);
  }
}
