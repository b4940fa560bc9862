// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The truth as one JSON object; parameters that a suite does not have are left out. */
final class TruthJson {
  private TruthJson() {}

  static String of(Truth truth) {
    SuiteOptions options = truth.options();
    List<String> fields = new ArrayList<>();
    fields.add("\"suite\": \"" + truth.suite().label() + "\"");
    fields.add("\"periods\": " + options.periods());
    fields.add("\"period_days\": " + options.periodDays());
    fields.add("\"noise\": " + options.noise());
    fields.add("\"posts\": " + options.posts());
    fields.add("\"comments\": " + options.comments());
    if (truth.suite() == Suite.DELAYED_PRIVATE) {
      fields.add("\"strength\": " + options.strength());
    }
    fields.add("\"seed\": " + options.seed());
    fields.add(
        "\"bloggers\": "
            + truth.bloggers().stream()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", ", "[", "]")));
    add(fields, "influence", truth.influence());
    add(fields, "switch_after", truth.switchAfter());
    add(fields, "influence_after", truth.influenceAfter());
    add(fields, "anchor", truth.anchor());
    add(fields, "self_reliance", truth.selfReliance());
    add(fields, "resilience", truth.resilience());
    add(fields, "conformity", truth.conformity());
    add(fields, "expressed", truth.expressed());
    add(fields, "private", truth.hidden());
    add(fields, "content", truth.content());
    return "{\n  " + String.join(",\n  ", fields) + "\n}\n";
  }

  private static void add(List<String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.add("\"" + name + "\": " + json(value));
    }
  }

  private static String json(Object value) {
    if (value instanceof double[] row) {
      List<String> numbers = new ArrayList<>();
      for (double number : row) {
        numbers.add(Double.toString(number));
      }
      return "[" + String.join(", ", numbers) + "]";
    }
    if (value instanceof Object[] rows) {
      List<String> nested = new ArrayList<>();
      for (Object row : rows) {
        nested.add(json(row));
      }
      return "[" + String.join(", ", nested) + "]";
    }
    return value.toString();
  }
}
