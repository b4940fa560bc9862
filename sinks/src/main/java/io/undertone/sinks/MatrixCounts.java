// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.ClaimLevel;
import io.undertone.dynamics.findings.TestedEdges;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One influence matrix counted by the database: of a large crowd it has a hundred thousand rows.
 *
 * @param levels edges between different audiences by claim
 * @param tested edges tested at once, {@link TestedEdges}
 * @param explained edges that what was posted explains
 */
record MatrixCounts(Map<ClaimLevel, Integer> levels, int tested, int explained) {
  private static final String OF = " FROM influence WHERE topic = ? AND as_of = ? AND model = ?";

  /**
   * Counts the matrix of a model.
   *
   * @param asOf null when there is none
   */
  static MatrixCounts of(ResultReader results, String topic, String model, @Nullable Instant asOf)
      throws IOException {
    Map<ClaimLevel, Integer> levels = new EnumMap<>(ClaimLevel.class);
    int[] tested = {0, 0};
    int[] explained = {0};
    if (asOf != null) {
      results.ofMatrix(
          "SELECT status, count(*)" + OF + " AND source <> target GROUP BY status",
          topic,
          asOf,
          model,
          rows ->
              levels.put(
                  (ClaimLevel)
                      Text.constant(ResultTable.INFLUENCE.column("status"), rows.getString(1)),
                  rows.getInt(2)));
      results.ofMatrix(
          "SELECT count(CASE WHEN explained THEN 1 END)" + OF,
          topic,
          asOf,
          model,
          rows -> explained[0] = rows.getInt(1));
      results.ofMatrix(
          "SELECT count(DISTINCT CASE WHEN p_value IS NOT NULL THEN target END)" + OF,
          topic,
          asOf,
          model,
          rows -> tested[0] = rows.getInt(1));
      results.ofMatrix(
          "WITH edge AS (SELECT source, target"
              + OF
              + ") SELECT count(*) FROM (SELECT source FROM edge UNION SELECT target FROM edge) audience",
          topic,
          asOf,
          model,
          rows -> tested[1] = rows.getInt(1));
    }
    return new MatrixCounts(levels, tested[0] * Math.max(0, tested[1] - 1), explained[0]);
  }

  int of(ClaimLevel level) {
    return levels.getOrDefault(level, 0);
  }

  int edges() {
    return levels.values().stream().mapToInt(Integer::intValue).sum();
  }
}
