// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.UserError;
import io.undertone.job.graph.Outlet;
import io.undertone.job.options.Secrets;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.PostgresDatabase;
import io.undertone.sinks.PostgresSink;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.SqliteSink;
import io.undertone.sinks.TimeFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The result database that the options name: PostgreSQL, or a SQLite file on the machine where the
 * one subtask that writes to it runs.
 */
final class DatabaseOutput {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final TimeFormat times;

  private DatabaseOutput(String url, Settings settings) {
    this.url = url;
    this.user = settings.get(StreamOptions.DATABASE_USER).orElse(null);
    this.password = settings.get(StreamOptions.DATABASE_PASSWORD).orElse(null);
    this.times = ReplayRun.timeFormat(settings);
    if (url.startsWith("jdbc:") && !url.startsWith(SQLITE) && !isPostgres()) {
      throw UserError.usage(
          "database is '%s'; it must be jdbc:postgresql://HOST/NAME, jdbc:sqlite:FILE or a file."
              .formatted(this));
    }
  }

  /** The configured database; null when there is none. */
  static @Nullable DatabaseOutput of(Settings settings) {
    return settings
        .get(StreamOptions.DATABASE)
        .map(url -> new DatabaseOutput(url, settings))
        .orElse(null);
  }

  Outlet<Findings> findings() {
    return isPostgres()
        ? Outlet.of(PostgresSink.findings(url, user, password, times))
        : Outlet.single(SqliteSink.findings(file(), times));
  }

  Outlet<DeadLetter> deadLetters() {
    return isPostgres()
        ? Outlet.of(PostgresSink.deadLetters(url, user, password, times))
        : Outlet.single(SqliteSink.deadLetters(file(), times));
  }

  Outlet<PostComments> comments() {
    return isPostgres()
        ? Outlet.of(PostgresSink.comments(url, user, password, times))
        : Outlet.single(SqliteSink.comments(file(), times));
  }

  /** Opens it, with its tables created. */
  ResultStore open() throws IOException {
    return isPostgres()
        ? PostgresDatabase.open(url, user, password, times)
        : ResultDatabase.open(file(), times);
  }

  private boolean isPostgres() {
    return url.startsWith(POSTGRES);
  }

  private Path file() {
    return Path.of(url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : url).toAbsolutePath();
  }

  @Override
  public String toString() {
    return Secrets.shown("database", url);
  }
}
