// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.answers.AnswerJson;
import io.undertone.sinks.answers.HealthAnswer;
import io.undertone.sinks.answers.LatestNetwork;
import io.undertone.sinks.answers.PlannerAnswer;
import io.undertone.sinks.answers.SpreadAnswer;
import io.undertone.sinks.brief.Brief;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page asks for, as one JSON object of a bounded size: long tables are thinned, and the
 * object says which.
 */
final class FrozenResults {
  private static final int MOST_AUDIENCES_TO_PUSH = 40;
  private static final int MOST_DEAD_LETTERS = 50;

  /** What the tables of a topic have at least, whatever else there is. */
  private static final long LEAST_BYTES = 20_000;

  private final ResultReader results;
  private final JsonGenerator json;
  private final ObjectMapper mapper;
  private final long mostBytes;

  /** A table of which not all rows are shown. */
  private record Cut(String table, long shown, long rows) {}

  /** One table, and for how much of the room it may ask. */
  private record Asked(ResultTable table, int weight, List<ThinnedRows.Series> series) {}

  private FrozenResults(
      ResultReader results, JsonGenerator json, ObjectMapper mapper, long mostBytes) {
    this.results = results;
    this.json = json;
    this.mapper = mapper;
    this.mostBytes = mostBytes;
  }

  /**
   * Writes the object.
   *
   * @param mostBytes size to keep to
   */
  static void write(ResultReader results, Writer out, @Nullable AuditSheet audit, long mostBytes)
      throws IOException {
    ObjectMapper mapper = AnswerJson.mapper(results.times());
    try (JsonGenerator json = mapper.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      new FrozenResults(results, json, mapper, mostBytes).write(audit);
    }
  }

  private void write(@Nullable AuditSheet audit) throws IOException {
    List<String> topics = results.topics();
    json.writeStartObject();
    long used = answer("audit", audit);
    used += answer("meta", Map.of("meta", results.meta(), "topics", topics));
    json.writeObjectFieldStart("topics");
    for (String topic : topics) {
      json.writeObjectFieldStart(topic);
      topic(topic, (mostBytes - used) / topics.size());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes a field and says how many bytes it took. */
  private long answer(String name, @Nullable Object answer) throws IOException {
    String text = mapper.writeValueAsString(answer);
    json.writeFieldName(name);
    json.writeRawValue(text);
    return text.getBytes(UTF_8).length;
  }

  private void topic(String topic, long bytes) throws IOException {
    TopicSummary summary = TopicSummary.of(results, topic);
    long used = answer("summary", summary);
    used += answer("planner", PlannerAnswer.of(results, summary));
    used += answer("health", HealthAnswer.of(results, summary, Instant.now()));
    used +=
        answer(
            "brief",
            Map.of(
                "en", Brief.of(results, topic, ReportLanguage.EN),
                "zh", Brief.of(results, topic, ReportLanguage.ZH)));
    json.writeObjectFieldStart("whatif");
    if (summary.claims().asOf() != null && summary.audiences().size() <= MOST_AUDIENCES_TO_PUSH) {
      LatestNetwork network = LatestNetwork.of(results, summary);
      for (TopicSummary.Audience audience : summary.audiences()) {
        String blogger = audience.blogger();
        used += answer(blogger, SpreadAnswer.of(network, summary, blogger));
      }
    }
    json.writeEndObject();
    tables(asked(topic, summary), Math.max(LEAST_BYTES, bytes - used));
  }

  /** Tables with few rows come first, so that what they leave is for the others. */
  private List<Asked> asked(String topic, TopicSummary summary) throws IOException {
    RowQuery ofTopic = RowQuery.topic(topic);
    List<Instant> periods = summary.periods().stream().map(TopicSummary.Span::start).toList();
    List<ThinnedRows.Series> byPeriod = List.of(new ThinnedRows.Series(ofTopic, periods));
    List<ThinnedRows.Series> matrices = new ArrayList<>();
    results
        .issues(ResultTable.INFLUENCE, topic)
        .forEach(
            (model, asOf) ->
                matrices.add(new ThinnedRows.Series(ofTopic.where("model", model), asOf)));
    List<Instant> scored =
        results.issues(ResultTable.MODEL_SCORE, topic).values().stream()
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();
    RowQuery letters = RowQuery.all().latestFirst().limit(MOST_DEAD_LETTERS);
    return List.of(
        new Asked(ResultTable.DEAD_LETTER, 1, sample(letters)),
        new Asked(ResultTable.MODEL_STATUS, 1, latestStatuses(ofTopic)),
        new Asked(ResultTable.FORECAST, 2, latestForecasts(summary, ofTopic)),
        new Asked(ResultTable.ALERT, 2, byPeriod),
        new Asked(ResultTable.COMMENT_EVIDENCE, 3, byPeriod),
        new Asked(ResultTable.POST_EVIDENCE, 3, byPeriod),
        new Asked(ResultTable.MODEL_SCORE, 3, List.of(new ThinnedRows.Series(ofTopic, scored))),
        new Asked(ResultTable.PRIVATE_OPINION, 4, byPeriod),
        new Asked(ResultTable.INFLUENCE, 5, matrices),
        new Asked(ResultTable.AUDIENCE_SENTIMENT, 6, byPeriod));
  }

  private void tables(List<Asked> tables, long bytes) throws IOException {
    List<Cut> cuts = new ArrayList<>();
    long left = bytes;
    int weights = tables.stream().mapToInt(Asked::weight).sum();
    json.writeObjectFieldStart("tables");
    for (Asked asked : tables) {
      ResultTable table = asked.table();
      ThinnedRows.Shown shown =
          new ThinnedRows(results, mapper, table, asked.series(), left * asked.weight() / weights)
              .fitting();
      left -= shown.bytes();
      weights -= asked.weight();
      write(table, shown.json());
      if (shown.shown() < shown.rows() && table != ResultTable.DEAD_LETTER) {
        cuts.add(new Cut(table.tableName(), shown.shown(), shown.rows()));
      }
    }
    json.writeEndObject();
    json.writePOJOField("cut", cuts);
  }

  private void write(ResultTable table, String rows) throws IOException {
    json.writeObjectFieldStart(table.tableName());
    json.writeArrayFieldStart("columns");
    for (var column : table.columns()) {
      json.writeString(column.name());
    }
    json.writeEndArray();
    json.writeFieldName("rows");
    json.writeRawValue("[" + rows + "]");
    json.writeEndObject();
  }

  private static List<ThinnedRows.Series> sample(RowQuery query) {
    return List.of(new ThinnedRows.Series(query, List.of()));
  }

  private List<ThinnedRows.Series> latestStatuses(RowQuery ofTopic) throws IOException {
    Instant asOf = results.latest(ResultTable.MODEL_STATUS, "as_of", ofTopic);
    return asOf == null ? List.of() : sample(ofTopic.where("as_of", asOf));
  }

  private List<ThinnedRows.Series> latestForecasts(TopicSummary summary, RowQuery ofTopic)
      throws IOException {
    String model = summary.forecastModel();
    if (model == null) {
      return List.of();
    }
    RowQuery ofModel = ofTopic.where("model", model);
    Instant madeAt = results.latest(ResultTable.FORECAST, "made_at", ofModel);
    return madeAt == null ? List.of() : sample(ofModel.where("made_at", madeAt));
  }
}
