// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** Looks at a database before a job starts, and changes nothing. */
final class DatabaseInspection {
  private DatabaseInspection() {}

  /**
   * What a job would find.
   *
   * @throws IOException when it could not write there, in one sentence
   */
  static String of(ResultTarget target) throws IOException {
    Path file = target.file();
    if (file != null && !Files.exists(file)) {
      requireWritable(file);
      return "will be made";
    }
    if (file != null && !Files.isWritable(file)) {
      throw new IOException(file + " must not be written to by this user; change its rights.");
    }
    try (Connection connection = connect(target)) {
      if (SchemaVersion.isEmpty(connection)) {
        requireRight(connection, target);
        return "is empty; its tables will be made";
      }
      Map<String, String> meta = SchemaVersion.meta(connection, target.toString());
      return SchemaVersion.inspect(meta, target.times(), target.toString());
    } catch (SQLException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot be used: %s. Check the address, the user and the password (database, database-user, database-password).",
              target,
              e.getMessage()),
          e);
    }
  }

  private static Connection connect(ResultTarget target) throws SQLException {
    if (target.isSingleWriter()) {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      return config.createConnection(target.url());
    }
    Connection connection = Postgres.connect(target.url(), target.user(), target.password());
    connection.setReadOnly(true);
    return connection;
  }

  private static void requireRight(Connection connection, ResultTarget target)
      throws SQLException, IOException {
    if (target.isSingleWriter()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet right =
            statement.executeQuery(
                "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")) {
      right.next();
      if (!right.getBoolean(1)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "The user may not create tables in %s: GRANT USAGE, CREATE ON SCHEMA public TO the user.",
                target));
      }
    }
  }

  private static void requireWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isWritable(folder)) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s cannot be made: this user may not write to %s.", file, folder));
    }
  }
}
