// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The statements that make the tables of a result database, and those that bring older ones up to
 * date.
 *
 * @param dialect SQL of the database
 * @param times how it writes times
 */
record ResultSchema(SqlDialect dialect, TimeFormat times) {
  /** Version of the tables that this code writes and reads. */
  static final int CURRENT = 5;

  /**
   * With the revision, so that SQLite need not read a topic to learn whether a period is closed.
   */
  private static final List<String> INDEXES =
      List.of(
          "audience_sentiment_by_period ON audience_sentiment (topic, period_start, revision)",
          "private_opinion_by_period ON private_opinion (topic, period_start, revision)",
          "post_evidence_by_period ON post_evidence (topic, period_start, blogger, revision)",
          "post_nowcast_by_period ON post_nowcast (topic, period_start, blogger, revision)",
          "comment_evidence_by_period ON comment_evidence (topic, period_start, blogger)",
          "alert_by_period ON alert (topic, period_start, revision)",
          "forecast_by_model ON forecast (topic, model, made_at)",
          "model_score_by_model ON model_score (topic, model, as_of)",
          "model_status_by_model ON model_status (topic, model, as_of)",
          "dead_letter_by_period ON dead_letter (topic, seen_at)",
          "dead_letter_by_time ON dead_letter (seen_at)");

  private static final List<String> VIEWS =
      List.of(
          """
          closed_sentiment AS -- audience sentiment of periods that are final
          SELECT * FROM audience_sentiment WHERE NOT provisional AND sentiment IS NOT NULL\
          """,
          latest("influence", "as_of", "each model's influence matrix as of its last period"),
          latest("forecast", "made_at", "the forecasts that each model issued last"),
          latest("model_score", "as_of", "all models as of the last scored period"),
          """
          latest_model_status AS -- how each model stands as of its last period
          SELECT * FROM model_status status WHERE as_of =
            (SELECT max(as_of) FROM model_status WHERE topic = status.topic AND model = status.model)\
          """);

  private static String latest(String table, String time, String what) {
    return String.format(
        Locale.ROOT,
        """
    latest_%1$s AS -- %3$s
    SELECT r.* FROM (SELECT topic, model, max(issued_at) AS issued_at FROM issue WHERE name = '%1$s'
      GROUP BY topic, model) last
    JOIN %1$s r ON r.topic = last.topic AND r.model = last.model AND r.%2$s = last.issued_at\
    """,
        table,
        time,
        what);
  }

  /**
   * Which index SQLite is to take, since its planner knows no limit: the latest rows of a topic are
   * found by their time, those of some audiences at their place. Empty where it is left the choice.
   */
  static String index(ResultTable table, RowQuery query) {
    String byTime = table.tableName() + "_by_period";
    if (query.latestOfAudiences(table)) {
      return " NOT INDEXED";
    }
    boolean indexed = INDEXES.stream().anyMatch(index -> index.startsWith(byTime + " "));
    return indexed && query.latestOfTopic(table) ? " INDEXED BY " + byTime : "";
  }

  /** Statements that fill an empty database. */
  List<String> creation() {
    List<String> statements = new ArrayList<>(Migration.beside(dialect, times));
    for (ResultTable table : ResultTable.values()) {
      statements.add(create(table));
    }
    statements.addAll(besideTables());
    return statements;
  }

  /**
   * Statements that bring the tables of an older version up to date. What a version changed is
   * frozen in a file of its own; only the indexes, views and remarks beside are today's.
   */
  List<String> migration(int from) {
    List<String> statements = new ArrayList<>();
    VIEWS.forEach(view -> statements.add("DROP VIEW IF EXISTS " + view.split(" ", 2)[0]));
    for (int version = from + 1; version <= CURRENT; version++) {
      statements.addAll(Migration.to(version, dialect, times));
    }
    statements.addAll(besideTables());
    return statements;
  }

  private List<String> besideTables() {
    List<String> statements = new ArrayList<>();
    INDEXES.forEach(index -> statements.add("CREATE INDEX IF NOT EXISTS " + index));
    VIEWS.forEach(view -> statements.add("CREATE VIEW " + view));
    if (dialect == SqlDialect.SQLITE) {
      statements.addAll(statistics());
    } else {
      for (ResultTable table : ResultTable.values()) {
        statements.addAll(comments(table));
      }
    }
    return statements;
  }

  /**
   * What SQLite's planner should expect, since it looks at no table by itself: many rows of a
   * topic, far fewer of one of its periods. Without it, a topic's rows are read to find a period's.
   */
  private static List<String> statistics() {
    List<String> statements = new ArrayList<>(List.of("ANALYZE", "DELETE FROM sqlite_stat1"));
    for (ResultTable table : ResultTable.values()) {
      String name = table.tableName();
      statements.add(expect(name, name, table.keys().size()));
    }
    for (String index : INDEXES) {
      String[] words = index.split(" ", 4);
      statements.add(expect(words[2], words[0], words[3].split(",").length));
    }
    statements.add("ANALYZE sqlite_schema");
    return statements;
  }

  /**
   * A tenth of all rows is of one topic, a hundredth of what is left has the next column's value.
   */
  private static String expect(String table, String index, int columns) {
    StringBuilder rows = new StringBuilder("1000000");
    int equal = 100_000;
    for (int i = 0; i < columns; i++) {
      rows.append(' ').append(Math.max(1, equal));
      equal /= 100;
    }
    return String.format(
        Locale.ROOT,
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('%s', '%s', '%s')",
        table,
        index,
        rows);
  }

  private String create(ResultTable table) {
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s %s%s, -- %s",
              SqlDialect.quoted(column),
              dialect.type(column.type(), times),
              column.nullable() ? "" : " NOT NULL",
              description(column)));
    }
    if (!dialect.hashedKeys(table).isEmpty()) {
      lines.add("  " + keyHash(table) + ",");
    }
    return String.format(
        Locale.ROOT,
        "CREATE TABLE %s ( -- %s%n%s%n  PRIMARY KEY (%s)%n)%s",
        SqlDialect.quoted(table),
        table.description(),
        String.join("\n", lines),
        dialect.primaryKey(table),
        dialect.tableOptions());
  }

  private String keyHash(ResultTable table) {
    String keys =
        dialect.hashedKeys(table).stream()
            .map(SqlDialect::quoted)
            .collect(Collectors.joining(" || chr(10) || "));
    return SqlDialect.KEY_HASH + " TEXT NOT NULL GENERATED ALWAYS AS (md5(" + keys + ")) STORED";
  }

  private static List<String> comments(ResultTable table) {
    List<String> statements = new ArrayList<>();
    String name = SqlDialect.quoted(table);
    statements.add(
        String.format(
            Locale.ROOT, "COMMENT ON TABLE %s IS %s", name, literal(table.description())));
    for (Column column : table.columns()) {
      statements.add(
          String.format(
              Locale.ROOT,
              "COMMENT ON COLUMN %s.%s IS %s",
              name,
              SqlDialect.quoted(column),
              literal(description(column))));
    }
    return statements;
  }

  private static String description(Column column) {
    return column.description() + (column.unit().isEmpty() ? "" : " (" + column.unit() + ")");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
