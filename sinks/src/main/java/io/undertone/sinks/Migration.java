// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statements that bring a database to a version of the schema, frozen as they were released. */
final class Migration {
  private Migration() {}

  /** Statements from the version before, in their order. */
  static List<String> to(int version, SqlDialect dialect, TimeFormat times) {
    String common = read("version-" + version + ".sql");
    if (common == null) {
      throw new IllegalStateException("There is no schema version " + version);
    }
    String special =
        read(
            String.format(
                Locale.ROOT,
                "version-%d-%s.sql",
                version,
                dialect.name().toLowerCase(Locale.ROOT)));
    List<String> statements = new ArrayList<>(statements(common, dialect, times));
    if (special != null) {
      statements.addAll(statements(special, dialect, times));
    }
    return statements;
  }

  /** Statements that make what a fresh database holds beside the result tables. */
  static List<String> beside(SqlDialect dialect, TimeFormat times) {
    return statements(Objects.requireNonNull(read("beside.sql")), dialect, times);
  }

  private static List<String> statements(String sql, SqlDialect dialect, TimeFormat times) {
    String typed = sql.replace("{TABLE_OPTIONS}", dialect.tableOptions());
    for (ColumnType type : ColumnType.values()) {
      typed = typed.replace("{" + type + "}", dialect.type(type, times));
    }
    return Arrays.stream(typed.split(";\\R")).filter(statement -> !statement.isBlank()).toList();
  }

  private static @Nullable String read(String name) {
    try (InputStream in = Migration.class.getResourceAsStream("schema/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
