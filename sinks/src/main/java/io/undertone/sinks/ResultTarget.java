// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A result database to write to, and as whom.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST[:PORT]/DATABASE}, parameters
 *     of the driver behind it
 * @param user of PostgreSQL; may be null where the URL or the server needs none
 * @param password may be null as well; it is in no message
 * @param times how times are written
 * @param run identity that the rows carry; empty for none
 * @param start which start of the run this is, from 1; 0 for one that was not announced
 * @param influenceEvery periods from one matrix of the literature's models to the next that stays
 *     in the table {@code influence}, beside the last; 1 keeps all
 * @param retention how long before the newest closed period's end another may end and stay; null
 *     keeps all
 */
public record ResultTarget(
    String url,
    @Nullable String user,
    @Nullable String password,
    TimeFormat times,
    String run,
    long start,
    int influenceEvery,
    @Nullable Duration retention)
    implements Serializable {
  private static final String SQLITE = "jdbc:sqlite:";

  public ResultTarget {
    if (SqlDialect.of(url) == SqlDialect.POSTGRESQL) {
      Postgres.requireUrl(url);
    }
  }

  /** An embedded database. */
  public static ResultTarget file(Path file, TimeFormat times) {
    return new ResultTarget(SQLITE + file.toAbsolutePath(), null, null, times, "", 0, 1, null);
  }

  /**
   * A database by its file or URL.
   *
   * @param url a file, {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql://HOST/DATABASE} or {@code
   *     postgresql://HOST/DATABASE}
   * @throws IllegalArgumentException when it is of another kind
   */
  public static ResultTarget of(
      String url, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new ResultTarget(DatabaseUrl.jdbc(url), user, password, times, "", 0, 1, null);
  }

  /** The same database, written to by a run. */
  public ResultTarget as(String name, long number) {
    return new ResultTarget(url, user, password, times, name, number, influenceEvery, retention);
  }

  /** The same database, with the literature's models' matrices every so many periods. */
  public ResultTarget keepingMatricesEvery(int periods) {
    return new ResultTarget(url, user, password, times, run, start, periods, retention);
  }

  /** The same database, without periods that are so much older than the newest. */
  public ResultTarget keeping(@Nullable Duration span) {
    return new ResultTarget(url, user, password, times, run, start, influenceEvery, span);
  }

  /** Whether one subtask alone may write to it. */
  public boolean isSingleWriter() {
    return SqlDialect.of(url) == SqlDialect.SQLITE;
  }

  /** The file of an embedded database; null for a server. */
  public @Nullable Path file() {
    return isSingleWriter()
        ? Path.of(url.substring(SQLITE.length()).split("\\?", 2)[0]).toAbsolutePath()
        : null;
  }

  /**
   * Opens it, and creates or migrates its tables.
   *
   * @throws IOException when it cannot be opened, is no result database, comes from a newer
   *     version, or holds times in another zone or kind of period
   */
  public ResultStore open() throws IOException {
    return open(Backoff.DEFAULT, () -> {});
  }

  ResultStore open(Backoff backoff, Runnable onRetry) throws IOException {
    Path file = file();
    return file == null
        ? PostgresDatabase.open(this, backoff, onRetry)
        : ResultDatabase.open(file, this);
  }

  /**
   * What a job would find there; nothing is changed.
   *
   * @throws IOException when a job could not write to it, in one sentence
   */
  public String inspect() throws IOException {
    return DatabaseInspection.of(this);
  }

  /** Without user, password and parameters. */
  @Override
  public String toString() {
    return Postgres.withoutSecrets(url);
  }
}
