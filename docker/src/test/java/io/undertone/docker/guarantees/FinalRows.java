// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import io.undertone.docker.local.LocalStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every run must agree on: the rows of periods before a day, as text, without its own name,
 * revision, moment of writing and provisional rows.
 *
 * @param tables rows by table
 * @param comments comments counted, by blogger and period
 * @param deadLetters topic, reason, source, position and payload of what cannot be used
 * @param late the same of what came too late
 */
record FinalRows(
    Map<String, TreeSet<String>> tables,
    Map<String, Long> comments,
    TreeSet<String> deadLetters,
    TreeSet<String> late) {
  private static final String TOO_LATE = "reason LIKE 'too late%'";

  /** Tables, each with the column that says which period a row is of. */
  static final Map<String, String> PERIOD =
      Map.of(
          "audience_sentiment", "period_end",
          "influence", "as_of",
          "forecast", "made_at",
          "model_score", "as_of",
          "private_opinion", "period_end",
          "alert", "period_end",
          "post_evidence", "period_end");

  static final List<String> INCOMPARABLE = List.of("revision", "run", "seen_at");

  /** Takes them out of the database, which is empty afterwards. */
  static FinalRows take(LocalStack stack, String end) throws SQLException {
    return take(stack, "", end, Map.of());
  }

  /**
   * Takes them out of the database, which is empty afterwards.
   *
   * @param begin last end of a period that is left out
   * @param end last end of a period that is taken
   * @param only columns that are taken of a table, instead of all
   */
  static FinalRows take(LocalStack stack, String begin, String end, Map<String, List<String>> only)
      throws SQLException {
    try (Connection connection = stack.postgres().connectAsWriter()) {
      Map<String, TreeSet<String>> tables = new TreeMap<>();
      for (Map.Entry<String, String> table : PERIOD.entrySet()) {
        String among = among(table.getValue(), begin, end);
        List<String> columns = columns(connection, table.getKey());
        columns.retainAll(only.getOrDefault(table.getKey(), columns));
        tables.put(table.getKey(), select(connection, table.getKey(), columns, among));
      }
      FinalRows rows =
          new FinalRows(
              tables,
              comments(connection, among("period_end", begin, end)),
              deadLetters(connection, "NOT " + TOO_LATE),
              deadLetters(connection, TOO_LATE));
      clear(connection);
      return rows;
    }
  }

  /** The same where only watermarks decide what was too late. */
  FinalRows withoutLate() {
    return new FinalRows(tables, comments, deadLetters, new TreeSet<>());
  }

  private static TreeSet<String> deadLetters(Connection connection, String condition)
      throws SQLException {
    return select(connection, "dead_letter", columns(connection, "dead_letter"), condition);
  }

  private static TreeSet<String> select(
      Connection connection, String table, List<String> columns, String condition)
      throws SQLException {
    String finals = columns.remove("provisional") ? " AND NOT provisional" : "";
    TreeSet<String> rows = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                String.format(
                    Locale.ROOT,
                    "SELECT row(%s)::text FROM %s WHERE %s%s",
                    String.join(", ", columns),
                    table,
                    condition,
                    finals))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet found = connection.getMetaData().getColumns(null, "public", table, null)) {
      while (found.next()) {
        String name = found.getString("COLUMN_NAME");
        if (!INCOMPARABLE.contains(name)) {
          columns.add(name);
        }
      }
    }
    return columns;
  }

  private static String among(String column, String begin, String end) {
    return String.format(
        Locale.ROOT,
        "left(%1$s::text, 10) > '%2$s' AND left(%1$s::text, 10) <= '%3$s'",
        column,
        begin,
        end);
  }

  private static Map<String, Long> comments(Connection connection, String condition)
      throws SQLException {
    Map<String, Long> counted = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT blogger || ' ' || period_start, comments FROM audience_sentiment"
                    + " WHERE NOT provisional AND "
                    + condition)) {
      while (found.next()) {
        counted.put(found.getString(1), found.getLong(2));
      }
    }
    return counted;
  }

  private static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // what a run counted stays beside the rows, so that another that knew less leaves it alone
      statement.execute(
          "TRUNCATE dead_letter, final_period, " + String.join(", ", PERIOD.keySet()));
    }
  }
}
