// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a result table.
 *
 * @param name snake_case, the same in SQL, CSV, JSON and Kafka
 * @param component name of the record component that holds the value; empty for a constant 0
 * @param type what the values are
 * @param javaType class of the record component
 * @param key whether it belongs to the primary key
 * @param unbounded whether its texts may be longer than an index takes
 * @param nullable whether a value may be absent
 * @param unit unit and range, in words; empty for names
 * @param description one line
 */
public record Column(
    String name,
    String component,
    ColumnType type,
    Class<?> javaType,
    boolean key,
    boolean unbounded,
    boolean nullable,
    String unit,
    String description) {

  private static final Map<String, String> RENAMED =
      Map.of(
          "privateSentiment", "private",
          "lower80", "lower_80",
          "upper80", "upper_80",
          "lower95", "lower_95",
          "upper95", "upper_95",
          "coverage80", "coverage_80",
          "coverage95", "coverage_95");

  static Column of(RecordComponent component, Note note) {
    return new Column(
        columnName(component.getName()),
        component.getName(),
        typeOf(component),
        component.getType(),
        note.key(),
        note.unbounded(),
        isNullable(component),
        note.unit(),
        note.description());
  }

  /** Which run wrote a row; no record holds it, its writer knows. */
  static final Column RUN =
      new Column(
          "run",
          "",
          ColumnType.TEXT,
          String.class,
          false,
          false,
          false,
          "",
          "identity of the run that wrote the row; empty for one without");

  static Column revisionOfUnrevised() {
    return new Column(
        "revision",
        "",
        ColumnType.INTEGER,
        int.class,
        false,
        false,
        false,
        Note.REVISION.unit(),
        Note.REVISION.description());
  }

  static String columnName(String component) {
    return RENAMED.getOrDefault(
        component, component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
  }

  private static boolean isNullable(RecordComponent component) {
    AnnotatedElement type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }

  private static ColumnType typeOf(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class || type.isEnum()) {
      return ColumnType.TEXT;
    }
    if (type == int.class || type == long.class || type == Long.class) {
      return ColumnType.INTEGER;
    }
    if (type == double.class || type == Double.class) {
      return ColumnType.REAL;
    }
    if (type == boolean.class) {
      return ColumnType.BOOLEAN;
    }
    if (type == Instant.class) {
      return component.getName().startsWith("period") ? ColumnType.PERIOD_BOUND : ColumnType.TIME;
    }
    throw new IllegalArgumentException(
        component
            + " cannot be a column; allowed are String, enum, int, long, Long, double, Double, boolean and"
            + " Instant.");
  }

  /** What a record component cannot say of itself. */
  record Note(String name, boolean key, boolean unbounded, String unit, String description) {
    static final Note REVISION =
        value("revision", "count", "0 for the first row of its key, higher for each later one");

    static Note key(String name, String description) {
      return new Note(name, true, false, "", description);
    }

    static Note longKey(String name, String description) {
      return new Note(name, true, true, "", description);
    }

    static Note value(String name, String unit, String description) {
      return new Note(name, false, false, unit, description);
    }
  }
}
