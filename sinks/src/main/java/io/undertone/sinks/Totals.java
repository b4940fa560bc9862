// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums that the writer keeps, so that reading them costs the same in a long history: rows of each
 * table, dead letters by reason, what a topic counted in all or in a period.
 */
public final class Totals {
  private static final Column START = ResultTable.AUDIENCE_SENTIMENT.column("period_start");

  private Totals() {}

  /**
   * What a table holds.
   *
   * @param rows all of them
   * @param revised those with a revision above 0
   * @param tooLate dead letters that came after their period took no more
   */
  public record Held(long rows, long revised, long tooLate) {
    private static final Held NOTHING = new Held(0, 0, 0);
  }

  /** What every table holds, over all topics. */
  public static Map<ResultTable, Held> held(ResultReader results) throws IOException {
    Map<ResultTable, Held> held = new EnumMap<>(ResultTable.class);
    for (ResultTable table : ResultTable.values()) {
      held.put(table, Held.NOTHING);
    }
    results.all(
        "SELECT name, row_count, revised_count, late_count FROM table_change",
        rows -> {
          String name = rows.getString(1);
          Held now = new Held(rows.getLong(2), rows.getLong(3), rows.getLong(4));
          held.keySet().stream()
              .filter(table -> table.tableName().equals(name))
              .findFirst()
              .ifPresent(table -> held.put(table, now));
        });
    return held;
  }

  /** Dead letters, over all topics. */
  public static Held deadLetters(ResultReader results) throws IOException {
    return held(results).getOrDefault(ResultTable.DEAD_LETTER, Held.NOTHING);
  }

  /**
   * Why records could not be used.
   *
   * @param reason one plain sentence
   * @param reasonCode its kind and values as JSON; empty where it has none
   * @param count dead letters that have it
   */
  public record Refused(String reason, String reasonCode, long count) {}

  /**
   * Reasons of dead letters with the number of those who have them, the most frequent first.
   *
   * @param most reasons to name
   */
  public static List<Refused> reasons(ResultReader results, int most) throws IOException {
    List<Refused> found = new ArrayList<>();
    results.all(
        "SELECT reason, reason_code, letters FROM dead_letter_reason"
            + " ORDER BY letters DESC, digest DESC LIMIT "
            + most,
        rows -> found.add(new Refused(rows.getString(1), rows.getString(2), rows.getLong(3))));
    found.sort(Comparator.comparingLong(Refused::count).reversed().thenComparing(Refused::reason));
    return found;
  }

  /** Comments of a topic that nobody could score. */
  public static long unscored(ResultReader results, String topic) throws IOException {
    long[] sum = {0};
    results.ofTopic(
        "SELECT coalesce(sum(unscored), 0) FROM current_audience WHERE topic = ?",
        topic,
        (rows, dialect, times) -> sum[0] = rows.getLong(1));
    return sum[0];
  }

  /** Comments that all audiences of a topic counted in a period; 0 where there is none. */
  public static long comments(ResultReader results, String topic, Instant periodStart)
      throws IOException {
    long[] comments = {0};
    results.ofTime(
        "SELECT comments FROM current_period WHERE topic = ? AND period_start = ?",
        topic,
        periodStart,
        START,
        List.of(),
        rows -> comments[0] = rows.getLong(1));
    return comments[0];
  }

  /**
   * Start of a topic's last period that is open for some audience, or closed for some; null without
   * one.
   */
  public static @Nullable Instant lastPeriod(ResultReader results, String topic, boolean open)
      throws IOException {
    List<Instant> found = new ArrayList<>();
    results.ofTopic(
        String.format(
            Locale.ROOT,
            "SELECT period_start FROM current_period WHERE topic = ? AND %s ORDER BY period_start DESC LIMIT 1",
            open ? "provisional > 0" : "provisional < audiences"),
        topic,
        (rows, dialect, times) -> {
          Instant start = dialect.readTime(rows, 1, START, times);
          if (start != null) {
            found.add(start);
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** The audience of a topic with most comments; empty without one. */
  public static String loudest(ResultReader results, String topic) throws IOException {
    String[] loudest = {""};
    results.ofTopic(
        "SELECT blogger FROM current_audience WHERE topic = ? ORDER BY comments DESC, blogger LIMIT 1",
        topic,
        (rows, dialect, times) -> loudest[0] = rows.getString(1));
    return loudest[0];
  }

  /** How far back a topic's history was deleted, and how many rows. */
  public record Deleted(Instant before, long rows) {}

  /** What a retention deleted of a topic; null when nothing was. */
  public static @Nullable Deleted deleted(ResultReader results, String topic) throws IOException {
    List<Deleted> found = new ArrayList<>();
    results.ofTopic(
        "SELECT deleted_before, deleted_rows FROM deleted_history WHERE topic = ?",
        topic,
        (rows, dialect, times) -> {
          Instant before = dialect.readTime(rows, 1, START, times);
          if (before != null) {
            found.add(new Deleted(before, rows.getLong(2)));
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }
}
