// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The embedded result database, open for writing: one SQLite file that other processes may read
 * meanwhile. Not thread-safe; each writer opens its own.
 */
public final class ResultDatabase implements AutoCloseable {
  private static final String UPSERT_META =
      "INSERT INTO meta (key, value) VALUES (?, ?)"
          + " ON CONFLICT (key) DO UPDATE SET value = excluded.value";

  private final Path file;
  private final Connection connection;
  private final TimeFormat times;
  private final Map<ResultTable, RowMapper> mappers = new EnumMap<>(ResultTable.class);
  private final Map<ResultTable, PreparedStatement> upserts = new EnumMap<>(ResultTable.class);

  private ResultDatabase(Path file, Connection connection, TimeFormat times) {
    this.file = file;
    this.connection = connection;
    this.times = times;
  }

  /**
   * Opens the file and creates or migrates its tables.
   *
   * @throws IOException when it cannot be opened, is no result database, comes from a newer
   *     version, or holds times in another zone or kind of period
   */
  public static ResultDatabase open(Path file, TimeFormat times) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(Objects.requireNonNull(parent));
    try {
      Connection connection = connect(file);
      try {
        connection.setAutoCommit(false);
        SchemaVersion.prepare(connection, SqlDialect.SQLITE, times, file.toString());
        connection.setAutoCommit(true);
        return new ResultDatabase(file, connection, times);
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(
          "Cannot open "
              + file
              + " as a result database: "
              + e.getMessage()
              + ". Choose another file or directory.",
          e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(5000);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }

  /** How this database writes times. */
  public TimeFormat times() {
    return times;
  }

  /** Writes all rows of a period in one transaction. Writing them again changes nothing. */
  public void write(Findings findings) throws IOException {
    transaction(
        () -> {
          upsert(findings.audienceSentiments());
          upsert(findings.influences());
          upsert(findings.forecasts());
          upsert(findings.modelScores());
          upsert(findings.privateOpinions());
          upsert(findings.alerts());
          upsert(findings.evidence());
          if (findings.revision() > 0) {
            deleteStale(findings);
          }
        });
  }

  /** Deletes what earlier revisions of the period held and this one does not. */
  private void deleteStale(Findings findings) throws SQLException {
    String start = times.periodBound(findings.periodStart());
    delete(ResultTable.AUDIENCE_SENTIMENT, "period_start", start, "", findings);
    delete(ResultTable.PRIVATE_OPINION, "period_start", start, "", findings);
    delete(ResultTable.ALERT, "period_start", start, "", findings);
    delete(ResultTable.POST_EVIDENCE, "period_start", start, "", findings);
    String end = times.time(findings.periodEnd());
    delete(ResultTable.INFLUENCE, "as_of", end, "", findings);
    delete(ResultTable.FORECAST, "made_at", end, " AND conditional = 0", findings);
    String begin = times.time(findings.periodStart());
    delete(ResultTable.FORECAST, "made_at", begin, " AND conditional = 1", findings);
  }

  private void delete(
      ResultTable table, String column, String time, String further, Findings findings)
      throws SQLException {
    String sql =
        "DELETE FROM %s WHERE topic = ? AND %s = ? AND revision < ?%s"
            .formatted(table.tableName(), column, further);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, findings.topic());
      statement.setString(2, time);
      statement.setInt(3, findings.revision());
      statement.executeUpdate();
    }
  }

  /** Writes dead letters in one transaction. Writing them again changes nothing but seen_at. */
  public void write(List<DeadLetter> letters) throws IOException {
    transaction(() -> upsert(letters));
  }

  /** Writes entries of the meta table: options, seeds, scorer, build. Other entries stay. */
  public void writeMeta(Map<String, String> entries) throws IOException {
    transaction(
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(UPSERT_META)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
              statement.setString(1, entry.getKey());
              statement.setString(2, entry.getValue());
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /** Forces everything written so far to the disk, so that it outlives a power failure. */
  public void sync() throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  /** Leaves one plain file behind; where somebody else reads, the write-ahead log stays. */
  public void seal() throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=0");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA journal_mode=DELETE");
    } catch (SQLException e) {
      boolean othersRead = e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
      if (!othersRead) {
        throw cannotWrite(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  private void upsert(List<? extends Record> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    ResultTable table = ResultTable.of(rows.get(0).getClass());
    RowMapper mapper =
        mappers.computeIfAbsent(table, t -> new RowMapper(t, SqlDialect.SQLITE, times));
    PreparedStatement statement = upserts.get(table);
    if (statement == null) {
      statement = connection.prepareStatement(SqlDialect.SQLITE.upsert(table));
      upserts.put(table, statement);
    }
    for (Record row : rows) {
      mapper.bind(statement, row);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void transaction(Work work) throws IOException {
    try {
      // Auto-commit off takes the write lock, on commits: the lock is held for this work alone.
      connection.setAutoCommit(false);
      try {
        work.run();
      } catch (SQLException | RuntimeException e) {
        for (PreparedStatement statement : upserts.values()) {
          statement.clearBatch();
        }
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw cannotWrite(e);
    }
  }

  private IOException cannotWrite(SQLException e) {
    return new IOException(
        "Cannot write to "
            + file
            + ": "
            + e.getMessage()
            + ". Check the free space and that no other process writes to it.",
        e);
  }
}
