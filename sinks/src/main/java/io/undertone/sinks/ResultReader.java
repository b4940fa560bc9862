// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.AudienceSentiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a result database, SQLite or PostgreSQL, and cannot write to it. It may be read while a job
 * writes: each query sees whole periods. Queries of several threads run one after the other; open
 * one reader per thread to run them side by side.
 */
public final class ResultReader implements AutoCloseable {
  /** Prefix of the meta entries that give bloggers a name to show. */
  public static final String BLOGGER_NAME = "blogger_name.";

  /** Topics asked for one after the other, since there are few of them and many periods. */
  private static final String TOPICS =
      "WITH RECURSIVE topics (name) AS (SELECT min(topic) FROM current_period"
          + " UNION ALL SELECT (SELECT min(topic) FROM current_period WHERE topic > topics.name)"
          + " FROM topics WHERE topics.name IS NOT NULL)"
          + " SELECT name FROM topics WHERE name IS NOT NULL";

  private final ReadConnection database;
  private final SqlDialect dialect;
  private final TimeFormat times;

  private ResultReader(ReadConnection database) {
    this.database = database;
    this.dialect = database.dialect();
    this.times = database.times();
  }

  /**
   * Opens a database.
   *
   * @param database a file, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   * @throws IOException when it cannot be opened or is not a result database of this version
   */
  public static ResultReader open(String database) throws IOException {
    return open(database, null, null);
  }

  /** Opens a database with a user and password (PostgreSQL). */
  public static ResultReader open(String database, @Nullable String user, @Nullable String password)
      throws IOException {
    return new ResultReader(ReadConnection.open(database, user, password));
  }

  ReadConnection database() {
    return database;
  }

  /** How this database writes times. */
  public TimeFormat times() {
    return times;
  }

  /** How these results were made: schema version, options, seeds, scorer, build. */
  public Map<String, String> meta() throws IOException {
    return database.meta();
  }

  /**
   * A number that changes when something was written. Cheap, so that a watcher may ask every
   * second.
   */
  public long version() throws IOException {
    return number(
        ResultTable.AUDIENCE_SENTIMENT,
        "SELECT coalesce(sum(changes), 0) FROM table_change",
        RowQuery.all());
  }

  /** Wall time of the last write; null before the first. */
  public @Nullable Instant lastWrite() throws IOException {
    return instant(
        ResultTable.DEAD_LETTER,
        "SELECT max(changed_at) FROM table_change",
        RowQuery.all(),
        "seen_at");
  }

  /** Topics that have an audience, ascending. */
  public List<String> topics() throws IOException {
    List<String> topics = new ArrayList<>();
    all(TOPICS, row -> topics.add(row.getString(1)));
    return topics;
  }

  /** Whether a topic has an audience. */
  public boolean hasTopic(String topic) throws IOException {
    boolean[] found = {false};
    ofTopic(
        "SELECT 1 FROM current_period WHERE topic = ? LIMIT 1",
        topic,
        (rows, d, t) -> found[0] = true);
    return found[0];
  }

