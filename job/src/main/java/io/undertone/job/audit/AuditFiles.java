// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.dynamics.findings.Words;
import io.undertone.job.console.Cells;
import io.undertone.job.console.TextTable;
import io.undertone.sinks.CsvExport;
import io.undertone.sinks.page.AuditSheet;
import io.undertone.sinks.page.AuditSheet.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Shows an audit on the terminal and as CSV files. */
public final class AuditFiles {
  private static final int TERMINAL_ROWS = 16;

  private AuditFiles() {}

  /**
   * Prints short tables, without the columns that nothing is known of where another is known, and
   * the verdict last.
   */
  public static void print(PrintWriter out, AuditSheet sheet) {
    for (Table table : sheet.tables()) {
      if (table.rows().size() <= TERMINAL_ROWS) {
        out.printf(Locale.ROOT, "%n%s%n%s", table.title().en(), terminal(table));
      } else {
        out.printf(
            Locale.ROOT,
            "%n%s: %d rows in %s.csv%n",
            table.title().en(),
            table.rows().size(),
            table.name());
      }
    }
    out.printf(Locale.ROOT, "%nVerdict%n");
    sheet.verdict().forEach(line -> out.println("- " + line.en()));
    out.flush();
  }

  private static String terminal(Table table) {
    int[] told =
        IntStream.range(0, table.header().size())
            .filter(at -> at == 0 || table.rows().stream().anyMatch(row -> !row.get(at).isEmpty()))
            .toArray();
    if (told.length < 2) {
      told = IntStream.range(0, table.header().size()).toArray();
    }
    TextTable text = new TextTable(cells(told, table.header()));
    for (List<String> row : table.rows()) {
      text.row(cells(told, row.stream().map(AuditFiles::rounded).toList()));
    }
    return text.render();
  }

  private static String[] cells(int[] columns, List<String> row) {
    return Arrays.stream(columns).mapToObj(row::get).toArray(String[]::new);
  }

  /** Three digits for what has a fraction. */
  private static String rounded(String cell) {
    if (!cell.matches("-?\\d+\\.\\d+(E-?\\d+)?")) {
      return cell;
    }
    double value = Double.parseDouble(cell);
    return value == Math.rint(value) && Math.abs(value) >= 1
        ? Long.toString((long) value)
        : Cells.fixed(value, Math.abs(value) < 0.001 ? 5 : 3);
  }

  /** Writes one CSV per table and verdict.txt. */
  public static void write(Path directory, AuditSheet sheet) throws IOException {
    Files.createDirectories(directory);
    for (Table table : sheet.tables()) {
      List<String> lines = new ArrayList<>();
      lines.add(String.join(",", table.header()));
      table
          .rows()
          .forEach(
              row -> lines.add(String.join(",", row.stream().map(CsvExport::quoted).toList())));
      Files.write(directory.resolve(table.name() + ".csv"), lines);
    }
    Files.write(directory.resolve("verdict.txt"), sheet.verdict().stream().map(Words::en).toList());
  }
}
