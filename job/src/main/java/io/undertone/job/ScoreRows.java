// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Score;
import io.undertone.sinks.CsvExport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores as lines of tab-separated or comma-separated fields, or of JSON. */
enum ScoreRows {
  TSV,
  CSV,
  JSON;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What stands above the rows; null for nothing. */
  @Nullable String header(boolean explain) {
    return this == CSV
        ? "id,score,scorer,text,label,confidence" + (explain ? ",explanation" : "")
        : null;
  }

  String row(String id, String text, Score score, @Nullable List<Contribution> why) {
    String label = score.unscored() ? "unscored" : score.label().code();
    String value = String.format(Locale.ROOT, "%.6f", score.positive());
    String sure = String.format(Locale.ROOT, "%.3f", score.unscored() ? 0 : score.confidence());
    if (this == JSON) {
      return json(id, text, score, label, why);
    }
    String shown = why == null ? "" : explanation(why);
    if (this == CSV) {
      String row =
          String.join(
              ",",
              CsvExport.quoted(id),
              value,
              score.scorer(),
              CsvExport.quoted(text),
              label,
              sure);
      return why == null ? row : row + "," + CsvExport.quoted(shown);
    }
    String row = String.join("\t", value, score.scorer(), flat(text), label, sure);
    return why == null ? row : row + "\t" + flat(shown);
  }

  private static String explanation(List<Contribution> why) {
    return why.stream()
        .map(f -> String.format(Locale.ROOT, "%s %+.3f", f.feature(), f.weight()))
        .collect(Collectors.joining("; "));
  }

  private static String json(
      String id, String text, Score score, String label, @Nullable List<Contribution> why) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", id).put("text", text).put("score", score.positive());
    node.put("label", label).put("confidence", score.unscored() ? 0 : score.confidence());
    node.put("neutral", score.neutral()).put("scorer", score.scorer());
    node.put("language", score.language().code());
    node.put("outcome", score.outcome().name().toLowerCase(Locale.ROOT));
    if (why != null) {
      var list = node.putArray("explanation");
      why.forEach(c -> list.addObject().put("feature", c.feature()).put("weight", c.weight()));
    }
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  /** Tabs and line ends would break the columns. */
  private static String flat(String field) {
    return field.replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
  }
}
