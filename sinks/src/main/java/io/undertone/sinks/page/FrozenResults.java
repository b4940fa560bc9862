// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sinks.JsonRows;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.answers.AnswerJson;
import io.undertone.sinks.answers.HealthAnswer;
import io.undertone.sinks.answers.PlannerAnswer;
import io.undertone.sinks.answers.ReactionAnswer;
import io.undertone.sinks.answers.SpreadAnswer;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the page asks for, as one JSON object; large tables are cut to their latest rows. */
final class FrozenResults {
  private static final int MOST_ROWS = 50_000;
  private static final int MOST_EDGES = 20_000;
  private static final int MOST_AUDIENCES_TO_PUSH = 40;
  private static final int MOST_DEAD_LETTERS = 50;

  private final ResultReader results;
  private final JsonGenerator json;

  private FrozenResults(ResultReader results, JsonGenerator json) {
    this.results = results;
    this.json = json;
  }

  static void write(ResultReader results, Writer out) throws IOException {
    ObjectMapper mapper = AnswerJson.mapper(results.times());
    try (JsonGenerator json = mapper.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      new FrozenResults(results, json).write();
    }
  }

  private void write() throws IOException {
    List<String> topics = results.topics();
    json.writeStartObject();
    json.writePOJOField("meta", Map.of("meta", results.meta(), "topics", topics));
    json.writeObjectFieldStart("topics");
    for (String topic : topics) {
      json.writeObjectFieldStart(topic);
      topic(topic);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void topic(String topic) throws IOException {
    TopicSummary summary = TopicSummary.of(results, topic);
    json.writePOJOField("summary", summary);
    json.writePOJOField("planner", PlannerAnswer.of(results, summary));
    json.writePOJOField("reaction", ReactionAnswer.of(results, summary));
    json.writePOJOField("health", HealthAnswer.of(results, summary, Instant.now()));
    json.writeObjectFieldStart("whatif");
    if (summary.claims().asOf() != null && summary.audiences().size() <= MOST_AUDIENCES_TO_PUSH) {
      for (TopicSummary.Audience audience : summary.audiences()) {
        json.writePOJOField(
            audience.blogger(), SpreadAnswer.of(results, summary, audience.blogger()));
      }
    }
    json.writeEndObject();
    tables(topic, summary);
  }

  private void tables(String topic, TopicSummary summary) throws IOException {
    RowQuery ofTopic = RowQuery.topic(topic);
    json.writeObjectFieldStart("tables");
    table(ResultTable.AUDIENCE_SENTIMENT, List.of(ofTopic.latestFirst().limit(MOST_ROWS)));
    table(ResultTable.MODEL_SCORE, List.of(ofTopic.latestFirst().limit(MOST_ROWS)));
    table(ResultTable.PRIVATE_OPINION, List.of(ofTopic.latestFirst().limit(MOST_ROWS)));
    table(ResultTable.ALERT, List.of(ofTopic.latestFirst().limit(MOST_ROWS)));
    table(ResultTable.POST_EVIDENCE, List.of(ofTopic.latestFirst().limit(MOST_ROWS)));
    table(ResultTable.DEAD_LETTER, List.of(RowQuery.all().latestFirst().limit(MOST_DEAD_LETTERS)));
    table(ResultTable.FORECAST, latestForecasts(summary, ofTopic));
    table(
        ResultTable.INFLUENCE,
        summary.influenceModels().stream()
            .map(model -> ofTopic.where("model", model).latestFirst().limit(MOST_EDGES))
            .toList());
    json.writeEndObject();
  }

  private List<RowQuery> latestForecasts(TopicSummary summary, RowQuery ofTopic)
      throws IOException {
    String model = summary.forecastModel();
    if (model == null) {
      return List.of();
    }
    RowQuery ofModel = ofTopic.where("model", model);
    Instant madeAt = results.latest(ResultTable.FORECAST, "made_at", ofModel);
    return madeAt == null ? List.of() : List.of(ofModel.where("made_at", madeAt));
  }

  private void table(ResultTable table, List<RowQuery> queries) throws IOException {
    json.writeObjectFieldStart(table.tableName());
    json.writeArrayFieldStart("columns");
    for (var column : table.columns()) {
      json.writeString(column.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (RowQuery query : queries) {
      JsonRows.writeArrays(results, table, query, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
