// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import io.undertone.sinks.Column;
import io.undertone.sinks.ColumnType;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.Totals;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for rows of one table, from its query parameters: any text, true-or-false or time
 * column equals one of the values given, a time may be {@code latest}, {@code from} and {@code
 * until} bound the table's leading time column.
 *
 * @param table which table
 * @param query which rows
 * @param limit rows to return
 * @param format json, csv or jsonl
 */
record RowsRequest(ResultTable table, RowQuery query, int limit, String format) {
  static final int DEFAULT_LIMIT = 20_000;
  static final int MAX_LIMIT = 100_000;
  static final List<String> FORMATS = List.of("json", "csv", "jsonl");
  static final List<String> CONTROLS =
      List.of("from", "until", "limit", "after", "order", "format");

  static RowsRequest of(ResultTable table, QueryParameters parameters, ResultReader results)
      throws IOException {
    List<String> allowed = new ArrayList<>(filters(table).stream().map(Column::name).toList());
    allowed.addAll(CONTROLS);
    parameters.allowOnly(allowed);
    String format = oneOf(parameters, "format", FORMATS);
    int limit = limit(parameters.first("limit"), format);
    RowQuery query = RowQuery.all();
    for (Map.Entry<String, List<String>> entry : parameters.values().entrySet()) {
      if (!CONTROLS.contains(entry.getKey())) {
        Column column = table.column(entry.getKey());
        List<Object> values = new ArrayList<>();
        for (String value : entry.getValue()) {
          if (!value.equals("latest")) {
            values.add(value(column, value, results));
          }
        }
        query = values.isEmpty() ? query : query.where(column.name(), "in", values);
      }
    }
    query = bounds(table, parameters, query, results);
    query = latest(table, parameters, query, results);
    boolean descending = oneOf(parameters, "order", List.of("asc", "desc")).equals("desc");
    query = descending ? query.latestFirst() : query;
    String after = parameters.first("after");
    query = after == null ? query : PageToken.after(after, table, query);
    return new RowsRequest(table, query.limit(limit), limit, format);
  }

  /** Columns that may be asked for by value. */
  static List<Column> filters(ResultTable table) {
    return table.columns().stream()
        .filter(
            column ->
                column.key() && column.type() != ColumnType.INTEGER
                    || column.javaType().isEnum()
                    || column.type() == ColumnType.BOOLEAN)
        .toList();
  }

  private static RowQuery bounds(
      ResultTable table, QueryParameters parameters, RowQuery query, ResultReader results) {
    Column time = table.timeColumn();
    RowQuery bounded = query;
    String from = parameters.first("from");
    if (from != null) {
      bounded = bounded.where(time.name(), ">=", value(time, from, results));
    }
    String until = parameters.first("until");
    if (until != null) {
      bounded = bounded.where(time.name(), "<=", value(time, until, results));
    }
    return bounded;
  }

  private static RowQuery latest(
      ResultTable table, QueryParameters parameters, RowQuery query, ResultReader results)
      throws IOException {
    for (Column column : filters(table)) {
      if ("latest".equals(parameters.first(column.name()))) {
        if (!isTime(column)) {
          throw new ApiException(ApiProblem.NO_TIME_COLUMN, column.name());
        }
        Instant latest = latest(table, column, query, results);
        return query.where(column.name(), latest == null ? noTime(results) : latest);
      }
    }
    return query;
  }

  /**
   * The last time of the rows with these keys. What else is asked of them, as a status, is asked of
   * that time's rows, so that no history is searched for it; only of open and closed periods each
   * has a last one.
   */
  private static @Nullable Instant latest(
      ResultTable table, Column column, RowQuery query, ResultReader results) throws IOException {
    List<?> provisional = query.valuesOf("provisional");
    if (provisional.size() != 1 || !column.equals(table.timeColumn())) {
      return results.latest(table, column.name(), query.onKeys(table));
    }
    List<?> topics = query.valuesOf("topic");
    return topics.size() == 1 && query.valuesOf("blogger").isEmpty()
        ? Totals.lastPeriod(results, (String) topics.get(0), (Boolean) provisional.get(0))
        : results.latest(table, column.name(), query);
  }

  /** A time of no row, and a bound of a period wherever days are cut. */
  private static Instant noTime(ResultReader results) {
    return LocalDate.EPOCH.atStartOfDay(results.times().zone()).toInstant();
  }

  private static Object value(Column column, String text, ResultReader results) {
    if (isTime(column)) {
      try {
        return results.times().parse(text);
      } catch (DateTimeException e) {
        throw new ApiException(ApiProblem.NO_TIME, text, column.name());
      }
    }
    if (column.type() == ColumnType.BOOLEAN) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new ApiException(ApiProblem.NO_BOOLEAN, text, column.name());
      }
      return Boolean.valueOf(text);
    }
    return text;
  }

  private static boolean isTime(Column column) {
    return column.type() == ColumnType.TIME || column.type() == ColumnType.PERIOD_BOUND;
  }

  /** Rows that are streamed have no limit unless one is asked for. */
  private static int limit(@Nullable String text, String format) {
    if (text == null) {
      return format.equals("json") ? DEFAULT_LIMIT : RowQuery.UNLIMITED;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw new ApiException(ApiProblem.LIMIT_NO_NUMBER, text);
    }
    throw new ApiException(ApiProblem.LIMIT_OUT_OF_RANGE, text, MAX_LIMIT);
  }

  private static String oneOf(QueryParameters parameters, String name, List<String> allowed) {
    String value = Objects.requireNonNullElse(parameters.first(name), allowed.get(0));
    String lower = value.toLowerCase(Locale.ROOT);
    if (!allowed.contains(lower)) {
      throw new ApiException(ApiProblem.NOT_ALLOWED, name, value, String.join(", ", allowed));
    }
    return lower;
  }
}
