// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.SampleResults;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private final Client client = new Client();
  private ServedSample served;

  @BeforeAll
  void serve(@TempDir Path directory) throws Exception {
    served =
        new ServedSample(
            directory,
            SampleResults.huawei(17),
            17,
            options ->
                options.withDrafts(
                    new DraftScorer() {
                      @Override
                      public String salt() {
                        return "";
                      }

                      @Override
                      public String name() {
                        return "length";
                      }

                      @Override
                      public double score(String text) {
                        return Math.min(1, text.length() / 100.0);
                      }
                    }));
    served
        .database()
        .write(List.of(new DeadLetter("", "bad score", "a.csv", 7, "<script>", Instant.EPOCH, "")));
    PostEvidence post = served.findings().get(0).evidence().get(0);
    served.database().writeComments(List.of(SampleResults.comments(post, 0, "<b>", "=1+1")));
  }

  @AfterAll
  void stop() throws Exception {
    served.close();
  }

  @Test
  void rowsOfTheLatestMatrixAreFound() throws Exception {
    JsonNode answer =
        client.json(
            api(
                "influence?topic=huawei&model=undertone&as_of=latest&source=1783497251&source=2022252207"));

    assertThat(answer.path("rows")).hasSize(14);
    assertThat(answer.path("truncated").asBoolean()).isFalse();
    assertThat(answer.at("/rows/0/as_of").asText()).isEqualTo("2024-01-01T00:00:00+08:00");
    assertThat(answer.findValuesAsText("status")).contains("confirmed");
  }

  @Test
  void rowsOfATimeSpanAreFound() throws Exception {
    JsonNode rows =
        client
            .json(api("audience_sentiment?topic=huawei&from=2023-06-01&until=2023-06-16"))
            .path("rows");

    assertThat(rows).hasSize(14);
    assertThat(rows.get(0).path("sentiment").asDouble())
        .isEqualTo(served.findings().get(2).audienceSentiments().get(0).sentiment());
  }

  @Test
  void aCutIsTold() throws Exception {
    JsonNode answer = client.json(api("audience_sentiment?limit=5&order=desc"));

    assertThat(answer.path("rows")).hasSize(5);
    assertThat(answer.path("truncated").asBoolean()).isTrue();
    assertThat(answer.at("/rows/0/blogger").asText()).isEqualTo("7239083016");
  }

  @Test
  void descendingRowsAreTheLatestOfAllAudiences() throws Exception {
    JsonNode rows = client.json(api("audience_sentiment?limit=7&order=DESC")).path("rows");

    assertThat(rows.findValuesAsText("period_start")).hasSize(7).containsOnly("2024-01-01");
    assertThat(client.get(api("alert?format=CSV")).body()).startsWith("topic,blogger,period_start");
  }

  @Test
  void rowsComeAsCsvAndJsonLines() throws Exception {
    String csv = client.get(api("alert?format=csv")).body();
    String lines = client.get(api("alert?format=jsonl")).body();

    assertThat(csv.lines()).hasSize(3).first().asString().startsWith("topic,blogger,period_start");
    assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"topic\":\"huawei\""));
  }

  /** Sum of a column of whole numbers. */
  private long sum(String path, String column) throws Exception {
    List<String> lines = client.get(api(path)).body().lines().toList();
    int at = List.of(lines.get(0).split(",")).indexOf(column);
    return lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",", -1)[at])).sum();
  }

  @Test
  void answersAgreeWithTheTables() throws Exception {
    JsonNode summary = client.json(api("summary?topic=huawei"));
    JsonNode spread = client.json(api("whatif?topic=huawei&source=1783497251"));
    JsonNode planner = client.json(api("planner?topic=huawei"));
    JsonNode health = client.json(api("health?topic=huawei"));
    JsonNode times = client.json(api("as_of?topic=huawei&model=undertone"));

    assertThat(summary.at("/verdict/kind").asText()).isEqualTo("influence");
    assertThat(summary.at("/periods/0/start").asText()).isEqualTo("2023-05-01");
    assertThat(spread.at("/mean/0/1").asDouble()).isEqualTo(1);
    assertThat(spread.at("/mean/1/2").asDouble()).isCloseTo(0.25, within(1e-12));
    assertThat(planner.path("have").asInt()).isEqualTo(16);
    assertThat(planner.at("/sizes/0/median").asLong())
        .isGreaterThan(planner.at("/sizes/4/median").asLong());
    assertThat(health.path("dead_letters").asInt()).isEqualTo(1);
    assertThat(health.at("/reasons/0/reason").asText()).isEqualTo("bad score");
    assertThat(health.path("scorers")).hasSize(1);
    assertThat(health.at("/scorers/0/scorer").asText()).isEqualTo("given");
    assertThat(health.at("/scorers/0/comment_variance").asDouble()).isEqualTo(0.0725);
    assertThat(health.path("unscored").asLong())
        .isPositive()
        .isEqualTo(sum("audience_sentiment?topic=huawei&format=csv", "unscored"));
    assertThat(times.path("as_of")).hasSize(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          influence?colour=red | 400 | Unknown parameter 'colour'; allowed are topic, as_of, model, source, target, status, explained, from, until, limit, after, order, format.
          influence?as_of=yesterday | 400 | 'yesterday' is no time for as_of; give 2023-05-01, 2023-05-01T00:00:00+08:00 (with + written as %2B) or latest.
          influence?model=latest | 400 | Parameter 'model' is no time, so it cannot be 'latest'.
          influence?limit=0 | 400 | limit is 0; allowed are 1 to 100000.
          influence?limit=many | 400 | limit is 'many'; it must be a number.
          influence?format=xml | 400 | format is 'xml'; allowed are json, csv, jsonl.
          forecast?conditional=maybe | 400 | 'maybe' is no value for conditional; give true or false.
          nothing | 404 | There is no table 'nothing'; tables are audience_sentiment, influence, forecast, model_score, model_status, private_opinion, alert, post_evidence, post_nowcast, comment_evidence, dead_letter. Answers are meta, summary, as_of, whatif, planner, health, brief, change, openapi.json.
          summary | 400 | Parameter 'topic' is missing.
          summary?topic=tea | 404 | There is no topic 'tea'; there are huawei.
          whatif?topic=huawei&source=x | 404 | There is no audience 'x' in the influence matrix of huawei; it has 1595443924, 1783497251, 2022252207, 2561744167, 5821279480, 7109370363, 7239083016.
          """)
  void wrongQuestionsAreAnsweredWithWhatIsAllowed(String path, int status, String message)
      throws Exception {
    assertThat(client.get(api(path)).statusCode()).isEqualTo(status);
    assertThat(client.error(api(path))).isEqualTo(message);
  }

  @Test
  void whoeverAsksInChineseIsRefusedInChinese() throws Exception {
    HttpResponse<String> answer =
        client.get(api("summary?topic=tea"), "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"没有话题“tea”；现有 huawei。\",\"code\":\"no_topic\"}");
    assertThat(answer.headers().firstValue("Content-Language")).hasValue("zh");
    assertThat(answer.headers().allValues("Vary")).contains("Accept-Language");
    assertThat(client.get(api("summary?topic=tea"), "Accept-Language", "fr,zh").body())
        .isEqualTo(
            "{\"error\":\"There is no topic 'tea'; there are huawei.\",\"code\":\"no_topic\"}");
  }

  @Test
  void everyPathOfTheDescriptionAnswersAsDescribed() throws Exception {
    JsonNode description = client.json(api("openapi.json"));
    List<String> checked = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> i = description.path("paths").fields();
        i.hasNext(); ) {
      Map.Entry<String, JsonNode> path = i.next();
      JsonNode operation = path.getValue().path("get");
      if (operation.isMissingNode() || path.getKey().equals("/events")) {
        continue;
      }
      JsonNode answer = client.json(api(path.getKey().substring(1) + query(operation)));
      assertThat(answer.has("error")).as(path.getKey()).isFalse();
      String ref =
          operation
              .at("/responses/200/content/application~1json/schema/properties/rows/items/$ref")
              .asText();
      if (!ref.isEmpty()) {
        JsonNode schema = description.at(ref.substring(1));
        assertThat(answer.path("rows")).as(path.getKey()).isNotEmpty();
        answer.path("rows").forEach(row -> assertMatches(row, schema, path.getKey()));
        checked.add(path.getKey().substring(1));
      }
    }
    assertThat(checked)
        .containsExactlyInAnyOrder(
            Arrays.stream(ResultTable.values()).map(ResultTable::tableName).toArray(String[]::new));
  }

  @Test
  void aChangeIsSplitExactlyAndABriefingSpeaksBothLanguages() throws Exception {
    JsonNode parts = client.json(api("change?topic=huawei")).at("/change/parts");
    double sum = 0;
    for (String part : List.of("likes", "composition", "content", "noise", "rest")) {
      sum += parts.path(part).asDouble();
    }
    assertThat(sum).isCloseTo(parts.path("change").asDouble(), within(1e-12));
    double posts = 0;
    for (JsonNode post : parts.path("posts")) {
      posts += post.path("contribution").asDouble();
    }
    assertThat(posts).isCloseTo(parts.path("change").asDouble(), within(1e-12));
    assertThat(client.error(api("change?topic=huawei&blogger=nobody")))
        .startsWith("One of the two sides has no sentiment");
    assertThat(client.error(api("change?topic=huawei&period_start=soon")))
        .startsWith("A period is 'soon'");

    assertThat(client.json(api("brief?topic=huawei")).path("title").asText())
        .startsWith("Briefing: huawei, until ");
    assertThat(client.json(api("brief?topic=huawei&lang=zh")).at("/sections/2/heading").asText())
        .isEqualTo("谁随谁动？");
    assertThat(client.error(api("brief?topic=huawei&lang=fr")))
        .isEqualTo("lang is 'fr'; it must be en or zh.");
  }

  @Test
  void draftsAreScored() throws Exception {
    assertThat(draft("{\"topic\":\"huawei\",\"text\":\"0123456789\",\"other\":\"x\"}"))
        .isEqualTo(
            "{\"scorer\":\"length\",\"as_of\":null,\"words\":false,\"drafts\":[{\"score\":0.1,"
                + "\"audiences\":[]},{\"score\":0.01,\"audiences\":[]}],\"differences\":[]}");
    assertThat(draft("{\"topic\":\"huawei\",\"text\":\" \"}"))
        .contains("'text' must hold a draft of 1 to 20000 characters.");
    assertThat(draft("{\"topic\":\"huawei\",\"text\":\"x\",\"other\":\"\"}"))
        .contains("'other' must hold a draft of 1 to 20000 characters.");
  }

  private String draft(String body) throws Exception {
    return client.post(api("draft"), body, "Content-Type", "application/json").body();
  }

  private static String query(JsonNode operation) {
    StringBuilder query = new StringBuilder("?");
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("required").asBoolean()) {
        query.append(
            switch (parameter.path("name").asText()) {
              case "topic" -> "topic=huawei&";
              case "model" -> "model=undertone&";
              default -> "source=1783497251&";
            });
      }
    }
    return query.substring(0, query.length() - 1);
  }

  private static void assertMatches(JsonNode row, JsonNode schema, String path) {
    schema
        .path("required")
        .forEach(name -> assertThat(row.has(name.asText())).as(path + " " + name).isTrue());
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              String allowed = property.getValue().path("type").toString();
              assertThat(allowed)
                  .as(path + " " + property.getKey())
                  .contains('"' + jsonType(row.path(property.getKey())) + '"');
            });
  }

  private static String jsonType(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> "string";
    };
  }

  private String api(String path) {
    return served.url("api/v1/" + path);
  }
}
