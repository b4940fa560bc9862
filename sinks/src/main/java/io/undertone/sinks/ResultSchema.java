// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.util.ArrayList;
import java.util.List;
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

  private static final List<String> INDEXES =
      List.of(
          "audience_sentiment_by_period ON audience_sentiment (topic, period_start)",
          "private_opinion_by_period ON private_opinion (topic, period_start)",
          "post_evidence_by_period ON post_evidence (topic, period_start)",
          "comment_evidence_by_period ON comment_evidence (topic, blogger, period_start)",
          "alert_by_period ON alert (topic, period_start)",
          "influence_by_model ON influence (topic, model, as_of)",
          "forecast_by_model ON forecast (topic, model, made_at)",
          "model_score_by_model ON model_score (topic, model, as_of)",
          "model_status_by_model ON model_status (topic, model, as_of)",
          "dead_letter_by_time ON dead_letter (seen_at)");

  private static final List<String> VIEWS =
      List.of(
          """
          closed_sentiment AS -- audience sentiment of periods that are final
          SELECT * FROM audience_sentiment WHERE NOT provisional AND sentiment IS NOT NULL\
          """,
          """
          latest_influence AS -- each model's influence matrix as of its last period
          SELECT * FROM influence edge WHERE as_of =
            (SELECT max(as_of) FROM influence WHERE topic = edge.topic AND model = edge.model)\
          """,
          """
          latest_forecast AS -- the forecasts that each model issued last
          SELECT * FROM forecast issued WHERE made_at =
            (SELECT max(made_at) FROM forecast WHERE topic = issued.topic AND model = issued.model)\
          """,
          """
          latest_model_score AS -- all models as of the last scored period
          SELECT * FROM model_score score WHERE as_of =
            (SELECT max(as_of) FROM model_score WHERE topic = score.topic AND model = score.model)\
          """,
          """
          latest_model_status AS -- how each model stands as of its last period
          SELECT * FROM model_status status WHERE as_of =
            (SELECT max(as_of) FROM model_status WHERE topic = status.topic AND model = status.model)\
          """);

  /** Statements that fill an empty database. */
  List<String> creation() {
    List<String> statements = new ArrayList<>(keepers());
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
    if (dialect == SqlDialect.POSTGRESQL) {
      for (ResultTable table : ResultTable.values()) {
        statements.addAll(comments(table));
      }
    }
    return statements;
  }

  /** What is kept beside the results: how they were made, when they changed, who wrote them. */
  private List<String> keepers() {
    String time = dialect.type(ColumnType.TIME, times);
    return List.of(
        """
        CREATE TABLE meta ( -- How these results were made
          key TEXT NOT NULL PRIMARY KEY, -- what it says
          value TEXT NOT NULL -- schema version, zone, options, seeds, scorer, build
        )\
        """,
        """
        CREATE TABLE table_change ( -- How often and when each table was written to
          name TEXT NOT NULL PRIMARY KEY, -- name of the table
          changes BIGINT NOT NULL, -- transactions that wrote to it
          changed_at %s NOT NULL -- wall time of the last one
        )\
        """
            .formatted(time),
        """
        CREATE TABLE run ( -- Runs of the streaming job that have written here
          name TEXT NOT NULL PRIMARY KEY, -- identity of the run: its state and what it writes carry it
          begun_at %1$s NOT NULL, -- wall time of its first start
          started_at %1$s NOT NULL, -- wall time of its last start
          starts BIGINT NOT NULL, -- how often it was started
          checkpoints TEXT, -- folder of its checkpoints
          build TEXT NOT NULL, -- build that started it last
          kept_periods BIGINT NOT NULL, -- closed periods of other runs that it left alone, since it knew less of them
          kept_from %1$s, -- start of the first of them
          kept_to %1$s -- end of the last of them
        )\
        """
            .formatted(time));
  }

  private String create(ResultTable table) {
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(
          "  %s %s%s, -- %s"
              .formatted(
                  SqlDialect.quoted(column),
                  dialect.type(column.type(), times),
                  column.nullable() ? "" : " NOT NULL",
                  description(column)));
    }
    if (!dialect.hashedKeys(table).isEmpty()) {
      lines.add("  " + keyHash(table) + ",");
    }
    return "CREATE TABLE %s ( -- %s%n%s%n  PRIMARY KEY (%s)%n)%s"
        .formatted(
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
    statements.add("COMMENT ON TABLE %s IS %s".formatted(name, literal(table.description())));
    for (Column column : table.columns()) {
      statements.add(
          "COMMENT ON COLUMN %s.%s IS %s"
              .formatted(name, SqlDialect.quoted(column), literal(description(column))));
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
