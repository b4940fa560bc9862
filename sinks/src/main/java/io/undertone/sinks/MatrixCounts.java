// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One influence matrix in short, as the writer keeps it in {@code issue}: of a large crowd the
 * matrix itself has a hundred thousand rows.
 *
 * @param audiences that it holds
 * @param targets those of them whose sources are tested
 * @param levels edges between different audiences by claim
 * @param explained edges that what was posted explains
 */
record MatrixCounts(long audiences, long targets, Map<ClaimLevel, Integer> levels, long explained) {
  private static final MatrixCounts NONE = new MatrixCounts(0, 0, Map.of(), 0);
  private static final List<ClaimLevel> LEVELS = List.of(ClaimLevel.values());

  /** Columns of {@code issue}, in the order of {@link #values}. */
  static final List<String> COLUMNS =
      List.of(
          "audiences", "tested", "confirmed", "likely", "undetermined", "excluded", "explained");

  private static final String OF =
      " FROM influence i WHERE i.topic = issue.topic AND i.as_of = issue.issued_at AND i.model = issue.model";

  /** Fills these columns from the rows. */
  static final String REBUILD =
      "UPDATE issue SET audiences = (SELECT count(*) FROM (SELECT i.source"
          + OF
          + " UNION SELECT i.target"
          + OF
          + ") audience), tested = (SELECT count(DISTINCT CASE WHEN i.p_value IS NOT NULL THEN i.target END)"
          + OF
          + "), "
          + LEVELS.stream()
              .map(
                  level ->
                      String.format(
                          Locale.ROOT,
                          "%1$s = (SELECT count(*)%2$s AND i.source <> i.target AND i.status = '%1$s'), ",
                          Text.of(level),
                          OF))
              .collect(Collectors.joining())
          + "explained = (SELECT count(CASE WHEN i.explained THEN 1 END)"
          + OF
          + ") WHERE name = 'influence'";

  /**
   * Counts a matrix.
   *
   * @param text as names are written
   */
  static MatrixCounts of(List<Influence> rows, UnaryOperator<String> text) {
    Set<String> audiences = new HashSet<>();
    Set<String> targets = new HashSet<>();
    Map<ClaimLevel, Integer> levels = new EnumMap<>(ClaimLevel.class);
    long explained = 0;
    for (Influence row : rows) {
      String source = text.apply(row.source());
      String target = text.apply(row.target());
      audiences.add(source);
      audiences.add(target);
      if (row.pValue() != null) {
        targets.add(target);
      }
      if (!source.equals(target)) {
        levels.merge(row.status(), 1, Integer::sum);
      }
      explained += row.explained() ? 1 : 0;
    }
    return new MatrixCounts(audiences.size(), targets.size(), levels, explained);
  }

  /** In the order of {@link #COLUMNS}. */
  long[] values() {
    return new long[] {
      audiences,
      targets,
      of(ClaimLevel.CONFIRMED),
      of(ClaimLevel.LIKELY),
      of(ClaimLevel.UNDETERMINED),
      of(ClaimLevel.EXCLUDED),
      explained
    };
  }

  /**
   * Reads the counts of a model's matrix.
   *
   * @param asOf null when there is none
   */
  static MatrixCounts of(ResultReader results, String topic, String model, @Nullable Instant asOf)
      throws IOException {
    MatrixCounts[] found = {NONE};
    if (asOf != null) {
      results.ofTime(
          "SELECT "
              + String.join(", ", COLUMNS)
              + " FROM issue WHERE topic = ? AND issued_at = ? AND model = ? AND name = 'influence'",
          topic,
          asOf,
          ResultTable.INFLUENCE.timeColumn(),
          List.of(model),
          rows -> {
            Map<ClaimLevel, Integer> levels = new EnumMap<>(ClaimLevel.class);
            for (ClaimLevel level : LEVELS) {
              levels.put(level, rows.getInt(Text.of(level)));
            }
            found[0] =
                new MatrixCounts(
                    rows.getLong("audiences"),
                    rows.getLong("tested"),
                    levels,
                    rows.getLong("explained"));
          });
    }
    return found[0];
  }

  int of(ClaimLevel level) {
    return levels.getOrDefault(level, 0);
  }

  int edges() {
    return levels.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Edges tested at once: from every other audience into one whose edges can be tested. */
  int tested() {
    return Math.toIntExact(targets * Math.max(0, audiences - 1));
  }
}
