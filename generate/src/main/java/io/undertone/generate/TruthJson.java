// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The truth as one JSON object; parameters that a suite does not have are left out. */
final class TruthJson {
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Spacing.AFTER)
                          .withArrayValueSpacing(Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()));

  private TruthJson() {}

  static String of(Truth truth) throws JsonProcessingException {
    SuiteOptions options = truth.options();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("suite", truth.suite().label());
    fields.put("periods", options.periods());
    fields.put("period_days", options.periodDays());
    fields.put("noise", options.noise());
    fields.put("posts", options.posts());
    fields.put("comments", options.comments());
    fields.put("strength", truth.suite() == Suite.DELAYED_PRIVATE ? options.strength() : null);
    fields.put("seed", options.seed());
    fields.put("bloggers", truth.bloggers());
    fields.put("influence", truth.influence());
    fields.put("switch_after", truth.switchAfter());
    fields.put("influence_after", truth.influenceAfter());
    fields.put("anchor", truth.anchor());
    fields.put("self_reliance", truth.selfReliance());
    fields.put("resilience", truth.resilience());
    fields.put("conformity", truth.conformity());
    fields.put("expressed", truth.expressed());
    fields.put("private", truth.hidden());
    fields.put("content", truth.content());
    fields.values().removeIf(Objects::isNull);
    return WRITER.writeValueAsString(fields) + "\n";
  }
}
