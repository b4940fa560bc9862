// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows of a result table to read. Conditions name columns of the table and take values of
 * their types (String, enum, number, boolean, Instant).
 *
 * @param conditions all must hold
 * @param descending whether the latest rows come first, instead of by ascending primary key
 * @param limit most rows to read, at least 1
 */
public record RowQuery(List<Condition> conditions, boolean descending, int limit) {
  /** Most rows that one query may return. */
  public static final int MAX_LIMIT = 1_000_000;

  public RowQuery {
    conditions = List.copyOf(conditions);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; allowed are 1 to " + MAX_LIMIT + ".");
    }
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
      return values().stream()
          .map(value -> "?")
          .collect(Collectors.joining(", ", column + " IN (", ")"));
    }
  }

  /** Every row, by ascending primary key. */
  public static RowQuery all() {
    return new RowQuery(List.of(), false, MAX_LIMIT);
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
    return new RowQuery(more, descending, limit);
  }

  /** The last rows by time, then by primary key, instead of the first by primary key. */
  public RowQuery latestFirst() {
    return new RowQuery(conditions, true, limit);
  }

  /** At most so many rows. */
  public RowQuery limit(int rows) {
    return new RowQuery(conditions, descending, rows);
  }
}
