// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.sinks.CsvExport;
import io.undertone.sinks.JsonRows;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.Totals;
import io.undertone.sinks.answers.AnswerJson;
import io.undertone.sinks.answers.ChangeAnswer;
import io.undertone.sinks.answers.DraftAnswer;
import io.undertone.sinks.answers.HealthAnswer;
import io.undertone.sinks.answers.LatestNetwork;
import io.undertone.sinks.answers.PlannerAnswer;
import io.undertone.sinks.answers.SpreadAnswer;
import io.undertone.sinks.brief.Brief;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON API under {@code /api/v1}. */
final class Api {
  /** Answers that are computed, beside the tables. */
  static final List<String> ANSWERS =
      List.of("summary", "as_of", "whatif", "planner", "health", "brief", "change");

  private static final int LONGEST_DRAFT = 20_000;

  private final ReaderPool pool;
  private final DashboardOptions options;
  private final Acknowledgements acknowledgements;
  private final Viewers viewers;

  Api(
      ReaderPool pool,
      DashboardOptions options,
      Acknowledgements acknowledgements,
      Viewers viewers) {
    this.pool = pool;
    this.options = options;
    this.acknowledgements = acknowledgements;
    this.viewers = viewers;
  }

  /** Answers a GET; acknowledgements are asked for fresh, everything else may be cached. */
  Response get(String path, QueryParameters parameters) throws IOException {
    return switch (path) {
      case "meta" -> meta(parameters);
      case "openapi.json" -> Response.of(Response.JSON, OpenApi.document());
      case "summary", "as_of", "whatif", "planner", "health", "brief", "change" ->
          answer(path, parameters);
      default -> rows(path, parameters);
    };
  }

  /** Answers a POST. */
  Response post(String path, byte[] body) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, String> request;
    try {
      request = json.readValue(body, new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (IOException e) {
      throw new ApiException(ApiProblem.BODY_NOT_JSON);
    }
    return switch (path) {
      case "acknowledgements" -> {
        acknowledgements.add(request);
        yield Response.of(Response.JSON, json.writeValueAsBytes(acknowledgements.all()));
      }
      case "draft" -> draft(request);
      default -> throw new ApiException(ApiProblem.NOTHING_TO_POST_TO, path);
    };
  }

  /** What to expect of posts like one draft or two; the texts are kept nowhere. */
  private Response draft(Map<String, String> request) throws IOException {
    DraftScorer scorer = scorer();
    List<DraftAnswer.Asked> asked = new ArrayList<>();
    asked.add(asked(scorer, request, "text"));
    if (request.get("other") != null) {
      asked.add(asked(scorer, request, "other"));
    }
    String topic = request.getOrDefault("topic", "");
    return pool.ask(
        results -> {
          requireTopic(results, topic);
          DraftAnswer answer =
              DraftAnswer.of(results, topic, asked, request.get("blogger"), scorer.salt());
          return json(results, new ScoredDrafts(scorer.name(), answer));
        });
  }

  /** An answer to drafts, and who scored them. */
  private record ScoredDrafts(String scorer, @JsonUnwrapped DraftAnswer answer) {}

  private static DraftAnswer.Asked asked(
      DraftScorer scorer, Map<String, String> request, String name) {
    String text = request.get(name);
    if (text == null || text.isBlank() || text.length() > LONGEST_DRAFT) {
      throw new ApiException(ApiProblem.DRAFT_LENGTH, name, LONGEST_DRAFT);
    }
    return new DraftAnswer.Asked(text, scorer.score(text));
  }

  private static void requireTopic(ResultReader results, String topic) throws IOException {
    if (!results.hasTopic(topic)) {
      throw new ApiException(ApiProblem.NO_TOPIC, topic, String.join(", ", results.topics()));
    }
  }

  private DraftScorer scorer() {
    DraftScorer scorer = options.drafts();
    if (scorer == null) {
      throw new ApiException(ApiProblem.NO_SCORER);
    }
    return scorer;
  }

  private Response meta(QueryParameters parameters) throws IOException {
    parameters.allowOnly(List.of());
    long version = viewers.version();
    return pool.ask(
        results ->
            json(
                results,
                Map.of(
                    "meta", results.meta(),
                    "version", version,
                    "topics", results.topics(),
                    "tables",
                        Arrays.stream(ResultTable.values()).map(ResultTable::tableName).toList(),
                    "drafts", options.drafts() != null,
                    "acknowledged", acknowledgements.all())));
  }

  private Response answer(String path, QueryParameters parameters) throws IOException {
    parameters.allowOnly(
        switch (path) {
          case "as_of" -> List.of("topic", "model");
          case "whatif" -> List.of("topic", "source");
          case "brief" -> List.of("topic", "lang");
          case "change" ->
              List.of("topic", "blogger", "period_start", "from_blogger", "from_period_start");
          default -> List.of("topic");
        });
    String topic = parameters.required("topic");
    return pool.ask(
        results -> {
          requireTopic(results, topic);
          return json(results, answer(path, topic, parameters, results));
        });
  }

  private Object answer(String path, String topic, QueryParameters parameters, ResultReader results)
      throws IOException {
    if (path.equals("as_of")) {
      Map<String, List<Instant>> issues = results.issues(ResultTable.INFLUENCE, topic);
      return Map.of("as_of", issues.getOrDefault(parameters.required("model"), List.of()));
    }
    if (path.equals("brief")) {
      return Brief.of(results, topic, language(parameters));
    }
    if (path.equals("change")) {
      return change(results, topic, parameters);
    }
    TopicSummary summary = TopicSummary.of(results, topic);
    return switch (path) {
      case "whatif" -> spread(results, summary, parameters.required("source"));
      case "planner" -> PlannerAnswer.of(results, summary);
      case "health" -> HealthAnswer.of(results, summary, Instant.now());
      default -> summary;
    };
  }

  private static ReportLanguage language(QueryParameters parameters) {
    String given = Objects.requireNonNullElse(parameters.first("lang"), "en");
    try {
      return ReportLanguage.valueOf(given.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ApiException(ApiProblem.UNKNOWN_LANGUAGE, given);
    }
  }

  /**
   * The change from one audience and period to another. Without parameters: of the audience with
   * most comments into its last closed period, from the one before.
   */
  private static Map<String, Object> change(
      ResultReader results, String topic, QueryParameters parameters) throws IOException {
    String given = parameters.first("blogger");
    String blogger = given == null ? Totals.loudest(results, topic) : given;
    String from = parameters.first("from_blogger");
    String period = parameters.first("period_start");
    String before = parameters.first("from_period_start");
    ChangeAnswer.Place to =
        period == null
            ? ChangeAnswer.last(results, topic, blogger, null)
            : place(results, blogger, period);
    ChangeAnswer answer = null;
    if (to != null) {
      ChangeAnswer.Place since =
          before != null
              ? place(results, from == null ? blogger : from, before)
              : from != null
                  ? new ChangeAnswer.Place(from, to.period())
                  : ChangeAnswer.last(results, topic, blogger, to.period());
      answer = since == null ? null : ChangeAnswer.of(results, topic, since, to);
    }
    if (answer == null) {
      throw new ApiException(ApiProblem.NO_SIDE);
    }
    return Map.of("change", answer);
  }

  private static ChangeAnswer.Place place(ResultReader results, String blogger, String period) {
    try {
      return new ChangeAnswer.Place(blogger, results.times().parse(period));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ApiException(ApiProblem.UNKNOWN_PERIOD, period);
    }
  }

  private static SpreadAnswer spread(ResultReader results, TopicSummary summary, String source)
      throws IOException {
    LatestNetwork network = LatestNetwork.of(results, summary);
    try {
      return SpreadAnswer.of(network, summary, source);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          ApiProblem.NO_SOURCE, source, summary.topic(), String.join(", ", network.bloggers()));
    }
  }

  private static ResultTable table(String path) {
    try {
      return ResultTable.named(path);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          ApiProblem.NO_TABLE, path, ResultTable.names(), String.join(", ", ANSWERS));
    }
  }

