// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How single values are written as text. */
final class Text {
  private Text() {}

  /** Writes a string as it is, and an enum constant in lower case. */
  static String of(Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  /** Writes any value of a column; absent is empty. */
  static String of(@Nullable Object value, Column column, TimeFormat times) {
    if (value == null) {
      return "";
    }
    return switch (column.type()) {
      case TIME -> times.time((Instant) value);
      case PERIOD_BOUND -> times.periodBound((Instant) value);
      default -> of(value);
    };
  }

  /** Reads an enum constant that {@link #of(Object)} wrote. */
  static Object constant(Column column, @Nullable String text) {
    String name = Objects.requireNonNull(text).toUpperCase(Locale.ROOT);
    for (Object constant : column.javaType().getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "Column " + column.name() + " holds '" + text + "', which this version does not know.");
  }
}
