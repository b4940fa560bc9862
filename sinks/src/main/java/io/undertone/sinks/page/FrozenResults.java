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
import io.undertone.sinks.brief.Brief;
import io.undertone.sinks.brief.Language;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks for, as one JSON object; large tables are cut to their latest rows, and the
 * object says which.
 */
final class FrozenResults {
  /** Rows of each table and topic that a report holds. */
  static final int MOST_ROWS = 50_000;

  private static final int MOST_EDGES = 20_000;
  private static final int MOST_AUDIENCES_TO_PUSH = 40;
  private static final int MOST_DEAD_LETTERS = 50;

  private final ResultReader results;
  private final JsonGenerator json;
  private final int mostRows;
  private final List<Cut> cuts = new ArrayList<>();

  /** A table of which only the latest rows are shown. */
  private record Cut(String table, long shown, long rows) {}

  private FrozenResults(ResultReader results, JsonGenerator json, int mostRows) {
    this.results = results;
    this.json = json;
    this.mostRows = mostRows;
  }

  static void write(ResultReader results, Writer out, @Nullable AuditSheet audit, int mostRows)
      throws IOException {
    ObjectMapper mapper = AnswerJson.mapper(results.times());
    try (JsonGenerator json = mapper.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      new FrozenResults(results, json, mostRows).write(audit);
    }
  }

  private void write(@Nullable AuditSheet audit) throws IOException {
    List<String> topics = results.topics();
    json.writeStartObject();
    json.writePOJOField("audit", audit);
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
    json.writePOJOField(
        "brief",
        Map.of(
            "en", Brief.of(results, topic, Language.EN),
            "zh", Brief.of(results, topic, Language.ZH)));
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
    table(ResultTable.AUDIENCE_SENTIMENT, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.MODEL_SCORE, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.MODEL_STATUS, latestStatuses(ofTopic));
    table(ResultTable.PRIVATE_OPINION, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.ALERT, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.POST_EVIDENCE, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.COMMENT_EVIDENCE, List.of(ofTopic.latestFirst().limit(mostRows)));
    table(ResultTable.DEAD_LETTER, List.of(RowQuery.all().latestFirst().limit(MOST_DEAD_LETTERS)));
    table(ResultTable.FORECAST, latestForecasts(summary, ofTopic));
    table(
        ResultTable.INFLUENCE,
        summary.influenceModels().stream()
            .map(model -> ofTopic.where("model", model).latestFirst().limit(MOST_EDGES))
            .toList());
    json.writeEndObject();
    json.writePOJOField("cut", cuts);
    cuts.clear();
  }

  private List<RowQuery> latestStatuses(RowQuery ofTopic) throws IOException {
    Instant asOf = results.latest(ResultTable.MODEL_STATUS, "as_of", ofTopic);
    return asOf == null ? List.of() : List.of(ofTopic.where("as_of", asOf));
  }

  private List<RowQuery> latestForecasts(TopicSummary summary, RowQuery ofTopic)
      throws IOException {
    String model = summary.forecastModel();
    if (model == null) {
      return List.of();
    }
    RowQuery ofModel = ofTopic.where("model", model);
    Instant madeAt = results.latest(ResultTable.FORECAST, "made_at", ofModel);
    return madeAt == null ? List.of() : List.of(ofModel.where("made_at", madeAt).latestFirst());
  }

  private void table(ResultTable table, List<RowQuery> queries) throws IOException {
    json.writeObjectFieldStart(table.tableName());
    json.writeArrayFieldStart("columns");
    for (var column : table.columns()) {
      json.writeString(column.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    long shown = 0;
    long rows = 0;
    for (RowQuery query : queries) {
      long all = results.count(table, query);
      rows += all;
      shown += Math.min(all, query.limit());
      JsonRows.writeArrays(results, table, query, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    boolean sample = table == ResultTable.DEAD_LETTER;
    if (shown < rows && !sample) {
      cuts.add(new Cut(table.tableName(), shown, rows));
    }
  }
}
