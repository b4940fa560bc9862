// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each table holds, revised ones, and dead letters by reason: kept with every row
 * that comes and goes, in its transaction, so that nobody counts a history to learn it.
 */
final class RowCounts {
  private static final String TOO_LATE = "too late";
  private static final Column SEEN_AT = ResultTable.DEAD_LETTER.column("seen_at");

  private static final int REASON = letterColumn("reason");
  private static final int REASON_CODE = letterColumn("reason_code");

  private final Session session;
  private final Map<ResultTable, long[]> changes = new EnumMap<>(ResultTable.class);
  private final Map<String, Long> reasons = new TreeMap<>();

  /** What the reasons are as code. */
  private final Map<String, String> codes = new HashMap<>();

  RowCounts(Session session) {
    this.session = session;
  }

  /** Begins a transaction. */
  void clear() {
    changes.clear();
    reasons.clear();
    codes.clear();
  }

  /** Sets the parameters of a deletion. */
  interface Parameters {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /**
   * Deletes rows of a table.
   *
   * @param from what follows {@code DELETE}, with a condition
   * @return how many
   */
  int delete(ResultTable table, String from, Parameters parameters) throws SQLException {
    int revised = delete(from + " AND revision > 0", parameters);
    int others = delete(from, parameters);
    count(table, -revised - others, -revised);
    return revised + others;
  }

  private int delete(String from, Parameters parameters) throws SQLException {
    PreparedStatement statement = session.prepare("DELETE" + from);
    parameters.bind(statement);
    return statement.executeUpdate();
  }

  /** Follows that rows came whose keys were not there. */
  void inserted(RowMapper mapper, Collection<List<@Nullable Object>> rows) {
    count(mapper.table(), rows.size(), rows.stream().filter(mapper::revised).count());
  }

  /** Follows that rows replace those of the same keys, or come; asked before they do. */
  void replaces(RowMapper mapper, Collection<List<@Nullable Object>> rows) throws SQLException {
    PreparedStatement statement = session.prepare("SELECT revision" + mapper.byKey());
    for (List<@Nullable Object> row : rows) {
      mapper.bindKey(statement, row);
      try (ResultSet held = statement.executeQuery()) {
        boolean there = held.next();
        long revised = (mapper.revised(row) ? 1 : 0) - (there && held.getLong(1) > 0 ? 1 : 0);
        count(mapper.table(), there ? 0 : 1, revised);
        if (!there) {
          reason(mapper, row, 1);
        }
      }
    }
  }

  /** Follows that rows were deleted one by one. */
  void deleted(RowMapper mapper, Collection<List<@Nullable Object>> rows) {
    count(mapper.table(), -rows.size(), -rows.stream().filter(mapper::revised).count());
    rows.forEach(row -> reason(mapper, row, -1));
  }

  private void reason(RowMapper mapper, List<@Nullable Object> row, long letters) {
    if (mapper.table() == ResultTable.DEAD_LETTER) {
      String reason = text(row, REASON);
      reasons.merge(reason, letters, Long::sum);
      codes.put(reason, text(row, REASON_CODE));
    }
  }

  private String text(List<@Nullable Object> row, int column) {
    return session.dialect().text(Objects.requireNonNull(row.get(column)));
  }

  private static int letterColumn(String name) {
    return ResultTable.DEAD_LETTER.columns().indexOf(ResultTable.DEAD_LETTER.column(name));
  }

  /** Deletes the dead letters that were met before an instant. */
  int deleteLetters(Instant before) throws SQLException {
    Parameters bound = s -> session.dialect().bindTime(s, 1, before, SEEN_AT, session.times());
    PreparedStatement statement =
        session.prepare(
            "SELECT reason, count(*) FROM dead_letter WHERE seen_at < ? GROUP BY reason");
    bound.bind(statement);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        reasons.merge(rows.getString(1), -rows.getLong(2), Long::sum);
      }
    }
    return delete(ResultTable.DEAD_LETTER, " FROM dead_letter WHERE seen_at < ?", bound);
  }

  private void count(ResultTable table, long rows, long revised) {
    long[] change = changes.computeIfAbsent(table, t -> new long[2]);
    change[0] += rows;
    change[1] += revised;
  }

  /** Writes what changed, in an order in which no two writers wait for each other. */
  void write() throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "UPDATE table_change SET row_count = row_count + ?, revised_count = revised_count + ?,"
                + " late_count = late_count + ? WHERE name = ?");
    Map<String, ResultTable> byName = new TreeMap<>();
    changes.keySet().forEach(table -> byName.put(table.tableName(), table));
    for (Map.Entry<String, ResultTable> entry : byName.entrySet()) {
      long[] change = Objects.requireNonNull(changes.get(entry.getValue()));
      boolean letters = entry.getValue() == ResultTable.DEAD_LETTER;
      statement.setLong(1, change[0]);
      statement.setLong(2, change[1]);
      statement.setLong(3, letters ? late() : 0);
      statement.setString(4, entry.getKey());
      statement.addBatch();
    }
    statement.executeBatch();
    writeReasons();
  }

  private long late() {
    return reasons.entrySet().stream()
        .filter(reason -> reason.getKey().startsWith(TOO_LATE))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void writeReasons() throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "INSERT INTO dead_letter_reason (digest, reason, reason_code, letters) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (digest) DO UPDATE SET"
                + " letters = dead_letter_reason.letters + excluded.letters");
    Map<String, String> byDigest = new TreeMap<>();
    reasons.keySet().forEach(reason -> byDigest.put(digest(reason), reason));
    boolean fewer = false;
    for (Map.Entry<String, String> entry : byDigest.entrySet()) {
      long letters = Objects.requireNonNull(reasons.get(entry.getValue()));
      fewer |= letters < 0;
      statement.setString(1, entry.getKey());
      statement.setString(2, entry.getValue());
      statement.setString(3, codes.getOrDefault(entry.getValue(), ""));
      statement.setLong(4, letters);
      statement.addBatch();
    }
    statement.executeBatch();
    if (fewer) {
      session.prepare("DELETE FROM dead_letter_reason WHERE letters = 0").executeUpdate();
    }
  }

  private static String digest(String reason) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(reason.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts the rows of a database that has not done so. */
  void rebuild() throws SQLException {
    clear();
    try (Statement statement = session.connection().createStatement()) {
      for (ResultTable table : ResultTable.values()) {
        String sql =
            String.format(
                Locale.ROOT,
                "SELECT count(*), count(CASE WHEN revision > 0 THEN 1 END) FROM %s",
                table.tableName());
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          count(table, rows.getLong(1), rows.getLong(2));
        }
        announce(table);
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT reason, count(*), max(reason_code) FROM dead_letter GROUP BY reason")) {
        while (rows.next()) {
          reasons.put(rows.getString(1), rows.getLong(2));
          codes.put(rows.getString(1), rows.getString(3));
        }
      }
    }
    write();
  }

  /** Versions before the fourth did not note changes. */
  private void announce(ResultTable table) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "INSERT INTO table_change (name, changes, changed_at, row_count, revised_count, late_count)"
                + " VALUES (?, 1, ?, 0, 0, 0) ON CONFLICT (name) DO UPDATE SET"
                + " row_count = 0, revised_count = 0, late_count = 0");
    statement.setString(1, table.tableName());
    session.dialect().bindTime(statement, 2, Instant.now(), SEEN_AT, session.times());
    statement.executeUpdate();
  }
}
