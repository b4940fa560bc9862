// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.PostgresDatabase;
import io.undertone.sinks.PostgresServer;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard over a real PostgreSQL that a job writes to and that restarts. */
@Timeout(120)
class DashboardPostgresIT {
  private final Client client = new Client();
  private final List<Findings> findings = SampleResults.huawei(5).findings();

  @Test
  void itTellsOfEachWriteAndComesBackWithTheDatabase(@TempDir Path directory) throws Exception {
    try (PostgresServer server = PostgresServer.start(directory)) {
      String database = server.newDatabase();
      try (PostgresDatabase results =
          PostgresDatabase.open(database, "postgres", null, SampleResults.TIMES)) {
        results.write(findings.get(0));
        DashboardOptions options = DashboardOptions.of(database).withLogin("postgres", null);
        try (DashboardServer dashboard = DashboardServer.start(options)) {
          String url = dashboard.url().toString();
          aWriteReachesThePage(url, results);
          anOutageIsNamedAndPasses(url, server, results);
        }
      }
    }
  }

  private void aWriteReachesThePage(String url, PostgresDatabase results) throws Exception {
    try (EventStream events = new EventStream(URI.create(url))) {
      assertThat(rows(url)).hasSize(7);
      results.write(findings.get(1));
      events.await("event: change");
      assertThat(rows(url)).hasSize(14);
    }
    assertThat(client.get(url + "metrics").body())
        .contains("undertone_dashboard_changes_total 1\n");
  }

  private void anOutageIsNamedAndPasses(String url, PostgresServer server, PostgresDatabase results)
      throws Exception {
    assertThat(client.get(url + "readyz").statusCode()).isEqualTo(200);
    server.stop();
    assertThat(client.get(url + "readyz").statusCode()).isEqualTo(503);
    assertThat(client.get(url + "healthz").statusCode()).isEqualTo(200);
    server.startAgain();
    everyReaderFindsHowResultsWereMade(url);
    results.write(findings.get(2));
    untilReady(url);
    assertThat(client.get(url + "metrics").body())
        .doesNotContain("undertone_dashboard_database_errors_total 0\n");
    // the page hears of the write within half a second, not at once
    for (int i = 0; i < 100 && rows(url).size() < 21; i++) {
      Thread.sleep(100);
    }
    assertThat(rows(url)).hasSize(21);
  }

  /** A reader whose connection was lost fails once; nothing but {@code meta} is asked here. */
  private void everyReaderFindsHowResultsWereMade(String url) throws Exception {
    for (int i = 0; i < 3; i++) {
      client.get(url + "api/v1/meta");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(client.json(url + "api/v1/meta").path("topics")).hasSize(1);
    }
  }

  private void untilReady(String url) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (client.get(url + "readyz").statusCode() == 200
          && client.get(url + "api/v1/audience_sentiment").statusCode() == 200) {
        return;
      }
      Thread.sleep(100);
    }
  }

  private JsonNode rows(String url) throws IOException, InterruptedException {
    return client.json(url + "api/v1/audience_sentiment").path("rows");
  }
}
