// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The rows that a period gave to a table.
 *
 * @param column which of the table's times says so
 * @param time its value
 * @param condition what else holds of them, as SQL
 */
record PeriodPart(ResultTable table, String column, Instant time, String condition) {
  /** All rows of a period but the scores, which count as first issued. */
  static List<PeriodPart> of(Findings findings) {
    Instant start = findings.periodStart();
    Instant end = findings.periodEnd();
    return List.of(
        new PeriodPart(ResultTable.AUDIENCE_SENTIMENT, "period_start", start, ""),
        new PeriodPart(ResultTable.PRIVATE_OPINION, "period_start", start, ""),
        new PeriodPart(ResultTable.ALERT, "period_start", start, ""),
        new PeriodPart(ResultTable.POST_EVIDENCE, "period_start", start, ""),
        new PeriodPart(ResultTable.POST_NOWCAST, "period_start", start, ""),
        new PeriodPart(ResultTable.INFLUENCE, "as_of", end, ""),
        new PeriodPart(ResultTable.MODEL_STATUS, "as_of", end, ""),
        new PeriodPart(ResultTable.FORECAST, "made_at", end, " AND NOT conditional"),
        new PeriodPart(ResultTable.FORECAST, "made_at", start, " AND conditional"));
  }

  /** From where they are, of a topic and {@link #time}. */
  String from() {
    return String.format(
        Locale.ROOT, " FROM %s WHERE topic = ? AND %s = ?%s", table.tableName(), column, condition);
  }
}
