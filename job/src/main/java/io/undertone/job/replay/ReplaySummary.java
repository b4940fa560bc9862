// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.job.console.Cells;
import io.undertone.job.console.Prose;
import io.undertone.job.console.TextTable;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.Verdict;
import io.undertone.sinks.answers.ScorerSpread;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a replay found, as tables for a terminal: the series, who listens to whom, the scores. */
public final class ReplaySummary {
  private static final int MAX_PERIODS = 24;
  private static final int MAX_BLOGGERS = 12;
  private static final int MAX_DETAIL = 100;
  private static final int MAX_CLAIMS = 20;
  private static final String ENGINE = "undertone";

  private final ResultReader results;
  private final Map<String, String> names;

  /**
   * @param names public names by blogger id; an id without a name stands for itself
   */
  public ReplaySummary(ResultReader results, Map<String, String> names) {
    this.results = results;
    this.names = names;
  }

  /** Prints the tables of every topic. */
  public void print(PrintWriter out) throws IOException {
    List<String> topics = results.topics();
    if (topics.isEmpty()) {
      out.println("No audience was seen: no comment could be counted.");
    }
    for (String topic : topics) {
      if (topics.size() > 1) {
        out.printf(Locale.ROOT, "%nTopic %s%n", topic);
      }
      List<AudienceSentiment> series = results.rows(AudienceSentiment.class, RowQuery.topic(topic));
      List<String> bloggers = busiest(series);
      series(out, series, bloggers);
      spread(out, topic);
      influence(out, topic, bloggers);
      scores(out, topic);
      statuses(out, topic);
    }
    out.flush();
  }

  /** Up to {@value #MAX_BLOGGERS} bloggers with the most comments, ascending. */
  private static List<String> busiest(List<AudienceSentiment> series) {
    Map<String, Long> comments = new TreeMap<>();
    series.forEach(row -> comments.merge(row.blogger(), row.comments(), Long::sum));
    return comments.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_BLOGGERS)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private void series(PrintWriter out, List<AudienceSentiment> rows, List<String> bloggers) {
    TreeMap<Instant, Map<String, AudienceSentiment>> periods = new TreeMap<>();
    for (AudienceSentiment row : rows) {
      periods.computeIfAbsent(row.periodStart(), p -> new TreeMap<>()).put(row.blogger(), row);
    }
    TextTable table = new TextTable(header("from", bloggers));
    int skipped = Math.max(0, periods.size() - MAX_PERIODS);
    periods.entrySet().stream()
        .skip(skipped)
        .forEach(
            entry -> {
              String[] cells = new String[bloggers.size() + 1];
              cells[0] = results.times().periodBound(entry.getKey());
              for (int i = 0; i < bloggers.size(); i++) {
                cells[i + 1] = value(entry.getValue().get(bloggers.get(i)));
              }
              table.row(cells);
            });
    long all = rows.stream().map(AudienceSentiment::blogger).distinct().count();
    heading(
        out,
        String.format(
            Locale.ROOT,
            "Audience sentiment, 0 negative to 1 positive, ± half of the 95 %% interval%s%s",
            skipped > 0
                ? String.format(
                    Locale.ROOT, " (last %d of %d periods)", MAX_PERIODS, periods.size())
                : "",
            all > bloggers.size()
                ? String.format(Locale.ROOT, " (%d of %d bloggers)", bloggers.size(), all)
                : ""));
    out.print(table.render());
  }

  /** What standard errors rest on. */
  private void spread(PrintWriter out, String topic) throws IOException {
    for (ScorerSpread scorer : ScorerSpread.of(results, topic)) {
      out.print(
          Prose.wrap(
              String.format(
                  Locale.ROOT,
                  "One comment's score varies by %.4f (variance) around its post's: %s",
                  scorer.commentVariance(),
                  scorer.scorer())));
    }
  }

  private static String value(@Nullable AudienceSentiment row) {
    return row == null || row.sentiment() == null
        ? "-"
        : Cells.fixed(row.sentiment(), 2) + "±" + Cells.half95(row.standardError());
  }

  private String[] header(String corner, List<String> bloggers) {
    String[] header = new String[bloggers.size() + 1];
    header[0] = corner;
    for (int i = 0; i < bloggers.size(); i++) {
      header[i + 1] = name(bloggers.get(i));
    }
    return header;
  }