  /** When each model was issued last, by model; the table is influence, forecast or model_score. */
  public Map<String, Instant> lastIssues(ResultTable table, String topic) throws IOException {
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT m.name, (SELECT max(issued_at) FROM issue WHERE topic = ? AND name = ? AND model = m.name) FROM (%s) m ORDER BY m.name",
            Summaries.ISSUED_MODELS);
    Map<String, Instant> last = new LinkedHashMap<>();
    database.each(
        sql,
        statement -> {
          for (int i = 1; i <= 6; i += 2) {
            statement.setString(i, dialect.text(topic));
            statement.setString(i + 1, table.tableName());
          }
        },
        row -> {
          Instant at = dialect.readTime(row, 2, table.timeColumn(), times);
          last.put(row.getString(1), Objects.requireNonNull(at));
        });
    return last;
  }

  /** When each model was issued, by model and ascending. */
  public Map<String, List<Instant>> issues(ResultTable table, String topic) throws IOException {
    Column time = ResultTable.INFLUENCE.column("as_of");
    Map<String, List<Instant>> issues = new LinkedHashMap<>();
    ofTopic(
        String.format(
            Locale.ROOT,
            "SELECT model, issued_at FROM issue WHERE topic = ? AND name = '%s' ORDER BY model, issued_at",
            table.tableName()),
        topic,
        (rows, d, t) -> {
          Instant at = d.readTime(rows, 2, time, t);
          if (at != null) {
            issues.computeIfAbsent(rows.getString(1), model -> new ArrayList<>()).add(at);
          }
        });
    return issues;
  }

  /**
   * What was learnt of a topic's posts.
   *
   * @param asOf end of the last period learnt
   * @param model packed
   */
  public record Drafts(Instant asOf, String model) {}

  /** What was learnt of a topic's posts; null while nothing is. */
  public @Nullable Drafts drafts(String topic) throws IOException {
    List<Drafts> found = new ArrayList<>();
    ofTopic(
        DraftTable.SELECT,
        topic,
        (rows, d, t) -> {
          Instant asOf = d.readTime(rows, 1, DraftTable.TIME, t);
          if (asOf != null) {
            found.add(new Drafts(asOf, rows.getString(2)));
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** Takes a row of a table that is no result table. */
  interface Short {
    void take(ResultSet rows, SqlDialect dialect, TimeFormat times) throws SQLException;
  }

  void ofTopic(String sql, String topic, Short each) throws IOException {
    database.each(
        sql,
        statement -> statement.setString(1, dialect.text(topic)),
        row -> each.take(row, dialect, times));
  }

  /** Asks about all topics; there are no parameters. */
  void all(String sql, ReadConnection.Row each) throws IOException {
    database.each(sql, unbound -> {}, each);
  }

  /** Asks about a time; the parameters are the topic, a value of a time column, and more. */
  void ofTime(
      String sql,
      String topic,
      Instant time,
      Column column,
      List<String> more,
      ReadConnection.Row each)
      throws IOException {
    database.each(
        sql,
        statement -> {
          statement.setString(1, dialect.text(topic));
          dialect.bindTime(statement, 2, time, column, times);
          for (int i = 0; i < more.size(); i++) {
            statement.setString(3 + i, dialect.text(more.get(i)));
          }
        },
        each);
  }

  /** Rows as records, in the order of the query. */
  public <R extends Record> List<R> rows(Class<R> type, RowQuery query) throws IOException {
    List<R> rows = new ArrayList<>();
    forEach(ResultTable.of(type), query, row -> rows.add(type.cast(row)));
    return rows;
  }

  /** Hands each row to a consumer, in the order of the query, without holding them all. */
  public void forEach(ResultTable table, RowQuery query, Consumer<Record> consumer)
      throws IOException {
    select(table, query, (mapper, rows) -> consumer.accept(mapper.read(rows)));
  }

  /**
   * Hands on the closed rows of all audiences of a topic from a period on: audience by audience,
   * whose rows lie side by side, however many there are before.
   */
  public void closedSince(String topic, Instant start, Consumer<AudienceSentiment> consumer)
      throws IOException {
    ResultTable table = ResultTable.AUDIENCE_SENTIMENT;
    RowMapper mapper = new RowMapper(table, dialect, times, "");
    String columns =
        table.columns().stream()
            .map(column -> "s." + SqlDialect.quoted(column))
            .collect(Collectors.joining(", "));
    ofTime(
        "SELECT "
            + columns
            + " FROM current_audience a CROSS JOIN audience_sentiment s WHERE a.topic = ?"
            + " AND s.topic = a.topic AND s.blogger = a.blogger AND s.period_start >= ?"
            + " AND NOT s.provisional",
        topic,
        start,
        table.timeColumn(),
        List.of(),
        row -> consumer.accept((AudienceSentiment) mapper.read(row)));
  }

  /** Takes the row at which a result stands, with what reads it. */
  interface Row {
    void take(RowMapper mapper, ResultSet rows) throws SQLException, IOException;
  }

  /** The same for rows as the database holds them, with the columns that no record holds. */
  void forEachRow(ResultTable table, RowQuery query, Row each) throws IOException {
    try {
      select(table, query, each);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void select(ResultTable table, RowQuery query, Row each) throws IOException {
    RowMapper mapper = new RowMapper(table, dialect, times, "");
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT %s FROM %s%s ORDER BY %s%s",
            SqlDialect.names(table.columns()),
            dialect.from(table, query),
            query.where(table),
            query.orderClause(table),
            query.limitClause());
    run(
        table,
        sql,
        query,
        row -> {
          try {
            each.take(mapper, row);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Different values of a column, ascending. */
  public List<Object> distinct(ResultTable table, String column, RowQuery query)
      throws IOException {
    Column read = table.column(column);
    List<Object> values = new ArrayList<>();
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT DISTINCT %1$s FROM %2$s%3$s ORDER BY %1$s LIMIT %4$d",
            SqlDialect.quoted(read),
            SqlDialect.quoted(table),
            query.where(table),
            query.limit());
    run(
        table,
        sql,
        query,
        row -> {
          Object value = dialect.read(row, 1, read, times);
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }

  /**
   * Last instant in a time column; null when there is no row. Of another than the table's leading
   * time, the last among the rows of the last leading time.
   */
  public @Nullable Instant latest(ResultTable table, String column, RowQuery query)
      throws IOException {
    return new LatestTime(this, table, query).of(column);
  }

  /** Number of rows. */
  public long count(ResultTable table, RowQuery query) throws IOException {
    return number(
        table,
        String.format(
            Locale.ROOT, "SELECT count(*) FROM %s%s", SqlDialect.quoted(table), query.where(table)),
        query);
  }

  private long number(ResultTable table, String sql, RowQuery query) throws IOException {
    long[] number = {0};
    run(table, sql, query, row -> number[0] = row.getLong(1));
    return number[0];
  }

  @Nullable Instant instant(ResultTable table, String sql, RowQuery query, String column)
      throws IOException {
    List<Instant> values = new ArrayList<>(1);
    run(
        table,
        sql,
        query,
        row -> {
          if (dialect.read(row, 1, table.column(column), times) instanceof Instant time) {
            values.add(time);
          }
        });
    return values.isEmpty() ? null : values.get(0);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }

  private void run(ResultTable table, String sql, RowQuery query, ReadConnection.Row row)
      throws IOException {
    database.each(sql, statement -> query.bind(statement, table, dialect, times), row);
  }
}
