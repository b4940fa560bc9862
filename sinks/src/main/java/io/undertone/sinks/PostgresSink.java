// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a result database in PostgreSQL, with any parallelism. What is delivered again after a
 * failure (at least once) changes nothing, because rows are upserted by key and revision: together
 * each row counts exactly once. A checkpoint completes only when what came before it is committed.
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
  private final TreeMap<String, String> meta;
  private final Kind<T> kind;

  private PostgresSink(
      String url,
      @Nullable String user,
      @Nullable String password,
      TimeFormat times,
      Backoff backoff,
      Map<String, String> meta,
      Kind<T> kind) {
    Postgres.requireUrl(url);
    this.url = url;
    this.user = user;
    this.password = password;
    this.times = times;
    this.backoff = backoff;
    this.meta = new TreeMap<>(meta);
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
        jdbcUrl, user, password, times, Backoff.DEFAULT, Map.of(), StoreWriter::findings);
  }

  /** Sink of dead letters: written in batches, and at each checkpoint. */
  public static PostgresSink<DeadLetter> deadLetters(
      String jdbcUrl, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new PostgresSink<>(
        jdbcUrl, user, password, times, Backoff.DEFAULT, Map.of(), StoreWriter::deadLetters);
  }

  /** Sink of the most weighty comments: written in batches, and at each checkpoint. */
  public static PostgresSink<PostComments> comments(
      String jdbcUrl, @Nullable String user, @Nullable String password, TimeFormat times) {
    return new PostgresSink<>(
        jdbcUrl, user, password, times, Backoff.DEFAULT, Map.of(), StoreWriter::comments);
  }

  /** The same sink, which also says in the meta table how its results are made. */
  public PostgresSink<T> withMeta(Map<String, String> entries) {
    return new PostgresSink<>(url, user, password, times, backoff, entries, kind);
  }

  PostgresSink<T> withBackoff(Backoff other) {
    return new PostgresSink<>(url, user, password, times, other, meta, kind);
  }

  /** Connects, creates or migrates the tables, and writes the meta entries. */
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    MetricGroup metrics = context.metricGroup();
    Counter retries = metrics.counter(SinkMetric.RETRIES.title());
    PostgresDatabase database =
        PostgresDatabase.open(url, user, password, times, backoff, retries::inc);
    if (!meta.isEmpty() && context.getTaskInfo().getIndexOfThisSubtask() == 0) {
      database.writeMeta(meta);
    }
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
