// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.ingest.dataset.Reasons;
import io.undertone.ingest.file.FoundFiles.PassedOver;
import io.undertone.ingest.replay.ReplayFileMetric;
import io.undertone.job.TextTable;
import io.undertone.job.graph.Metric;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of every record that a replay read, file by file and in all:
 *
 * <pre>
 * read     = comments + posts + no opinions + dead letters + passed over
 * comments = counted + newer versions + duplicates + deletions + too late + without a post
 *            + off topic + counted before + unscored
 * </pre>
 *
 * @param files by name, what the reader made of the records of each
 * @param comments what became of the comments, by outcome, in the order above
 * @param passedOver files that hold no comments, and why
 */
public record ReplayAccount(
    Map<String, Map<ReplayFileMetric, Long>> files,
    Map<String, Long> comments,
    List<PassedOver> passedOver) {
  private static final int SHOWN_FILES = 20;
  private static final int SHOWN_REASONS = 3;

  static ReplayAccount of(ReplayGauges gauges, List<PassedOver> passedOver) {
    Map<String, Map<ReplayFileMetric, Long>> files = gauges.files();
    Map<String, Long> comments = new LinkedHashMap<>();
    comments.put("counted", gauges.sum(Metric.COUNTED));
    comments.put("newer versions of others", gauges.sum(Metric.NEWER_VERSIONS));
    comments.put("duplicates", gauges.sum(Metric.DUPLICATES));
    comments.put("deletions", gauges.sum(Metric.DELETIONS));
    comments.put("too late", gauges.sum(Metric.LATE_COMMENTS));
    comments.put("without a post", gauges.sum(Metric.ORPHANS));
    comments.put("off topic", gauges.sum(Metric.OFF_TOPIC));
    comments.put("counted before", gauges.sum(Metric.ALREADY_COUNTED));
    long known = comments.values().stream().mapToLong(Long::longValue).sum();
    comments.put("unscored", sum(files, ReplayFileMetric.COMMENTS) - known);
    return new ReplayAccount(files, comments, passedOver);
  }

  private static long sum(Map<String, Map<ReplayFileMetric, Long>> files, ReplayFileMetric metric) {
    return files.values().stream().mapToLong(file -> file.getOrDefault(metric, 0L)).sum();
  }

  /** A sum over all files. */
  public long total(ReplayFileMetric metric) {
    return sum(files, metric);
  }

  /** How many comments had this outcome. */
  public long outcome(String name) {
    return comments.getOrDefault(name, 0L);
  }

  /** Records refused, by the reader or later. */
  public long refused() {
    return total(ReplayFileMetric.DEAD_LETTERS) + outcome("too late") + outcome("without a post");
  }

  /** Why the replay is no success; empty when it is. */
  public String failure() {
    if (outcome("counted") == 0) {
      return "no comment was counted";
    }
    long read = total(ReplayFileMetric.READ);
    return refused() * 2 > read
        ? String.format(
            Locale.ROOT, "%,d of %,d records were refused, more than half", refused(), read)
        : "";
  }

  /** Prints the account with the commonest reasons of what was refused. */
  public void print(PrintWriter out, ResultReader results) throws IOException {
    out.printf("%nWhat became of the records%n");
    table(out);
    List<String> outcomes = new ArrayList<>();
    comments.forEach(
        (name, count) -> {
          if (count != 0 || name.equals("counted")) {
            outcomes.add(String.format(Locale.ROOT, "%,d %s", count, name));
          }
        });
    out.printf(
        Locale.ROOT,
        "%,d comments = %s%n",
        total(ReplayFileMetric.COMMENTS),
        String.join(" + ", outcomes));
    values(out);
    passedOver.stream()
        .limit(SHOWN_FILES)
        .forEach(file -> out.printf("Passed over %s: %s%n", file.name(), file.reason()));
    if (passedOver.size() > SHOWN_FILES) {
      out.printf("... and %d files more%n", passedOver.size() - SHOWN_FILES);
    }
    reasons(out, results);
  }

  private void table(PrintWriter out) {
    TextTable table =
        new TextTable(
            "file", "read", "comments", "posts", "no opinion", "dead letters", "passed over");
    files.entrySet().stream()
        .limit(SHOWN_FILES)
        .forEach(file -> table.row(row(file.getKey(), file.getValue())));
    Map<ReplayFileMetric, Long> all = new EnumMap<>(ReplayFileMetric.class);
    for (ReplayFileMetric metric : ReplayFileMetric.values()) {
      all.put(metric, total(metric));
    }
    if (files.size() > SHOWN_FILES) {
      table.row(row("... of " + files.size() + " files", Map.of()));
    }
    table.row(row("all", all));
    out.print(table.render());
  }

  private static String[] row(String name, Map<ReplayFileMetric, Long> values) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (ReplayFileMetric metric : ReplayFileMetric.values()) {
      if (metric.compareTo(ReplayFileMetric.PASSED_OVER) <= 0) {
        Long value = values.get(metric);
        cells.add(value == null ? "" : String.format(Locale.ROOT, "%,d", value));
      }
    }
    return cells.toArray(String[]::new);
  }

  private void values(PrintWriter out) {
    long lost = total(ReplayFileMetric.LOST_VALUES);
    if (lost > 0) {
      out.printf(
          Locale.ROOT,
          "%,d optional values (likes, languages, texts of posts) could not be read; their records"
              + " count without them%n",
          lost);
    }
    long below = total(ReplayFileMetric.BELOW_ZERO);
    if (below > 0) {
      out.printf(Locale.ROOT, "%,d comments have votes below zero, which weigh as none%n", below);
    }
  }

  /** The commonest reasons, values taken out, with an example each. */
  private static void reasons(PrintWriter out, ResultReader results) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    results
        .frequencies(ResultTable.DEAD_LETTER, "reason", RowQuery.all())
        .forEach(
            (reason, count) -> {
              counts.merge(Reasons.kind(reason), count, Long::sum);
              examples.putIfAbsent(Reasons.kind(reason), reason);
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

  /** The sums under {@code account.} names, for the results' meta table. */
  Map<String, String> asMeta() {
    Map<String, String> meta = new LinkedHashMap<>();
    for (ReplayFileMetric metric : ReplayFileMetric.values()) {
      meta.put("account." + metric.name().toLowerCase(Locale.ROOT), Long.toString(total(metric)));
    }
    comments.forEach(
        (name, count) -> meta.put("account.comments." + name.replace(' ', '_'), count.toString()));
    passedOver.forEach(file -> meta.put("account.file_passed_over." + file.name(), file.reason()));
    return meta;
  }
}
