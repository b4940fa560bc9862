// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.ingest.Refusal;
import io.undertone.ingest.dataset.DataFile;
import io.undertone.ingest.file.FoundFiles.PassedOver;
import io.undertone.ingest.replay.ReplayFileMetric;
import io.undertone.job.console.TextTable;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.Totals;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every record that a replay read, file by file and in all. Every number is counted
 * where it arises; {@link #mismatch} tells whether they add up.
 *
 * @param files by name
 * @param all together
 * @param lostValues optional values that could not be read, without which their records count
 * @param belowZero comments with votes below zero
 * @param passedOver files that hold no comments, and why
 */
public record ReplayAccount(
    Map<String, FileAccount> files,
    FileAccount all,
    long lostValues,
    long belowZero,
    List<PassedOver> passedOver) {
  private static final int SHOWN_FILES = 20;
  private static final int SHOWN_REASONS = 3;

  static ReplayAccount of(
      ReplayGauges gauges, List<DataFile> dataFiles, List<PassedOver> passedOver) {
    Map<String, Map<ReplayFileMetric, Long>> readers = gauges.files();
    Map<String, FileAccount> files = new TreeMap<>();
    for (int i = 0; i < dataFiles.size(); i++) {
      int origin = i + 1;
      String name = dataFiles.get(i).name();
      files.put(
          name,
          FileAccount.of(
              readers.getOrDefault(name, Map.of()), metric -> gauges.sum(metric, origin)));
    }
    Map<ReplayFileMetric, Long> sums = new EnumMap<>(ReplayFileMetric.class);
    readers.values().forEach(file -> file.forEach((m, count) -> sums.merge(m, count, Long::sum)));
    return new ReplayAccount(
        files,
        FileAccount.of(sums, gauges::sum),
        sums.getOrDefault(ReplayFileMetric.LOST_VALUES, 0L),
        sums.getOrDefault(ReplayFileMetric.BELOW_ZERO, 0L),
        passedOver);
  }

  /** The first sum that does not add up, in words; empty when all do. */
  public String mismatch() {
    if (!all.addsUp()) {
      return "of all records, " + all.sentence();
    }
    for (Map.Entry<String, FileAccount> file : files.entrySet()) {
      if (!file.getValue().addsUp()) {
        return "of '" + file.getKey() + "', " + file.getValue().sentence();
      }
    }
    return "";
  }

  /** Records refused, by the reader or later. */
  public long refused() {
    return all.of(Disposition.DEAD_LETTERS)
        + all.of(Disposition.TOO_LATE)
        + all.of(Disposition.WITHOUT_POST);
  }

  /** Why the replay is no success; empty when it is. */
  public String failure() {
    long unscored = all.of(Disposition.UNSCORED);
    if (all.of(Disposition.COUNTED) == 0) {
      return "no comment was counted"
          + (unscored == 0
              ? ""
              : String.format(
                  Locale.ROOT, ", and none of %,d could be scored in its language", unscored));
    }
    return refused() * 2 > all.read()
        ? String.format(
            Locale.ROOT, "%,d of %,d records were refused, more than half", refused(), all.read())
        : "";
  }

  /** Prints the account with the commonest reasons of what was refused. */
  public void print(PrintWriter out, ResultReader results) throws IOException {
    out.printf(Locale.ROOT, "%nWhat became of the records%n");
    table(out);
    out.println(all.sentence());
    values(out);
    passedOver.stream()
        .limit(SHOWN_FILES)
        .forEach(
            file -> out.printf(Locale.ROOT, "Passed over %s: %s%n", file.name(), file.reason()));
    if (passedOver.size() > SHOWN_FILES) {
      out.printf(Locale.ROOT, "... and %d files more%n", passedOver.size() - SHOWN_FILES);
    }
    reasons(out, results);
  }

  /** A line a file, a column for each outcome that there is. */
  private void table(PrintWriter out) {
    List<Disposition> shown = new ArrayList<>(List.of(Disposition.values()));
    shown.removeIf(outcome -> outcome != Disposition.COUNTED && all.of(outcome) == 0);
    List<String> header = new ArrayList<>(List.of("file", "read"));
    shown.forEach(outcome -> header.add(outcome.title()));
    TextTable table = new TextTable(header.toArray(String[]::new));
    files.entrySet().stream()
        .limit(SHOWN_FILES)
        .forEach(file -> table.row(row(file.getKey(), file.getValue(), shown)));
    if (files.size() > SHOWN_FILES) {
      String[] more = new String[header.size()];
      Arrays.fill(more, "");
      more[0] = "... of " + files.size() + " files";
      table.row(more);
    }
    table.row(row("all", all, shown));
    out.print(table.render());
  }

  private static String[] row(String name, FileAccount file, List<Disposition> shown) {
    List<String> cells = new ArrayList<>(List.of(name, cell(file.read())));
    shown.forEach(outcome -> cells.add(cell(file.of(outcome))));
    return cells.toArray(String[]::new);
  }

  private static String cell(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private void values(PrintWriter out) {
    if (lostValues > 0) {
      out.printf(
          Locale.ROOT,
          "%,d optional values (likes, languages, texts of posts) could not be read; their records"
              + " count without them%n",
          lostValues);
    }
    if (belowZero > 0) {
      out.printf(
          Locale.ROOT, "%,d comments have votes below zero, which weigh as none%n", belowZero);
    }
  }

  /** The commonest kinds of reasons, with an example each. */
  private static void reasons(PrintWriter out, ResultReader results) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    Totals.reasons(results, Integer.MAX_VALUE)
        .forEach(
            refused -> {
              String kind =
                  refused.reasonCode().isEmpty()
                      ? refused.reason()
                      : Refusal.parse(refused.reasonCode()).group();
              counts.merge(kind, refused.count(), Long::sum);
              examples.putIfAbsent(kind, refused.reason());
            });
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN_REASONS)
        .forEach(
            kind ->
                out.printf(
                    Locale.ROOT,
                    "%,d dead letters such as: %s%n",
                    kind.getValue(),
                    examples.get(kind.getKey())));
  }

  /**
   * Under {@code account.} names, for the results' meta table: in all, and the same of each file as
   * JSON.
   */
  Map<String, String> asMeta() {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("account.read", Long.toString(all.read()));
    meta.put("account.comments", Long.toString(all.comments()));
    for (Disposition outcome : Disposition.values()) {
      meta.put("account." + outcome.key(), Long.toString(all.of(outcome)));
    }
    meta.put("account.comments.under_further_topics", Long.toString(all.again()));
    meta.put("account.lost_values", Long.toString(lostValues));
    meta.put("account.below_zero", Long.toString(belowZero));
    files.forEach((name, file) -> meta.put("account.file." + name, file.json()));
    passedOver.forEach(
        file -> meta.put("account.file_passed_over." + file.name(), file.why().json()));
    return meta;
  }
}
