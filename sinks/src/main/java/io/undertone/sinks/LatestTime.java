// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last instant in a time column of some rows, found without reading their history: in the short
 * list of issues, or at one end of an index.
 *
 * @param query which rows
 */
record LatestTime(ResultReader results, ResultTable table, RowQuery query) {
  private static final Set<ResultTable> ISSUED =
      EnumSet.of(ResultTable.INFLUENCE, ResultTable.FORECAST, ResultTable.MODEL_SCORE);

  /** Null when there is no row. */
  @Nullable Instant of(String column) throws IOException {
    if (query.valuesOf("topic").isEmpty() && table != ResultTable.DEAD_LETTER) {
      return ofAnyTopic(column);
    }
    String leading = table.timeColumn().name();
    if (!column.equals(leading)) {
      Instant last = of(leading);
      return last == null ? null : greatest(column, query.where(leading, last));
    }
    String topic = topicOfIssues();
    if (topic == null) {
      return greatest(column, query);
    }
    List<?> models = query.valuesOf("model");
    return results.lastIssues(table, topic).entrySet().stream()
        .filter(issue -> models.isEmpty() || models.contains(issue.getKey()))
        .map(Map.Entry::getValue)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private @Nullable Instant ofAnyTopic(String column) throws IOException {
    Instant last = null;
    for (String topic : results.topics()) {
      Instant of = new LatestTime(results, table, query.where("topic", topic)).of(column);
      last = last == null || of != null && of.isAfter(last) ? of : last;
    }
    return last;
  }

  private @Nullable Instant greatest(String column, RowQuery asked) throws IOException {
    String sql =
        String.format(
            Locale.ROOT,
            "SELECT max(%s) FROM %s%s",
            SqlDialect.quoted(table.column(column)),
            SqlDialect.quoted(table),
            asked.where(table));
    return results.instant(table, sql, asked, column);
  }

  /** The topic of a question that the short list of issues answers; null for others. */
  private @Nullable String topicOfIssues() {
    boolean listed =
        ISSUED.contains(table)
            && query.conditions().stream()
                .allMatch(
                    condition ->
                        List.of("topic", "model").contains(condition.column())
                            && List.of("=", "in").contains(condition.operator()));
    List<?> topics = query.valuesOf("topic");
    return listed && topics.size() == 1 ? (String) topics.get(0) : null;
  }
}
