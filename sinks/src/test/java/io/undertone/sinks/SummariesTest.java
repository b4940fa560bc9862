// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.SampleResults.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.audit.RangeTest;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept in short is what the rows say, whatever was written in whatever order. */
class SummariesTest {
  private static final List<String> IN_SHORT =
      List.of(
          "current_audience",
          "current_period",
          "issue",
          "final_period",
          "dead_letter_reason",
          "(SELECT name, row_count, revised_count, late_count FROM table_change WHERE row_count > 0)");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void followsEveryIssueRevisionAndDeletion(long seed) throws Exception {
    Random random = new Random(seed);
    Path file = directory.resolve("undertone.db");
    try (ResultStore store = ResultDatabase.open(file, TIMES)) {
      List<Findings> periods =
          new SampleResults("huawei", List.of("A", "B", "C", "D"), 14, seed).findings();
      for (int i = 0; i < 80; i++) {
        store.write(issue(periods.get(random.nextInt(periods.size())), random));
        store.write(List.of(letter(random)));
      }
    }
    List<String> kept = inShort(file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String table : IN_SHORT) {
        if (!table.startsWith("(")) {
          connection.createStatement().execute("DELETE FROM " + table);
        }
      }
      Session session = new Session(connection, SqlDialect.SQLITE, TIMES);
      new Summaries(session).rebuild();
      new RowCounts(session).rebuild();
    }
    assertThat(kept).as("as made anew").isEqualTo(inShort(file));
    agrees(file);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keepsMatricesAtTheirCadenceHoweverOftenPeriodsAreRevised(long seed) throws Exception {
    Random random = new Random(seed);
    int every = 1 + random.nextInt(6);
    List<Findings> periods =
        new SampleResults("huawei", List.of("A", "B", "C"), 31, seed).findings().subList(0, 30);
    Set<String> models = new TreeSet<>();
    periods.get(29).influences().forEach(row -> models.add(row.model()));
    assertThat(models).hasSizeGreaterThan(1).contains(TopicSummary.ENGINE);

    Path file = directory.resolve("undertone.db");
    ResultTarget target = ResultTarget.file(file, TIMES).keepingMatricesEvery(every);
    try (ResultStore store = target.open()) {
      List<Findings> issues = new ArrayList<>();
      for (int t = 0; t < periods.size(); t++) {
        int from = random.nextInt(3) == 0 ? Math.max(0, t - random.nextInt(12)) : t;
        issues.addAll(periods.subList(from, t + 1));
      }
      inBatches(store, issues, random);
    }

    List<Instant> asOf = periods.stream().map(Findings::periodEnd).toList();
    try (ResultReader results = ResultReader.open(file.toString())) {
      for (String model : models) {
        List<Instant> issued =
            asOf.stream()
                .filter(
                    at ->
                        periods.get(asOf.indexOf(at)).influences().stream()
                            .anyMatch(row -> row.model().equals(model)))
                .toList();
        int first = asOf.indexOf(issued.get(0));
        List<Instant> expected =
            issued.stream()
                .filter(
                    at ->
                        model.equals(TopicSummary.ENGINE)
                            || (asOf.indexOf(at) - first) % every == 0
                            || asOf.indexOf(at) == asOf.size() - 1)
                .toList();
        RowQuery rows = RowQuery.topic("huawei").where("model", model);
        assertThat(results.distinct(ResultTable.INFLUENCE, "as_of", rows))
            .as(model + " every " + every)
            .isEqualTo(expected);
        assertThat(results.issues(ResultTable.INFLUENCE, "huawei").get(model)).isEqualTo(expected);
      }
    }
    agrees(file);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 30})
  void writesTheSameTogetherAsOneByOne(long seed) throws Exception {
    Random random = new Random(seed);
    List<Findings> issues = new ArrayList<>();
    List<List<Findings>> topics =
        Stream.of("huawei", "news")
            .map(t -> new SampleResults(t, List.of("A", "B", "C"), 14, seed).findings())
            .toList();
    for (int i = 0; i < 60; i++) {
      List<Findings> periods = topics.get(random.nextInt(2));
      int t = Math.min(periods.size() - 1, i / 4 + random.nextInt(3));
      issues.add(
          random.nextInt(3) == 0
              ? issue(periods.get(random.nextInt(periods.size())), random)
              : periods.get(t));
    }
    List<Findings> others = topics.get(0).subList(2, 6);
    int every = 1 + random.nextInt(5);
    List<List<String>> tables = new ArrayList<>();
    for (boolean together : new boolean[] {false, true}) {
      Path file = directory.resolve(together + ".db");
      ResultTarget target = ResultTarget.file(file, TIMES).keepingMatricesEvery(every);
      try (ResultStore other = target.as("other", 0).open();
          ResultStore store = target.as("own", 0).keeping(Duration.ofDays(90)).open()) {
        for (Findings findings : others) {
          other.write(findings);
        }
        if (together) {
          inBatches(store, issues, random);
        } else {
          for (Findings findings : issues) {
            store.write(findings);
          }
        }
      }
      tables.add(everything(file));
    }
    assertThat(tables.get(0)).hasSizeGreaterThan(100);
    List<String> less = new ArrayList<>(tables.get(0));
    tables.get(1).forEach(less::remove);
    List<String> more = new ArrayList<>(tables.get(1));
    tables.get(0).forEach(more::remove);
    assertThat(less).as("written one by one only").isEmpty();
    assertThat(more).as("written together only").isEmpty();
  }

  private static void inBatches(ResultStore store, List<Findings> issues, Random random)
      throws IOException {
    for (int i = 0; i < issues.size(); ) {
      int end = Math.min(issues.size(), i + 1 + random.nextInt(12));
      store.writePeriods(issues.subList(i, end));
      i = end;
    }
  }

  private static List<String> everything(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      List<String> tables = new ArrayList<>();
      for (ResultTable table : ResultTable.values()) {
        tables.add(table.tableName());
      }
      tables.addAll(IN_SHORT);
      for (String table : tables) {
        try (ResultSet held = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
          while (held.next()) {
            StringBuilder row = new StringBuilder(table);
            for (int i = 1; i <= held.getMetaData().getColumnCount(); i++) {
              row.append('|').append(held.getString(i));
            }
            rows.add(row.toString());
          }
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  private static DeadLetter letter(Random random) {
    String reason = random.nextBoolean() ? "no time" : "too late: by " + random.nextInt(3);
    return new DeadLetter("huawei", reason, "file", random.nextInt(30), "{}", Instant.EPOCH, "");
  }

  private static void agrees(Path file) throws IOException {
    try (ResultReader results = ResultReader.open(file.toString())) {
      TopicSummary summary = TopicSummary.of(results, "huawei");
      List<AudienceSentiment> rows = results.rows(AudienceSentiment.class, RowQuery.all());
      assertThat(
              summary.audiences().stream()
                  .collect(Collectors.toMap(a -> a.blogger(), a -> a.comments())))
          .isEqualTo(
              rows.stream()
                  .collect(
                      Collectors.groupingBy(
                          AudienceSentiment::blogger,
                          Collectors.summingLong(AudienceSentiment::comments))));
      assertThat(summary.periods().stream().map(TopicSummary.Span::start))
          .containsExactlyElementsOf(
              rows.stream().map(AudienceSentiment::periodStart).distinct().sorted().toList());
      SentimentSeries.Builder series = SentimentSeries.builder();
      for (AudienceSentiment row : rows) {
        Double value = row.sentiment();
        if (!row.provisional() && value != null) {
          Period period = new Period(row.periodStart(), row.periodEnd());
          series.add(period, row.blogger(), value, null);
        }
      }
      assertThat(summary.averaging()).isEqualTo(RangeTest.of(series.build(), 6));
      Map<String, Instant> last = new TreeMap<>();
      results
          .rows(Influence.class, RowQuery.all())
          .forEach(row -> last.merge(row.model(), row.asOf(), (a, b) -> a.isAfter(b) ? a : b));
      assertThat(results.lastIssues(ResultTable.INFLUENCE, "huawei")).isEqualTo(last);
      Map<String, Instant> made = new TreeMap<>();
      results
          .rows(AudienceForecast.class, RowQuery.all())
          .forEach(row -> made.merge(row.model(), row.madeAt(), (a, b) -> a.isAfter(b) ? a : b));
      assertThat(results.lastIssues(ResultTable.FORECAST, "huawei")).isEqualTo(made);
    }
  }

  private static List<String> inShort(Path file) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (String table : IN_SHORT) {
        var all = connection.createStatement().executeQuery("SELECT * FROM " + table);
        while (all.next()) {
          StringBuilder row = new StringBuilder(table);
          for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
            row.append('|').append(all.getString(i));
          }
          rows.add(row.toString());
        }
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }

  /** A period with random audiences, some of them open, and now and then claims and forecasts. */
  private static Findings issue(Findings period, Random random) {
    boolean open = random.nextInt(6) == 0;
    List<AudienceSentiment> rows = new ArrayList<>();
    for (AudienceSentiment row : period.audienceSentiments()) {
      if (random.nextInt(4) > 0) {
        Double value = random.nextInt(5) == 0 ? null : random.nextDouble();
        rows.add(ResultStoreContract.with(row, value, open, open ? -1 : 0));
      }
    }
    boolean modelled = !open && random.nextInt(3) > 0;
    return Findings.of(period.topic(), period.periodStart(), period.periodEnd(), open ? -1 : 0)
        .audienceSentiments(rows)
        .influences(modelled ? period.influences() : List.of())
        .forecasts(modelled ? period.forecasts() : List.of())
        .build();
  }
}