  private String name(String blogger) {
    return names.getOrDefault(blogger, blogger);
  }

  private void influence(PrintWriter out, String topic, List<String> bloggers) throws IOException {
    RowQuery ofTopic = RowQuery.topic(topic);
    TreeSet<String> models = new TreeSet<>();
    results
        .distinct(ResultTable.INFLUENCE, "model", ofTopic)
        .forEach(m -> models.add(m.toString()));
    Verdict verdict = TopicSummary.of(results, topic).verdict();
    for (String model : List.of(ENGINE, "french-degroot")) {
      if (models.contains(model)) {
        RowQuery ofModel = ofTopic.where("model", model);
        Instant asOf = results.latest(ResultTable.INFLUENCE, "as_of", ofModel);
        if (asOf != null) {
          matrix(
              out,
              model,
              asOf,
              results.rows(Influence.class, ofModel.where("as_of", asOf)),
              bloggers,
              verdict);
        }
      }
    }
  }

  private void matrix(
      PrintWriter out,
      String model,
      Instant asOf,
      List<Influence> edges,
      List<String> bloggers,
      Verdict verdict) {
    Map<String, Influence> byEdge = new TreeMap<>();
    edges.forEach(edge -> byEdge.put(edge.source() + '\u0000' + edge.target(), edge));
    TextTable table = new TextTable(header("", bloggers));
    for (String target : bloggers) {
      String[] cells = new String[bloggers.size() + 1];
      cells[0] = name(target);
      for (int j = 0; j < bloggers.size(); j++) {
        Influence edge = byEdge.get(bloggers.get(j) + '\u0000' + target);
        cells[j + 1] = edge == null ? "-" : Cells.weight(edge.weight()) + mark(edge);
      }
      table.row(cells);
    }
    heading(
        out,
        String.format(
            Locale.ROOT,
            "Influence by %s as of %s: effective weights W, what each row's audience takes from the columns' one step ahead; susceptibility and anchor apart",
            model,
            results.times().periodBound(asOf)));
    out.print(table.render());
    claims(out, model, edges, verdict);
  }

  /** What the matrix lets one say, in words. */
  private void claims(PrintWriter out, String model, List<Influence> edges, Verdict verdict) {
    if (edges.stream().allMatch(e -> e.source().equals(e.target()))) {
      out.print(Prose.wrap("One audience alone; nothing to compare it with."));
    } else if (!model.equals(ENGINE)) {
      out.print(Prose.wrap("Least squares, no test: nothing may be concluded from one weight."));
    } else {
      out.print(
          Prose.wrap(
              "Claims: "
                  + verdict.shortly()
                  + "."
                  + (verdict.tested() > 0 ? " " + verdict.sentence() : "")));
      edges.stream()
          .filter(e -> !e.source().equals(e.target()) && e.status() == ClaimLevel.CONFIRMED)
          .limit(MAX_CLAIMS)
          .forEach(edge -> out.print(Prose.wrap("** " + claim(edge))));
      String explained =
          edges.stream()
              .filter(Influence::explained)
              .limit(MAX_CLAIMS)
              .map(edge -> name(edge.source()) + " before " + name(edge.target()))
              .collect(Collectors.joining(", "));
      if (!explained.isEmpty()) {
        out.print(Prose.wrap("Explained by what was posted, so not claimed: " + explained));
      }
      long marked = edges.stream().filter(e -> !mark(e).isEmpty()).count();
      if (marked > 0) {
        out.print(
            Prose.wrap(
                "** confirmed, * likely at this date only, others undetermined or excluded"));
      }
    }
  }

