// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.ingest.replay.ReplayFileMetric;
import io.undertone.job.graph.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What became of the records of one file, or of all files together:
 *
 * <pre>read + counted once more = sum of the outcomes</pre>
 *
 * @param read records met
 * @param again comments counted once more, under a further topic
 * @param outcomes what they became
 */
public record FileAccount(long read, long again, Map<Disposition, Long> outcomes) {

  static FileAccount of(Map<ReplayFileMetric, Long> reader, ToLongFunction<Metric> ofComments) {
    Map<Disposition, Long> outcomes = new EnumMap<>(Disposition.class);
    for (Disposition outcome : Disposition.values()) {
      Metric ofComment = outcome.ofComments();
      ReplayFileMetric ofRecord = outcome.ofRecords();
      outcomes.put(
          outcome,
          (ofComment == null ? 0 : ofComments.applyAsLong(ofComment))
              + (ofRecord == null ? 0 : reader.getOrDefault(ofRecord, 0L)));
    }
    return new FileAccount(
        reader.getOrDefault(ReplayFileMetric.READ, 0L),
        ofComments.applyAsLong(Metric.FURTHER_TOPICS),
        outcomes);
  }

  /** How many records became this. */
  public long of(Disposition outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Comments among the records. */
  long comments() {
    return outcomes.entrySet().stream()
            .filter(outcome -> outcome.getKey().ofComments() != null)
            .mapToLong(Map.Entry::getValue)
            .sum()
        - again;
  }

  boolean addsUp() {
    return read + again == outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same as a JSON object, without what is none. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("read", read);
    if (again != 0) {
      json.put("comments.under_further_topics", again);
    }
    for (Disposition outcome : Disposition.values()) {
      if (of(outcome) != 0 || outcome == Disposition.COUNTED) {
        json.put(outcome.key(), of(outcome));
      }
    }
    return json.toString();
  }

  /** The sum in words, without what is none. */
  String sentence() {
    List<String> parts = new ArrayList<>();
    for (Disposition outcome : Disposition.values()) {
      if (of(outcome) != 0 || outcome == Disposition.COUNTED) {
        parts.add(String.format(Locale.ROOT, "%,d %s", of(outcome), outcome.title()));
      }
    }
    String more =
        again == 0 ? "" : String.format(Locale.ROOT, " + %,d under further topics", again);
    return String.format(Locale.ROOT, "%,d read%s = %s", read, more, String.join(" + ", parts));
  }
}
