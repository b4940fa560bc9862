// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.undertone.dynamics.findings.Alert;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.answers.AnswerJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each alert that appears while the dashboard runs to a webhook, once, as a JSON object with
 * the columns of the table. A webhook that does not answer with 2xx gets the alert again at the
 * next change, five times in all.
 */
final class AlertWebhook {
  private static final Logger LOG = LoggerFactory.getLogger(AlertWebhook.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;
  private static final int MOST_AT_ONCE = 20;

  private record Key(String topic, String blogger, String start, String kind) {}

  private final @Nullable URI target;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Set<Key> done = new HashSet<>();
  private int failures;

  AlertWebhook(@Nullable URI target) {
    this.target = target;
  }

  /** Takes the alerts that exist already as known. */
  void start(ResultReader results) throws IOException {
    if (target != null) {
      alerts(results).forEach(alert -> done.add(key(alert)));
    }
  }

  void sendNew(ResultReader results) throws IOException {
    if (target == null) {
      return;
    }
    int sent = 0;
    for (Alert alert : alerts(results)) {
      if (!done.contains(key(alert)) && sent++ < MOST_AT_ONCE) {
        if (!send(target, alert, results)) {
          return;
        }
        done.add(key(alert));
        failures = 0;
      }
    }
  }

  /** Whether to go on with the next alert. */
  private boolean send(URI webhook, Alert alert, ResultReader results)
      throws JsonProcessingException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    AnswerJson.mapper(results.times()).writeValueAsString(alert)))
            .build();
    String problem;
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        return true;
      }
      problem = "it answered with status " + status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      problem = e.toString();
    }
    failures++;
    boolean giveUp = failures >= ATTEMPTS;
    LOG.warn(
        "The webhook {} did not take the alert {} of {}: {}. {}",
        webhook.getHost(),
        alert.kind(),
        alert.blogger(),
        problem,
        giveUp ? "It is skipped." : "It is sent again at the next change.");
    return giveUp;
  }

  private static List<Alert> alerts(ResultReader results) throws IOException {
    return results.rows(Alert.class, RowQuery.all());
  }

  private static Key key(Alert alert) {
    return new Key(
        alert.topic(), alert.blogger(), alert.periodStart().toString(), alert.kind().name());
  }
}