  private String claim(Influence edge) {
    String interval =
        edge.lower() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (90 %% %s to %s)",
                Cells.fixed(edge.lower(), 2),
                Cells.fixed(edge.upper(), 2));
    return String.format(
        Locale.ROOT,
        "%s moves before %s: weight %s%s, %d %s later",
        name(edge.source()),
        name(edge.target()),
        Cells.fixed(edge.weight(), 2),
        interval,
        1 + edge.lag(),
        edge.lag() == 0 ? "period" : "periods");
  }

  private static String mark(Influence edge) {
    return switch (edge.status()) {
      case CONFIRMED -> "**";
      case LIKELY -> "*";
      default -> "";
    };
  }

  private static void heading(PrintWriter out, String text) {
    out.println();
    out.print(Prose.wrap(text));
  }

  private void scores(PrintWriter out, String topic) throws IOException {
    Instant asOf = results.latest(ResultTable.MODEL_SCORE, "as_of", RowQuery.topic(topic));
    if (asOf == null) {
      return;
    }
    List<ModelScore> all =
        results.rows(ModelScore.class, RowQuery.topic(topic).where("as_of", asOf));
    List<ModelScore> scores = new ArrayList<>(all);
    scores.removeIf(score -> NowcastBoard.MODELS.contains(score.model()));
    List<String> order = Models.NAMES;
    scores.sort(Comparator.comparingInt(s -> Math.floorMod(order.indexOf(s.model()), 1000)));
    TextTable table = new TextTable("model", "n", "RMSE", "MAE", "in 80 %", "in 95 %", "skill");
    for (ModelScore score : scores) {
      table.row(
          score.model(),
          Integer.toString(score.n()),
          Cells.fixed(score.rmse(), 4),
          Cells.fixed(score.mae(), 4),
          Cells.percent(score.coverage80()),
          Cells.percent(score.coverage95()),
          skill(score));
    }
    heading(
        out,
        "Forecasts one period ahead, scored when it closed; skill against the best baseline,"
            + " 0 is as good, ± half of the 95 % interval");
    out.print(table.render());
    nowcasts(out, all);
  }

  private void statuses(PrintWriter out, String topic) throws IOException {
    Instant asOf = results.latest(ResultTable.MODEL_STATUS, "as_of", RowQuery.topic(topic));
    if (asOf == null) {
      return;
    }
    List<ModelStatus> statuses =
        new ArrayList<>(
            results.rows(ModelStatus.class, RowQuery.topic(topic).where("as_of", asOf)));
    List<String> order = Models.NAMES;
    statuses.sort(Comparator.comparingInt(s -> Math.floorMod(order.indexOf(s.model()), 1000)));
    TextTable table = new TextTable("model", "status", "audiences", "left out", "as of", "detail");
    for (ModelStatus status : statuses) {
      table.row(
          status.model(),
          status.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          Integer.toString(status.fitted()),
          Integer.toString(status.leftOut()),
          results.times().periodBound(status.refittedAt()),
          shortened(status.detail()));
    }
    heading(out, "How each model stands; its parameters as of");
    out.print(table.render());
  }

  private static String shortened(@Nullable String detail) {
    String text = detail == null ? "" : detail;
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL - 3) + "...";
  }

  private static void nowcasts(PrintWriter out, List<ModelScore> scores) {
    Map<String, ModelScore> byModel = new TreeMap<>();
    scores.forEach(score -> byModel.put(score.model(), score));
    TextTable table =
        new TextTable(
            "elapsed", "n", "so far", "forecast", "nowcast", "in 80 %", "in 95 %", "skill");
    boolean any = false;
    for (double mark : NowcastBoard.MARKS) {
      long percent = Math.round(100 * mark);
      ModelScore nowcast = byModel.get("nowcast-" + percent);
      ModelScore partial = byModel.get("partial-" + percent);
      ModelScore forecast = byModel.get("forecast-" + percent);
      if (nowcast != null && partial != null && forecast != null && nowcast.n() > 0) {
        any = true;
        table.row(
            percent + " %",
            Integer.toString(nowcast.n()),
            Cells.fixed(partial.rmse(), 4),
            Cells.fixed(forecast.rmse(), 4),
            Cells.fixed(nowcast.rmse(), 4),
            Cells.percent(nowcast.coverage80()),
            Cells.percent(nowcast.coverage95()),
            skill(nowcast));
      }
    }
    if (any) {
      heading(
          out,
          "Nowcasts of the open period, scored when it closed: RMSE of what was said so far, of the"
              + " forecast and of the nowcast; skill against the better of the first two, ± half of"
              + " the 95 % interval");
      out.print(table.render());
    }
  }

  private static String skill(ModelScore score) {
    if (score.skill() == null || Models.BASELINES.contains(score.model())) {
      return "";
    }
    return Cells.fixed(score.skill(), 2)
        + (score.skillError() == null ? "" : " ±" + Cells.half95(score.skillError()));
  }
}
