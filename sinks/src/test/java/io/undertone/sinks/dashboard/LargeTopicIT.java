// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.SampleResults;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic with many audiences over many periods: nothing is cut silently, and what the page opens
 * with costs no more than its answer. {@code -Dundertone.large=true} takes 3,000 audiences and 365
 * periods and prints how long each answer takes.
 */
@Timeout(3600)
class LargeTopicIT {
  private static final boolean FULL = Boolean.getBoolean("undertone.large");
  private static final int AUDIENCES = FULL ? 3000 : 300;
  private static final int PERIODS = FULL ? 365 : 90;
  private static final int EDGES = 33;
  private static final int PERIODS_WITH_EDGES = 3;
  @TempDir Path directory;

  @Test
  void everyAnswerIsWholeAndSaysWhereItIsNot() throws Exception {
    Path file = directory.resolve("undertone.db");
    long written = System.nanoTime();
    try (ResultStore store = ResultTarget.file(file, SampleResults.TIMES).open()) {
      new LargeTopic(AUDIENCES, PERIODS, EDGES, PERIODS_WITH_EDGES, null).write(store);
    }
    print("writing a period", (System.nanoTime() - written) / PERIODS);
    try (DashboardServer server = DashboardServer.start(DashboardOptions.of(file.toString()))) {
      String api = server.url() + "api/v1/";
      JsonNode summary = json(api + "summary?topic=t");
      assertThat(summary.get("audiences")).hasSize(AUDIENCES);
      assertThat(summary.get("periods")).hasSize(PERIODS);
      assertThat(summary.at("/claims/edges").asInt()).isEqualTo(AUDIENCES * (EDGES - 1));
      assertThat(summary.at("/claims/tested").asInt()).isEqualTo(AUDIENCES * (AUDIENCES - 1));
      for (String answer :
          List.of(
              "meta",
              "as_of?topic=t&model=undertone",
              "brief?topic=t",
              "change?topic=t",
              "whatif?topic=t&source=b00007",
              "audience_sentiment?topic=t&blogger=b00007",
              "audience_sentiment?topic=t&period_start=latest",
              "influence?topic=t&model=undertone&as_of=latest&limit=100000",
              "model_score?topic=t",
              "forecast?topic=t&made_at=latest",
              "private_opinion?topic=t&period_start=latest",
              "alert?topic=t&order=desc&limit=200")) {
        json(api + answer);
      }
      JsonNode planner = json(api + "planner?topic=t");
      assertThat(planner.get("have").asInt()).isEqualTo(PERIODS - 1);
      assertThat(planner.get("judged_periods").asInt())
          .isEqualTo(Math.min(PERIODS - 1, 30_000 / AUDIENCES));
      JsonNode health = json(api + "health?topic=t");
      assertThat(health.at("/tables/0/rows").asLong()).isEqualTo((long) AUDIENCES * PERIODS);
      assertThat(health.get("dead_letters").asLong()).isEqualTo((long) AUDIENCES * PERIODS);
      Set<String> paged = new HashSet<>();
      String next = "";
      int pages = 0;
      while (next != null && (!FULL || pages < 5)) {
        JsonNode page = json(api + "audience_sentiment?topic=t&limit=5000" + next);
        page.get("rows")
            .forEach(row -> paged.add(row.get("blogger").asText() + row.get("period_start")));
        assertThat(page.get("truncated").asBoolean()).isEqualTo(!page.get("next").isNull());
        next = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
        pages++;
      }
      assertThat(paged).hasSize(FULL ? 25_000 : AUDIENCES * PERIODS);
      assertThat(lines(api + "audience_sentiment?topic=t&format=csv"))
          .isEqualTo(AUDIENCES * PERIODS + 1L);
      assertThat(lines(api + "audience_sentiment?topic=t&format=jsonl&limit=7")).isEqualTo(7);
    }
  }

  private static JsonNode json(String url) throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    print(
        url.replaceFirst(".*/v1/", "").replaceFirst("after=.*", "after=..."),
        System.nanoTime() - start);
    assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static long lines(String url) throws Exception {
    long start = System.nanoTime();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(URI.create(url).toURL().openStream(), StandardCharsets.UTF_8))) {
      return lines.lines().count();
    } finally {
      print(url.replaceFirst(".*/v1/", ""), System.nanoTime() - start);
    }
  }

  private static void print(String what, long nanos) {
    if (FULL) {
      System.out.printf(Locale.ROOT, "%-70s %8.3f s%n", what, nanos / 1e9);
    }
  }
}
