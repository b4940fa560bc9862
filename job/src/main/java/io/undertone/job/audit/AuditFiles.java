// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.job.Cells;
import io.undertone.job.TextTable;
import io.undertone.job.audit.AuditTables.Table;
import io.undertone.sinks.CsvExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows an audit: on the terminal, as CSV files, as one stand-alone page. */
public final class AuditFiles {
  private static final int TERMINAL_ROWS = 16;

  private AuditFiles() {}

  /** Prints short tables and the verdict last. */
  public static void print(PrintWriter out, List<Table> tables, List<String> verdict) {
    for (Table table : tables) {
      if (table.rows().size() <= TERMINAL_ROWS) {
        out.printf("%n%s%n%s", table.title(), terminal(table));
      } else {
        out.printf("%n%s: %d rows in %s.csv%n", table.title(), table.rows().size(), table.name());
      }
    }
    out.printf("%nVerdict%n");
    verdict.forEach(line -> out.println("- " + line));
    out.flush();
  }

  private static String terminal(Table table) {
    TextTable text = new TextTable(table.header().toArray(String[]::new));
    for (List<String> row : table.rows()) {
      text.row(row.stream().map(AuditFiles::rounded).toArray(String[]::new));
    }
    return text.render();
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

  /** Writes one CSV per table, verdict.txt and report.html. */
  public static void write(Path directory, String title, List<Table> tables, List<String> verdict)
      throws IOException {
    Files.createDirectories(directory);
    for (Table table : tables) {
      List<String> lines = new ArrayList<>();
      lines.add(String.join(",", table.header()));
      table
          .rows()
          .forEach(
              row -> lines.add(String.join(",", row.stream().map(CsvExport::quoted).toList())));
      Files.write(directory.resolve(table.name() + ".csv"), lines);
    }
    Files.write(directory.resolve("verdict.txt"), verdict);
    Files.writeString(directory.resolve("report.html"), html(title, tables, verdict));
  }

  private static String html(String title, List<Table> tables, List<String> verdict) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%1$s</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        .verdict { border-left: .3rem solid #0072b2; padding: .2rem 1rem; background: rgba(0,114,178,.1); }
        h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
        th, td { padding: .15rem .7rem; text-align: right; border-bottom: 1px solid rgba(128,128,128,.3); }
        th:first-child, td:first-child { text-align: left; }
        </style>
        </head>
        <body>
        <h1>%1$s</h1>
        <section class="verdict" aria-label="Verdict"><ul>
        """
            .formatted(escape(title)));
    verdict.forEach(line -> page.append("<li>").append(escape(line)).append("</li>\n"));
    page.append("</ul></section>\n");
    for (Table table : tables) {
      page.append("<h2>")
          .append(escape(table.title()))
          .append("</h2>\n<div class=\"scroll\"><table><thead><tr>");
      table
          .header()
          .forEach(h -> page.append("<th scope=\"col\">").append(escape(h)).append("</th>"));
      page.append("</tr></thead><tbody>\n");
      for (List<String> row : table.rows()) {
        page.append("<tr>");
        row.forEach(cell -> page.append("<td>").append(escape(rounded(cell))).append("</td>"));
        page.append("</tr>\n");
      }
      page.append("</tbody></table></div>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
