// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a result database in PostgreSQL, with any parallelism where the issues of a period
 * reach one writer in order. Each replaces the one before, so that what is delivered again after a
 * failure (at least once) counts once. A checkpoint completes only when what came before it is
 * committed.
 *
 * @param <T> what is written: {@link Findings}, {@link DeadLetter} or {@link PostComments}
 */
public final class PostgresSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final TimeFormat times;
  private final Backoff backoff;
  private final Kind<T> kind;

  private PostgresSink(
      String url,
      @Nullable String user,
      @Nullable String password,
      TimeFormat times,
      Backoff backoff,
      Kind<T> kind) {
    Postgres.requireUrl(url);
    this.url = url;
    this.user = user;
    this.password = password;
    this.times = times;
    this.backoff = backoff;
    this.kind = kind;
  }

  /**
   * Sink of findings: each becomes one transaction, visible to readers at once.
   *
   * @param jdbcUrl {@code jdbc:postgresql://HOST[:PORT]/DATABASE}, parameters of the driver behind
   *     it; {@code currentSchema} names the schema
   * @throws IllegalArgumentException when the URL is none of PostgreSQL
   */
  public static PostgresSink<Findings> findings(
      String jdbcUrl, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new PostgresSink<>(
        jdbcUrl, user, password, times, Backoff.DEFAULT, StoreWriter::findings);
  }

  /** Sink of dead letters: written in batches, and at each checkpoint. */
  public static PostgresSink<DeadLetter> deadLetters(
      String jdbcUrl, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new PostgresSink<>(
        jdbcUrl, user, password, times, Backoff.DEFAULT, StoreWriter::deadLetters);
  }

  /** Sink of the most weighty comments: written in batches, and at each checkpoint. */
  public static PostgresSink<PostComments> comments(
      String jdbcUrl, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new PostgresSink<>(
        jdbcUrl, user, password, times, Backoff.DEFAULT, StoreWriter::comments);
  }

  PostgresSink<T> withBackoff(Backoff other) {
    return new PostgresSink<>(url, user, password, times, other, kind);
  }

  /** Connects, and creates or migrates the tables. */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    MetricGroup metrics = context.metricGroup();
    Counter retries = metrics.counter(SinkMetric.RETRIES.title());
    PostgresDatabase database =
        PostgresDatabase.open(url, user, password, times, backoff, retries::inc);
    return kind.writer(database, metrics);
  }

  @Override
  public String toString() {
    return "PostgresSink(" + Postgres.withoutSecrets(url) + ")";
  }

  private interface Kind<T> extends Serializable {
    SinkWriter<T> writer(ResultStore store, MetricGroup metrics);
  }
}
