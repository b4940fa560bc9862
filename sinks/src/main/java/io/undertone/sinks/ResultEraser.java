// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and deletes the rows that tell of single posts and comments, over one connection. */
final class ResultEraser {
  /** The tables that hold posts and comments; the others hold sums. */
  static final List<ResultTable> TABLES =
      List.of(
          ResultTable.POST_EVIDENCE,
          ResultTable.POST_NOWCAST,
          ResultTable.COMMENT_EVIDENCE,
          ResultTable.DEAD_LETTER);

  private static final int FETCH = 1000;

  private final Connection connection;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final RowCounts counts;

  ResultEraser(Session session, RowCounts counts) {
    this.connection = session.connection();
    this.dialect = session.dialect();
    this.times = session.times();
    this.counts = counts;
  }

  /**
   * Deletes within the caller's transaction.
   *
   * @param dryRun only counts
   * @return number of rows by table
   */
  Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun) throws SQLException {
    Map<ResultTable, Integer> rows = new EnumMap<>(ResultTable.class);
    for (ResultTable table : TABLES) {
      RowMapper mapper = new RowMapper(table, dialect, times, "");
      List<List<@Nullable Object>> found = find(mapper, what);
      rows.put(table, found.size());
      if (!dryRun && !found.isEmpty()) {
        delete(mapper, found);
        counts.deleted(mapper, found);
      }
    }
    return rows;
  }

  private List<List<@Nullable Object>> find(RowMapper mapper, Collection<Erasure> what)
      throws SQLException {
    ResultTable table = mapper.table();
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT %s FROM %s",
            SqlDialect.names(table.columns()),
            SqlDialect.quoted(table));
    List<List<@Nullable Object>> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Record row = mapper.read(rows);
          if (what.stream().anyMatch(erasure -> erasure.covers(row))) {
            found.add(mapper.values(row));
          }
        }
      }
    }
    return found;
  }

  private void delete(RowMapper mapper, List<List<@Nullable Object>> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("DELETE" + mapper.byKey())) {
      for (List<@Nullable Object> row : rows) {
        mapper.bindKey(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
