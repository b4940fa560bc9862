// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.job.console.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts that somebody else made, as a table {@code period,blogger,mean[,standard_error or
 * variance][,made][,model]}: the period forecast, and the last one that was known when it was made,
 * without which it is the one before.
 */
final class ForecastFile {
  private static final String COLUMNS =
      "period,blogger,mean and optionally standard_error or variance, made, model";

  private final Path file;
  private final SentimentSeries series;
  private final Map<String, Period> labels;
  private final String last;
  private final String name;
  private final Map<Period, Integer> index = new HashMap<>();
  private final List<ForecastCase> cases = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int rows;

  /**
   * @param cases those whose outcome the series has
   * @param rows of the file
   */
  record Forecasts(List<ForecastCase> cases, int rows) {}

  private ForecastFile(Path file, SeriesFile.Table table, String name) {
    this.file = file;
    this.series = table.series();
    this.labels = table.periods().byLabel();
    this.name = name;
    List<Period> periods = series.periods();
    for (int t = 0; t < periods.size(); t++) {
      index.put(periods.get(t), t);
    }
    Period end = periods.get(periods.size() - 1);
    this.last =
        labels.entrySet().stream()
            .filter(label -> label.getValue().equals(end))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
  }

  /**
   * @param name model of the rows that name none
   * @throws UserError for a row that cannot be scored, with its line
   */
  static Forecasts read(Path file, SeriesFile.Table table, String name) {
    ForecastFile read = new ForecastFile(file, table, name);
    CsvRows.read(file, COLUMNS, read::add);
    if (read.rows == 0) {
      throw UserError.failed(file + " has no row below its header.");
    }
    return new Forecasts(read.cases, read.rows);
  }

  private void add(Map<String, String> row) {
    rows++;
    String named = row.getOrDefault("model", "").strip();
    String model = named.isEmpty() ? name : named;
    String label = cell(row, "period");
    String blogger = cell(row, "blogger");
    int place;
    try {
      place = UnknownName.position("blogger", blogger, series.bloggers());
    } catch (UnknownName e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    double mean = number("mean", cell(row, "mean"));
    double variance = variance(row);
    String made = row.getOrDefault("made", "");
    if (!seen.add(model + '\0' + label + '\0' + blogger + '\0' + made)) {
      throw invalid(
          "'"
              + model
              + "' forecasts '"
              + blogger
              + "' in period '"
              + label
              + "' twice; once is allowed.");
    }
    Integer target = position(label);
    if (target == null) {
      return;
    }
    Integer cutoff = made.isBlank() ? Integer.valueOf(target - 1) : position(made);
    if (cutoff == null || cutoff < 0 || cutoff >= target) {
      throw invalid(
          made.isBlank()
              ? "period '" + label + "' is the first of the series; nothing was known before it."
              : "made is '"
                  + made
                  + "'; it must be a period of the series before '"
                  + label
                  + "'.");
    }
    if (!series.observed(target, place)) {
      return;
    }
    cases.add(
        new ForecastCase(
            model, cutoff, target - cutoff, place, mean, variance, series.value(target, place)));
  }

  /** Where a period stands; null when it lies behind the series. */
  private @Nullable Integer position(String label) {
    Period period = labels.get(label);
    if (period != null) {
      return index.get(period);
    }
    if (after(label, last)) {
      return null;
    }
    throw invalid(
        "period is '" + label + "', which the series does not have; its last is '" + last + "'.");
  }

  private static boolean after(String label, String last) {
    boolean numbers = label.matches("-?\\d{1,9}") && last.matches("-?\\d{1,9}");
    return numbers
        ? Long.parseLong(label) > Long.parseLong(last)
        : label.matches("\\d{4}-.*") && label.compareTo(last) > 0;
  }

  private double variance(Map<String, String> row) {
    String variance = row.getOrDefault("variance", "");
    String error = row.getOrDefault("standard_error", "");
    if (variance.isBlank() && error.isBlank()) {
      return Double.NaN;
    }
    double value =
        variance.isBlank()
            ? Math.pow(number("standard_error", error), 2)
            : number("variance", variance);
    if (!(value > 0)) {
      throw invalid("the variance is " + value + "; it must be above 0, or left out.");
    }
    return value;
  }

  private String cell(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw UserError.failed(
          file + " has no column '" + column + "'. Forecasts have the columns " + COLUMNS + ".");
    }
    return value.strip();
  }

  private double number(String column, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(column + " is '" + text + "'; it must be a number.");
    }
    throw invalid(column + " is '" + text + "'; it must be a finite number.");
  }

  private UserError invalid(String what) {
    return UserError.failed(
        String.format(Locale.ROOT, "%s, line %d: %s", file, rows + CsvRows.FIRST_ROW - 1, what));
  }
}
