// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what the dashboard does, and writes it in Prometheus' text format 0.0.4. */
final class DashboardMetrics {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] SECONDS = {0.005, 0.025, 0.1, 0.5, 1, 5, 30};

  /** By first digit of the status. */
  private final LongAdder[] requests = adders(6);

  private final LongAdder[] within = adders(SECONDS.length);
  private final LongAdder answered = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder databaseErrors = new LongAdder();

  private static LongAdder[] adders(int count) {
    LongAdder[] adders = new LongAdder[count];
    Arrays.setAll(adders, i -> new LongAdder());
    return adders;
  }

  /**
   * Counts an answer.
   *
   * @param status of HTTP; others mean that the reader left
   * @param duration from request to answer, nanoseconds
   * @param stream whether it opens an event stream, whose duration says nothing
   */
  void request(int status, long duration, boolean stream) {
    int first = status / 100;
    if (first < 1 || first >= requests.length) {
      return;
    }
    requests[first].increment();
    if (stream) {
      return;
    }
    answered.increment();
    nanos.add(duration);
    for (int i = 0; i < SECONDS.length; i++) {
      if (duration <= SECONDS[i] * 1e9) {
        within[i].increment();
      }
    }
  }

  void changed() {
    changes.increment();
  }

  void databaseFailed() {
    databaseErrors.increment();
  }

  /** All samples. */
  String text(int eventStreams, @Nullable Instant lastWrite) {
    StringBuilder text = new StringBuilder(DashboardMetric.REQUESTS.header());
    for (int first = 1; first < requests.length; first++) {
      sample(text, DashboardMetric.REQUESTS, "{status=\"" + first + "xx\"}", requests[first].sum());
    }
    histogram(text);
    single(text, DashboardMetric.EVENT_STREAMS, eventStreams);
    single(text, DashboardMetric.CHANGES, changes.sum());
    single(text, DashboardMetric.DATABASE_ERRORS, databaseErrors.sum());
    if (lastWrite != null) {
      single(text, DashboardMetric.LAST_WRITE, lastWrite.getEpochSecond());
    }
    return text.toString();
  }

  private void histogram(StringBuilder text) {
    DashboardMetric metric = DashboardMetric.REQUEST_SECONDS;
    text.append(metric.header());
    for (int i = 0; i < SECONDS.length; i++) {
      sample(text, metric, "_bucket{le=\"" + SECONDS[i] + "\"}", within[i].sum());
    }
    sample(text, metric, "_bucket{le=\"+Inf\"}", answered.sum());
    text.append(String.format(Locale.ROOT, "%s_sum %.6f\n", metric.title(), nanos.sum() / 1e9));
    sample(text, metric, "_count", answered.sum());
  }

  private static void single(StringBuilder text, DashboardMetric metric, long value) {
    text.append(metric.header());
    sample(text, metric, "", value);
  }

  private static void sample(
      StringBuilder text, DashboardMetric metric, String suffix, long value) {
    text.append(metric.title()).append(suffix).append(' ').append(value).append('\n');
  }
}
