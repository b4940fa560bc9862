// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Creates the tables of a result database and brings older ones up to date. */
final class SchemaVersion {
  /** Since this version every topic is held in short. */
  private static final int SUMMARIES = 5;

  private static final String VERSION = "schema_version";
  private static final String ZONE = "zone";
  private static final String WHOLE_DAYS = "periods_in_whole_days";

  private SchemaVersion() {}

  /**
   * Creates the tables when there are none, and migrates older ones; refuses a database that cannot
   * be written to. The caller's transaction makes it all or nothing.
   */
  static void prepare(Connection connection, SqlDialect dialect, TimeFormat times, String name)
      throws SQLException, IOException {
    dialect.lockSchema(connection);
    ResultSchema schema = new ResultSchema(dialect, times);
    if (isEmpty(connection)) {
      execute(connection, schema.creation());
      describe(connection, times);
      return;
    }
    Map<String, String> meta = meta(connection, name);
    int version = version(meta, name);
    TimeFormat written = times(meta);
    if (!written.equals(times)) {
      throw otherTimes(name, written, times);
    }
    if (version < ResultSchema.CURRENT) {
      execute(connection, schema.migration(version));
      if (version < SUMMARIES) {
        Session session = new Session(connection, dialect, times);
        new Summaries(session).rebuild();
        new RowCounts(session).rebuild();
      }
      writeMeta(connection, Map.of(VERSION, Integer.toString(ResultSchema.CURRENT)));
    }
  }

  /** What a job that writes times like this would do with a database. */
  static String inspect(Map<String, String> meta, TimeFormat times, String name)
      throws IOException {
    int version = version(meta, name);
    TimeFormat written = times(meta);
    if (!written.equals(times)) {
      throw otherTimes(name, written, times);
    }
    return version < ResultSchema.CURRENT
        ? String.format(
            Locale.ROOT,
            "has schema version %d, which will be brought to %d",
            version,
            ResultSchema.CURRENT)
        : "has schema version " + version;
  }

  private static IOException otherTimes(String name, TimeFormat written, TimeFormat times) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s holds times in %s, but this run uses %s. Choose another file or directory.",
            name,
            inWords(written),
            inWords(times)));
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Reads how times are written, after checking that this build can read the tables. */
  static TimeFormat check(Map<String, String> meta, String name) throws IOException {
    int version = version(meta, name);
    if (version < ResultSchema.CURRENT) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has schema version %d; this build reads version %d. Let a job or replay of this build write to it, which brings it up to date, or use the build that wrote it.",
              name,
              version,
              ResultSchema.CURRENT));
    }
    return times(meta);
  }

  private static int version(Map<String, String> meta, String name) throws IOException {
    String written = meta.get(VERSION);
    if (written == null) {
      throw notAResultDatabase(name);
    }
    int version = Integer.parseInt(written);
    if (version > ResultSchema.CURRENT) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has schema version %d; this build reads and writes version %d. Use the build that wrote it, or replay into another file.",
              name,
              version,
              ResultSchema.CURRENT));
    }
    return version;
  }

  private static TimeFormat times(Map<String, String> meta) {
    return new TimeFormat(
        ZoneId.of(meta.getOrDefault(ZONE, "UTC")), Boolean.parseBoolean(meta.get(WHOLE_DAYS)));
  }

  /** Reads the meta table; a database without one is refused. */
  static Map<String, String> meta(Connection connection, String name)
      throws SQLException, IOException {
    try (ResultSet table =
        connection.getMetaData().getTables(null, schemaPattern(connection), "meta", null)) {
      if (!table.next()) {
        throw notAResultDatabase(name);
      }
    }
    return entries(connection);
  }

  static Map<String, String> entries(Connection connection) throws SQLException {
    Map<String, String> meta = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT key, value FROM meta ORDER BY key")) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    return meta;
  }

  static boolean isEmpty(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, schemaPattern(connection), "%", new String[] {"TABLE"})) {
      return !tables.next();
    }
  }

  /** In a pattern {@code _} stands for any character. */
  private static @Nullable String schemaPattern(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    String escape = connection.getMetaData().getSearchStringEscape();
    return schema == null
        ? null
        : schema.replaceAll("[\\\\%_]", Matcher.quoteReplacement(escape) + "$0");
  }

  private static void describe(Connection connection, TimeFormat times) throws SQLException {
    writeMeta(
        connection,
        Map.of(
            VERSION, Integer.toString(ResultSchema.CURRENT),
            ZONE, times.zone().getId(),
            WHOLE_DAYS, Boolean.toString(times.wholeDays())));
  }

  /** Inserts or replaces entries of the meta table. */
  static void writeMeta(Connection connection, Map<String, String> entries) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value")) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        statement.setString(1, entry.getKey());
        statement.setString(2, entry.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static IOException notAResultDatabase(String name) {
    return new IOException(
        name
            + " is a database, but not one of Undertone's results. Choose another one, or in"
            + " PostgreSQL a schema of its own: CREATE SCHEMA NAME, and ?currentSchema=NAME behind"
            + " the URL.");
  }

  private static String inWords(TimeFormat times) {
    return times.zone() + (times.wholeDays() ? " with periods of whole days" : " with exact times");
  }
}
