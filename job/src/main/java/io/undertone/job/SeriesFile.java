// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.job.console.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table {@code period,blogger,sentiment[,variance]}, also as the {@code
 * audience_sentiment.csv} of a replay ({@code period_start} for period, {@code standard_error}
 * squared for variance).
 *
 * <p>Periods are whole numbers or dates; {@link PeriodLabels} says which periods lie between them.
 */
final class SeriesFile {
  private record Row(long line, String period, String blogger, String sentiment, String variance) {}

  private SeriesFile() {}

  /**
   * @param series what the table holds
   * @param periods what its labels mean
   */
  record Table(SentimentSeries series, PeriodLabels.Periods periods) {}

  static SentimentSeries read(Path file) {
    return table(file).series();
  }

  static Table table(Path file) {
    List<Row> rows = rows(file);
    if (rows.isEmpty()) {
      throw UserError.failed(file + " has no row below its header; a fit needs values.");
    }
    TreeSet<String> labels = new TreeSet<>();
    rows.forEach(row -> labels.add(row.period()));
    PeriodLabels.Periods periods = PeriodLabels.parse(file, List.copyOf(labels));
    SentimentSeries.Builder builder = SentimentSeries.builder();
    periods.all().forEach(builder::period);
    for (Row row : rows) {
      builder.blogger(row.blogger());
      if (!row.sentiment().isBlank()) {
        add(file, builder, periods.byLabel(), row);
      }
    }
    return new Table(builder.build(), periods);
  }

  private static void add(
      Path file, SentimentSeries.Builder builder, Map<String, Period> periods, Row row) {
    double sentiment = number(file, row, "sentiment", row.sentiment());
    if (!(sentiment >= 0 && sentiment <= 1)) {
      throw invalid(file, row, "sentiment", row.sentiment(), "a number in [0,1], or empty");
    }
    @Nullable Double variance =
        row.variance().isBlank() ? null : number(file, row, "variance", row.variance());
    if (variance != null && !(variance >= 0)) {
      throw invalid(file, row, "variance", row.variance(), "a number of at least 0, or empty");
    }
    Period period = java.util.Objects.requireNonNull(periods.get(row.period()));
    try {
      builder.add(period, row.blogger(), sentiment, variance);
    } catch (IllegalArgumentException e) {
      throw UserError.failed(
          String.format(
              Locale.ROOT,
              "%s, line %d: blogger '%s' has a second value for period '%s'; one is allowed.",
              file,
              row.line(),
              row.blogger(),
              row.period()));
    }
  }

  private static List<Row> rows(Path file) {
    List<Row> rows = new ArrayList<>();
    CsvRows.read(
        file,
        "period,blogger,sentiment",
        line -> rows.add(row(file, rows.size() + CsvRows.FIRST_ROW, line)));
    return rows;
  }

  private static Row row(Path file, long line, Map<String, String> cells) {
    return new Row(
        line,
        required(file, cells, "period", "period_start"),
        required(file, cells, "blogger", "blogger"),
        required(file, cells, "sentiment", "sentiment"),
        variance(file, line, cells));
  }

  private static String required(Path file, Map<String, String> cells, String name, String other) {
    String value = cells.getOrDefault(name, cells.get(other));
    if (value == null) {
      throw UserError.failed(
          String.format(
                  Locale.ROOT,
                  "%s has no column '%s'; it has %s. A series has the columns period,blogger,sentiment",
                  file,
                  name,
                  String.join(",", cells.keySet()))
              + " and optionally variance.");
    }
    return value;
  }

  private static String variance(Path file, long line, Map<String, String> cells) {
    String error = cells.getOrDefault("standard_error", "");
    if (cells.containsKey("variance") || error.isBlank()) {
      return cells.getOrDefault("variance", "");
    }
    Row row = new Row(line, "", "", "", "");
    double e = number(file, row, "standard_error", error);
    return Double.toString(e * e);
  }

  private static double number(Path file, Row row, String column, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(file, row, column, text, "a number");
    }
    throw invalid(file, row, column, text, "a finite number");
  }

  private static UserError invalid(Path file, Row row, String column, String text, String allowed) {
    return UserError.failed(
        String.format(
            Locale.ROOT,
            "%s, line %d: %s is '%s'; it must be %s.",
            file,
            row.line(),
            column,
            text,
            allowed));
  }
}
