// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.console.UserError;
import io.undertone.job.graph.Outlet;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.ResultSink;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.ResultTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result database that the options name: PostgreSQL, or a SQLite file on the machine where the
 * one subtask that writes to it runs.
 */
final class DatabaseOutput {
  private final ResultTarget target;

  private DatabaseOutput(ResultTarget target) {
    this.target = target;
  }

  /** The configured database; null when there is none. */
  static @Nullable DatabaseOutput of(Settings settings, long start) {
    return settings
        .get(StreamOptions.DATABASE)
        .map(database -> new DatabaseOutput(target(database, settings, start)))
        .orElse(null);
  }

  private static ResultTarget target(String database, Settings settings, long start) {
    try {
      return ResultTarget.of(
              database,
              settings.get(StreamOptions.DATABASE_USER).orElse(null),
              settings.get(StreamOptions.DATABASE_PASSWORD).orElse(null),
              ReplayRun.timeFormat(settings))
          .as(RunStarts.name(settings), start)
          .keepingMatricesEvery(settings.get(UndertoneOptions.INFLUENCE_EVERY))
          .keeping(retention(settings));
    } catch (IllegalArgumentException e) {
      throw UserError.usage(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Duration retention(Settings settings) {
    Duration retention = settings.get(StreamOptions.RETENTION).orElse(null);
    Duration lateness = settings.get(UndertoneOptions.LATENESS);
    if (retention != null && retention.compareTo(lateness) < 0) {
      String shown = settings.shown(UndertoneOptions.LATENESS);
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "retention is %s, but lateness is %s: periods would be deleted that late comments may still change. Give a retention of at least %s, or a smaller lateness.",
              settings.shown(StreamOptions.RETENTION),
              shown,
              shown));
    }
    return retention;
  }

  Outlet<Findings> findings() {
    return outlet(ResultSink.findings(target));
  }

  Outlet<DeadLetter> deadLetters() {
    return outlet(ResultSink.deadLetters(target));
  }

  Outlet<PostComments> comments() {
    return outlet(ResultSink.comments(target));
  }

  private <T> Outlet<T> outlet(ResultSink<T> sink) {
    return target.isSingleWriter() ? Outlet.single(sink) : Outlet.of(sink);
  }

  /** Opens it, with its tables created. */
  ResultStore open() throws IOException {
    return target.open();
  }

  /** What a job would find there. Nothing is made. */
  String inspect() throws IOException {
    return target.inspect();
  }

  /** File of an embedded database; null for a server. */
  @Nullable Path file() {
    return target.file();
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