  private Response rows(String path, QueryParameters parameters) throws IOException {
    ResultTable table = table(path);
    return pool.ask(
        results -> {
          RowsRequest request = RowsRequest.of(table, parameters, results);
          return objects(results, request);
        });
  }

  /** Whether an answer is written row by row, however many there are. */
  static boolean isStream(QueryParameters parameters) {
    String format = parameters.first("format");
    return format != null && !format.equalsIgnoreCase("json");
  }

  /** Opens the body of an answer when its request is found right. */
  interface Body {
    OutputStream open(String type) throws IOException;
  }

  /** Answers with rows as they come from the database; without a limit, all of them. */
  void stream(String path, QueryParameters parameters, Body body) throws IOException {
    ResultTable table = table(path);
    boolean unused =
        pool.ask(
            results -> {
              RowsRequest request = RowsRequest.of(table, parameters, results);
              RowQuery query = request.query();
              boolean csv = request.format().equals("csv");
              String type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
              try (Writer out =
                  new BufferedWriter(new OutputStreamWriter(body.open(type), UTF_8), 1 << 16)) {
                if (csv) {
                  CsvExport.write(results, table, query, out);
                } else {
                  JsonRows.writeLines(results, table, query, out);
                }
              }
              return true;
            });
  }

  private static Response objects(ResultReader results, RowsRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator json = AnswerJson.mapper(results.times()).createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("table", request.table().tableName());
      json.writeArrayFieldStart("rows");
      List<@Nullable Object> last =
          JsonRows.writeObjects(
              results,
              request.table(),
              request.query().limit(request.limit() + 1),
              request.limit(),
              json);
      json.writeEndArray();
      json.writeBooleanField("truncated", last != null);
      json.writeStringField(
          "next",
          last == null ? null : PageToken.of(request.table(), request.query(), last, results));
      json.writeEndObject();
    }
    return Response.of(Response.JSON, out.toByteArray());
  }

  private static Response json(ResultReader results, Object answer) throws IOException {
    return Response.of(Response.JSON, AnswerJson.mapper(results.times()).writeValueAsBytes(answer));
  }
}
