// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.testing.CommittedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a consumer of Kafka that reads nothing but committed records gets of a run: final rows of
 * periods before a day, and dead letters.
 *
 * @param issued every row with its revision, by table, as often as it came
 * @param tables rows that hold at the end, without revision and moment of writing
 * @param deadLetters every record that cannot be used, as often as it came
 * @param late every comment that came too late, as often as it came
 */
record PublishedRows(
    Map<String, List<String>> issued,
    Map<String, TreeSet<String>> tables,
    List<String> deadLetters,
    List<String> late) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the topics.
   *
   * @param prefix of their names
   * @param end last end of a period that is taken
   */
  static PublishedRows read(String brokers, String prefix, String end) {
    Map<String, List<String>> issued = new TreeMap<>();
    Map<String, TreeSet<String>> tables = new TreeMap<>();
    FinalRows.PERIOD.forEach(
        (table, time) -> {
          Map<String, ObjectNode> last = new LinkedHashMap<>();
          List<String> every = new ArrayList<>();
          CommittedRecords.of(brokers, prefix + table)
              .forEach(
                  record -> {
                    last.remove(record.key());
                    ObjectNode row = record.value() == null ? null : parse(record.value());
                    if (row != null
                        && !row.path("provisional").asBoolean()
                        && row.path(time).asText().substring(0, 10).compareTo(end) <= 0) {
                      last.put(record.key(), row);
                      every.add(row.toString());
                    }
                  });
          issued.put(table, every);
          tables.put(table, holding(List.copyOf(last.values()), time));
        });
    Map<Boolean, List<String>> deadLetters =
        rows(brokers, prefix + "dead_letter").stream()
            .collect(
                Collectors.partitioningBy(
                    row -> row.path("reason").asText().startsWith("too late"),
                    Collectors.mapping(PublishedRows::comparable, Collectors.toList())));
    return new PublishedRows(
        issued,
        tables,
        deadLetters.getOrDefault(false, List.of()),
        deadLetters.getOrDefault(true, List.of()));
  }

  private static List<ObjectNode> rows(String brokers, String topic) {
    List<ObjectNode> rows = new ArrayList<>();
    CommittedRecords.of(brokers, topic).forEach(record -> rows.add(parse(record.value())));
    return rows;
  }

  private static ObjectNode parse(String row) {
    try {
      return (ObjectNode) JSON.readTree(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row whose revision is lower than its period's highest has been withdrawn. */
  private static TreeSet<String> holding(List<ObjectNode> rows, String time) {
    Map<String, Integer> highest = new HashMap<>();
    rows.forEach(row -> highest.merge(issue(row, time), revision(row), Math::max));
    TreeSet<String> holding = new TreeSet<>();
    for (ObjectNode row : rows) {
      if (revision(row) == highest.getOrDefault(issue(row, time), -1)) {
        holding.add(comparable(row));
      }
    }
    return holding;
  }

  private static String issue(ObjectNode row, String time) {
    return row.path("topic").asText() + row.path(time).asText() + row.path("conditional").asText();
  }

  private static int revision(ObjectNode row) {
    return row.path("revision").asInt();
  }

  private static String comparable(ObjectNode row) {
    return row.deepCopy().remove(FinalRows.INCOMPARABLE).toString();
  }
}
