// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.AlertWords;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each alert that appears while the dashboard runs to a webhook, once, as a JSON object with
 * the columns of the table and {@code text} and {@code todo} in English, from a thread of its own.
 * A webhook that does not answer with 2xx gets the alert again after 2 s, 10 s, 1 min and 5 min.
 */
final class AlertWebhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertWebhook.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int[] PAUSE_SECONDS = {2, 10, 60, 300};

  /** Alerts that are looked at, the latest by time, at the start twice as many. */
  private static final int RECENT = 1000;

  private record Key(String topic, String blogger, String start, String kind) {}

  private final @Nullable URI target;
  private final ResultReader results;
  private final DashboardMetrics metrics;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Set<Key> done = new HashSet<>();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "undertone-dashboard-webhook");
            thread.setDaemon(true);
            return thread;
          });

  AlertWebhook(@Nullable URI target, ResultReader results, DashboardMetrics metrics) {
    this.target = target;
    this.results = results;
    this.metrics = metrics;
  }

  /** Takes the alerts that exist already as known. */
  void start() throws IOException {
    if (target != null) {
      latest(2 * RECENT).forEach(alert -> done.add(key(alert)));
    }
  }

  /** Looks for new alerts; returns at once. */
  void changed() {
    if (target != null && waiting.compareAndSet(false, true)) {
      sender.execute(() -> sendNew(target));
    }
  }

  private void sendNew(URI webhook) {
    waiting.set(false);
    try {
      RowJson json = new RowJson(ResultTable.ALERT, results.times(), null);
      for (Alert alert : latest(RECENT)) {
        if (done.add(key(alert))) {
          deliver(webhook, alert, body(json, alert));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      metrics.databaseFailed();
      LOG.warn("New alerts could not be read for the webhook; they are at the next change.", e);
    }
  }

  /** The columns, and the same in words. */
  private String body(RowJson json, Alert alert) throws IOException {
    Map<String, String> meta = results.meta();
    UnaryOperator<String> names =
        blogger -> meta.getOrDefault(ResultReader.BLOGGER_NAME + blogger, blogger);
    String who = alert.blogger().isEmpty() ? "all audiences" : names.apply(alert.blogger());
    String text =
        String.join(
            ", ",
            AlertWords.phrase(alert.kind(), AlertWords.What.NAME, ReportLanguage.EN),
            alert.topic(),
            who,
            results.times().periodBound(alert.periodStart()));
    return ((ObjectNode) JSON.readTree(json.value(alert)))
        .put("text", text + ": " + AlertWords.sentence(alert, names, ReportLanguage.EN))
        .put("todo", AlertWords.phrase(alert.kind(), AlertWords.What.TODO, ReportLanguage.EN))
        .toString();
  }

  private void deliver(URI webhook, Alert alert, String body) throws InterruptedException {
    for (int attempt = 0; attempt <= PAUSE_SECONDS.length; attempt++) {
      String problem = problem(webhook, body);
      if (problem == null) {
        return;
      }
      boolean last = attempt == PAUSE_SECONDS.length;
      LOG.warn(
          "The webhook {} did not take the alert {} of {}: {}. {}",
          webhook.getHost(),
          alert.kind(),
          alert.blogger(),
          problem,
          last ? "It is skipped." : "It is sent again in " + PAUSE_SECONDS[attempt] + " s.");
      if (!last) {
        Thread.sleep(1000L * PAUSE_SECONDS[attempt]);
      }
    }
  }

  /** Why the webhook did not take it; null when it did. */
  private @Nullable String problem(URI webhook, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(PATIENCE)
            .header("Content-Type", Response.JSON)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? null : "it answered with status " + status;
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The latest alerts, the oldest of them first. */
  private List<Alert> latest(int most) throws IOException {
    List<Alert> alerts = results.rows(Alert.class, RowQuery.all().latestFirst().limit(most));
    Collections.reverse(alerts);
    return alerts;
  }

  private static Key key(Alert alert) {
    return new Key(
        alert.topic(), alert.blogger(), alert.periodStart().toString(), alert.kind().name());
  }

  @Override
  public void close() {
    sender.shutdownNow();
  }
}
