// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric as an expression of Prometheus names it.
 *
 * @param name of the metric
 * @param labels that it must have, as they are written in both languages: {@code label="value"}
 */
public record MetricSelector(String name, List<String> labels) {
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:flink|undertone)_[A-Za-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern BLANKS = Pattern.compile("\\s*,\\s*");

  /** Those of an expression. */
  static Stream<MetricSelector> in(String expression) {
    return SELECTOR.matcher(expression).results().map(MetricSelector::of);
  }

  private static MetricSelector of(MatchResult found) {
    String labels = found.group(2);
    return new MetricSelector(
        found.group(1), labels == null ? List.of() : List.of(BLANKS.split(labels.strip())));
  }

  /** Whether a process reports it, by its answer to Prometheus. */
  public boolean isIn(String reported) {
    return reported
        .lines()
        .anyMatch(
            line ->
                (line.startsWith(name + "{") || line.startsWith(name + " "))
                    && labels.stream().allMatch(line::contains));
  }
}
