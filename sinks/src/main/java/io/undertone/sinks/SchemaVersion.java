// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates the tables of a result database and brings older ones up to date. */
final class SchemaVersion {
  /** Version of the tables that this code writes and reads. */
  static final int CURRENT = 1;

  private static final List<String> VIEWS =
      List.of(
          """
          CREATE VIEW closed_sentiment AS -- audience sentiment of periods that are final
          SELECT * FROM audience_sentiment WHERE NOT provisional AND sentiment IS NOT NULL""",
          """
          CREATE VIEW latest_influence AS -- each model's influence matrix as of its last period
          SELECT * FROM influence edge WHERE as_of =
            (SELECT max(as_of) FROM influence WHERE topic = edge.topic AND model = edge.model)""",
          """
          CREATE VIEW latest_forecast AS -- the forecasts that each model issued last
          SELECT * FROM forecast issued WHERE made_at =
            (SELECT max(made_at) FROM forecast WHERE topic = issued.topic AND model = issued.model)""",
          """
          CREATE VIEW latest_model_score AS -- all models as of the last scored period
          SELECT * FROM model_score score WHERE as_of =
            (SELECT max(as_of) FROM model_score WHERE topic = score.topic AND model = score.model)""");

  private static final String VERSION = "schema_version";
  private static final String ZONE = "zone";
  private static final String WHOLE_DAYS = "periods_in_whole_days";

  private SchemaVersion() {}

  /** Statements that make an empty database version 1. */
  static List<String> creation(SqlDialect dialect, TimeFormat times) {
    List<String> statements = new ArrayList<>();
    statements.add(
        """
        CREATE TABLE meta ( -- How these results were made
          key TEXT NOT NULL PRIMARY KEY, -- what it says
          value TEXT NOT NULL -- schema version, zone, options, seeds, scorer, build
        )""");
    for (ResultTable table : ResultTable.values()) {
      statements.add(dialect.create(table, times));
    }
    statements.addAll(VIEWS);
    return statements;
  }

  /** Creates the tables when there are none; refuses a database that cannot be written to. */
  static void prepare(Connection connection, SqlDialect dialect, TimeFormat times, String name)
      throws SQLException, IOException {
    if (isEmpty(connection)) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : creation(dialect, times)) {
          statement.execute(sql);
        }
      }
      describe(connection, times);
      return;
    }
    TimeFormat written = check(meta(connection, name), name);
    if (!written.equals(times)) {
      throw new IOException(
          "%s holds times in %s, but this run uses %s. Choose another file or directory."
              .formatted(name, inWords(written), inWords(times)));
    }
  }

  /** Reads how times are written, after checking the version. */
  static TimeFormat check(Map<String, String> meta, String name) throws IOException {
    String version = meta.get(VERSION);
    if (version == null) {
      throw notAResultDatabase(name);
    }
    if (!version.equals(Integer.toString(CURRENT))) {
      throw new IOException(
          "%s has schema version %s; this build reads and writes version %d. Use the build that wrote it, or replay into another file."
              .formatted(name, version, CURRENT));
    }
    return new TimeFormat(
        ZoneId.of(meta.getOrDefault(ZONE, "UTC")), Boolean.parseBoolean(meta.get(WHOLE_DAYS)));
  }

  /** Reads the meta table; a database without one is refused. */
  static Map<String, String> meta(Connection connection, String name)
      throws SQLException, IOException {
    try (ResultSet table = connection.getMetaData().getTables(null, null, "meta", null)) {
      if (!table.next()) {
        throw notAResultDatabase(name);
      }
    }
    Map<String, String> meta = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT key, value FROM meta ORDER BY key")) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    return meta;
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      return !tables.next();
    }
  }

  private static void describe(Connection connection, TimeFormat times) throws SQLException {
    Map<String, String> entries =
        Map.of(
            VERSION, Integer.toString(CURRENT),
            ZONE, times.zone().getId(),
            WHOLE_DAYS, Boolean.toString(times.wholeDays()));
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO meta (key, value) VALUES (?, ?)")) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        statement.setString(1, entry.getKey());
        statement.setString(2, entry.getValue());
        statement.executeUpdate();
      }
    }
  }

  private static IOException notAResultDatabase(String name) {
    return new IOException(
        name + " is a database, but not one of Undertone's results. Choose another one.");
  }

  private static String inWords(TimeFormat times) {
    return times.zone() + (times.wholeDays() ? " with periods of whole days" : " with exact times");
  }
}
