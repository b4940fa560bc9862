// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sinks.JsonRows;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Rows of a table as JSON arrays that fit into so many bytes: those of all times when they do, else
 * of the latest times and of every few of the earlier ones, else the latest rows.
 */
final class ThinnedRows {
  private static final int LEAST_ROW_BYTES = 80;

  private final ResultReader results;
  private final ObjectMapper mapper;
  private final ResultTable table;
  private final List<Series> series;
  private final long bytes;

  /**
   * Rows that are thinned by their time.
   *
   * @param times ascending
   */
  record Series(RowQuery query, List<Instant> times) {}

  /**
   * What fits.
   *
   * @param json arrays with a comma between them
   * @param shown rows in it
   * @param rows rows that there are
   */
  record Shown(String json, long shown, long rows) {
    int bytes() {
      return json.getBytes(UTF_8).length;
    }
  }

  ThinnedRows(
      ResultReader results,
      ObjectMapper mapper,
      ResultTable table,
      List<Series> series,
      long bytes) {
    this.results = results;
    this.mapper = mapper;
    this.table = table;
    this.series = series;
    this.bytes = bytes;
  }

  Shown fitting() throws IOException {
    long rows = 0;
    for (Series one : series) {
      rows += results.count(table, one.query());
    }
    int times = series.stream().mapToInt(one -> one.times().size()).max().orElse(0);
    double share = Math.min(1, (double) bytes / (LEAST_ROW_BYTES * Math.max(1, rows)));
    while (true) {
      Shown shown = at(share, RowQuery.UNLIMITED, rows);
      long length = shown.bytes();
      if (length <= bytes) {
        return shown;
      }
      if (share * times <= 1) {
        int limit = (int) Math.max(1, shown.shown() * bytes / length * 9 / 10 / series.size());
        return at(share, limit, rows);
      }
      share = Math.max(1.0 / times, share * 0.95 * bytes / length);
    }
  }

  private Shown at(double share, int limit, long rows) throws IOException {
    StringWriter text = new StringWriter();
    long shown = 0;
    try (JsonGenerator json = mapper.createGenerator(text)) {
      json.writeStartArray();
      for (Series one : series) {
        List<Instant> times = one.times();
        int n = (int) Math.ceil(share * times.size());
        RowQuery query = one.query().latestFirst().limit(Math.min(limit, one.query().limit()));
        shown +=
            JsonRows.writeArrays(
                results,
                table,
                n >= times.size()
                    ? query
                    : query.where(table.timeColumn().name(), "in", chosen(times, Math.max(1, n))),
                json);
      }
      json.writeEndArray();
    }
    return new Shown(text.getBuffer().substring(1, text.getBuffer().length() - 1), shown, rows);
  }

  /** The last half of n times as they follow each other, the others evenly over what is before. */
  static List<Instant> chosen(List<Instant> times, int n) {
    int latest = (n + 1) / 2;
    int earlier = times.size() - latest;
    TreeSet<Instant> chosen = new TreeSet<>(times.subList(earlier, times.size()));
    for (int i = 0; i < n - latest; i++) {
      chosen.add(times.get((int) ((long) i * earlier / (n - latest))));
    }
    return new ArrayList<>(chosen);
  }
}
