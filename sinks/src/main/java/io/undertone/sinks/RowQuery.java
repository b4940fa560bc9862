// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which rows of a result table to read. Conditions name columns of the table and take values of
 * their types (String, enum, number, boolean, Instant).
 *
 * @param conditions all must hold
 * @param descending whether the latest rows come first, instead of by ascending primary key
 * @param limit most rows to read, at least 1; {@link #UNLIMITED} for all
 * @param after values of {@link #order}'s columns behind which to go on; empty to begin
 */
public record RowQuery(
    List<Condition> conditions, boolean descending, int limit, List<Object> after) {
  /** The limit of a query that has none. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public RowQuery {
    conditions = List.copyOf(conditions);
    after = List.copyOf(after);
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1.");
    }
  }

  /** The columns that rows are ordered by, which tell every row apart. */
  public List<Column> order(ResultTable table) {
    List<Column> order = new ArrayList<>();
    if (descending) {
      order.add(table.timeColumn());
    }
    table.keys().stream().filter(key -> !order.contains(key)).forEach(order::add);
    return order;
  }

  /**
   * One comparison.
   *
   * @param column name of a column
   * @param operator one of {@code = >= <= < > in like}
   * @param value what it is compared with; a non-empty list of values for {@code in}
   */
  public record Condition(String column, String operator, Object value) {
    public Condition {
      if (!List.of("=", ">=", "<=", "<", ">", "in", "like").contains(operator)) {
        throw new IllegalArgumentException(
            "The operator is '" + operator + "'; allowed are = >= <= < > in like.");
      }
    }

    List<?> values() {
      return value instanceof List<?> several ? several : List.of(value);
    }

    String sql(ResultTable table) {
      String column = SqlDialect.quoted(table.column(this.column));
      if (!operator.equals("in")) {
        return column + " " + operator + " ?";
      }
      // SQLite's planner does not know that a column in a list of one has one value
      if (values().size() == 1) {
        return column + " = ?";
      }
      return values().stream()
          .map(value -> "?")
          .collect(Collectors.joining(", ", column + " IN (", ")"));
    }
  }

  /** The values that a column is asked for; none when it is not. */
  public List<?> valuesOf(String column) {
    return conditions.stream()
        .filter(condition -> condition.column().equals(column))
        .flatMap(condition -> condition.values().stream())
        .toList();
  }

  /** The same without the conditions on columns outside the table's key. */
  public RowQuery onKeys(ResultTable table) {
    List<Condition> keyed =
        conditions.stream().filter(c -> table.column(c.column()).key()).toList();
    return new RowQuery(keyed, descending, limit, after);
  }

  /** Every row, by ascending primary key. */
  public static RowQuery all() {
    return new RowQuery(List.of(), false, UNLIMITED, List.of());
  }

  /** Every row of a topic. */
  public static RowQuery topic(String topic) {
    return all().where("topic", topic);
  }

  /** Adds that a column equals a value. */
  public RowQuery where(String column, Object value) {
    return where(column, "=", value);
  }

  /** Adds a comparison. */
  public RowQuery where(String column, String operator, Object value) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(new Condition(column, operator, value));
    return new RowQuery(more, descending, limit, after);
  }

  /** The last rows by time, then by primary key, instead of the first by primary key. */
  public RowQuery latestFirst() {
    return new RowQuery(conditions, true, limit, after);
  }

  /** At most so many rows. */
  public RowQuery limit(int rows) {
    return new RowQuery(conditions, descending, rows, after);
  }

  /** The rows behind the one whose columns of {@link #order} have these values. */
  public RowQuery after(List<Object> values) {
    return new RowQuery(conditions, descending, limit, values);
  }

  /** Whether the rows asked for are of some audiences alone, which lie side by side. */
  private boolean ofAudiences(ResultTable table) {
    return table.keys().stream().anyMatch(key -> key.name().equals("blogger"))
        && conditions.stream()
            .anyMatch(
                c -> c.column().equals("blogger") && List.of("=", "in").contains(c.operator()));
  }

  /** Whether the latest rows of a topic are asked for, over all its audiences. */
  boolean latestOfTopic(ResultTable table) {
    return descending && valuesOf("topic").size() == 1 && !ofAudiences(table);
  }

  /** Whether the latest rows of some audiences of a topic are asked for. */
  boolean latestOfAudiences(ResultTable table) {
    return descending && valuesOf("topic").size() == 1 && ofAudiences(table);
  }

  /** The columns of the order, for ORDER BY. */
  String orderClause(ResultTable table) {
    return order(table).stream()
        .map(column -> SqlDialect.quoted(column) + (descending() ? " DESC" : ""))
        .collect(Collectors.joining(", "));
  }

  String limitClause() {
    return limit() == UNLIMITED ? "" : " LIMIT " + limit();
  }

  /** The conditions as SQL, with a parameter for each value; empty for none. */
  String where(ResultTable table) {
    List<String> sql = new ArrayList<>();
    conditions().forEach(condition -> sql.add(condition.sql(table)));
    if (!after().isEmpty()) {
      List<Column> order = order(table);
      sql.add(
          String.format(
              Locale.ROOT,
              "(%s) %s (%s)",
              SqlDialect.names(order),
              descending() ? "<" : ">",
              order.stream().map(column -> "?").collect(Collectors.joining(", "))));
    }
    return sql.isEmpty() ? "" : " WHERE " + String.join(" AND ", sql);
  }

  /** Sets the parameters of {@link #where}. */
  void bind(PreparedStatement statement, ResultTable table, SqlDialect dialect, TimeFormat times)
      throws SQLException {
    int index = 1;
    for (Condition condition : conditions()) {
      Column column = table.column(condition.column());
      for (Object value : condition.values()) {
        dialect.bind(statement, index++, value, column, times);
      }
    }
    for (int i = 0; i < after().size(); i++) {
      dialect.bind(statement, index++, after().get(i), order(table).get(i), times);
    }
  }
}
