// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a result database, SQLite or PostgreSQL, and cannot write to it. It may be read while a job
 * writes: each query sees whole periods. Queries of several threads run one after the other; open
 * one reader per thread to run them side by side.
 */
public final class ResultReader implements AutoCloseable {
  /** Prefix of the meta entries that give bloggers a name to show. */
  public static final String BLOGGER_NAME = "blogger_name.";

  private static final Set<ResultTable> ISSUED =
      EnumSet.of(ResultTable.INFLUENCE, ResultTable.FORECAST, ResultTable.MODEL_SCORE);

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
    database.each(
        "SELECT DISTINCT topic FROM current_period ORDER BY topic",
        unbound -> {},
        row -> topics.add(row.getString(1)));
    return topics;
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

  /** Asks about a matrix; the parameters are its topic, its time and its model. */
  void ofMatrix(String sql, String topic, Instant asOf, String model, ReadConnection.Row each)
      throws IOException {
    database.each(
        sql,
        statement -> {
          statement.setString(1, dialect.text(topic));
          dialect.bindTime(statement, 2, asOf, ResultTable.INFLUENCE.column("as_of"), times);
          statement.setString(3, model);
        },
        each);
  }

  /** How far back a topic's history was deleted, and how many rows. */
  public record Deleted(Instant before, long rows) {}

  /** What a retention deleted of a topic; null when nothing was. */
  public @Nullable Deleted deleted(String topic) throws IOException {
    List<Deleted> found = new ArrayList<>();
    Column bound = ResultTable.AUDIENCE_SENTIMENT.column("period_start");
    ofTopic(
        "SELECT deleted_before, deleted_rows FROM deleted_history WHERE topic = ?",
        topic,
        (rows, d, t) -> {
          Instant before = d.readTime(rows, 1, bound, t);
          if (before != null) {
            found.add(new Deleted(before, rows.getLong(2)));
          }
        });
    return found.isEmpty() ? null : found.get(0);
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

  /** Takes the values of one row. */
  interface Values {
    void take(List<@Nullable Object> values) throws IOException;
  }

  /** The same for the values of all columns, those that no record holds among them. */
  void forEachValues(ResultTable table, RowQuery query, Values consumer) throws IOException {
    try {
      select(
          table,
          query,
          (mapper, rows) -> {
            try {
              consumer.take(mapper.readValues(rows));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private interface Row {
    void take(RowMapper mapper, ResultSet rows) throws SQLException;
  }

  private void select(ResultTable table, RowQuery query, Row each) throws IOException {
    RowMapper mapper = new RowMapper(table, dialect, times, "");
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT %s FROM %s%s ORDER BY %s%s",
            SqlDialect.names(table.columns()),
            SqlDialect.quoted(table),
            query.where(table),
            query.orderClause(table),
            query.limitClause());
    run(table, sql, query, row -> each.take(mapper, row));
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

  /** Last instant in a time column; null when there is no row. */
  public @Nullable Instant latest(ResultTable table, String column, RowQuery query)
      throws IOException {
    String topic = topicOfIssues(table, column, query);
    if (topic != null) {
      List<?> models = query.valuesOf("model");
      return lastIssues(table, topic).entrySet().stream()
          .filter(issue -> models.isEmpty() || models.contains(issue.getKey()))
          .map(Map.Entry::getValue)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT max(%s) FROM %s%s",
            SqlDialect.quoted(table.column(column)),
            SqlDialect.quoted(table),
            query.where(table));
    return instant(table, sql, query, column);
  }

  /** The topic of a question that the short list of issues answers; null for others. */
  private static @Nullable String topicOfIssues(ResultTable table, String column, RowQuery query) {
    boolean listed =
        ISSUED.contains(table)
            && column.equals(table.timeColumn().name())
            && query.conditions().stream()
                .allMatch(
                    condition ->
                        List.of("topic", "model").contains(condition.column())
                            && List.of("=", "in").contains(condition.operator()));
    List<?> topics = query.valuesOf("topic");
    return listed && topics.size() == 1 ? (String) topics.get(0) : null;
  }

  /** Number of rows. */
  public long count(ResultTable table, RowQuery query) throws IOException {
    return number(
        table,
        String.format(
            Locale.ROOT, "SELECT count(*) FROM %s%s", SqlDialect.quoted(table), query.where(table)),
        query);
  }

  /**
   * Number of rows, counted up to a bound, so that it costs no more in a long history.
   *
   * @param most where counting ends
   */
  public long countUpTo(ResultTable table, RowQuery query, int most) throws IOException {
    return number(
        table,
        String.format(
            Locale.ROOT,
            "SELECT count(*) FROM (SELECT 1 FROM %s%s LIMIT %d) counted",
            SqlDialect.quoted(table),
            query.where(table),
            most),
        query);
  }

  /** Values of a text column with the number of their rows, the most frequent first. */
  public Map<String, Long> frequencies(ResultTable table, String column, RowQuery query)
      throws IOException {
    Map<String, Long> frequencies = new LinkedHashMap<>();
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT %1$s, count(*) FROM %2$s%3$s GROUP BY %1$s ORDER BY count(*) DESC, %1$s LIMIT %4$d",
            SqlDialect.quoted(table.column(column)),
            SqlDialect.quoted(table),
            query.where(table),
            query.limit());
    run(table, sql, query, row -> frequencies.put(row.getString(1), row.getLong(2)));
    return frequencies;
  }

  private long number(ResultTable table, String sql, RowQuery query) throws IOException {
    long[] number = {0};
    run(table, sql, query, row -> number[0] = row.getLong(1));
    return number[0];
  }

  private @Nullable Instant instant(ResultTable table, String sql, RowQuery query, String column)
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
