// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.RowQuery;
import io.undertone.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** Comments, and streaming jobs over them in this process. */
final class StreamRuns {
  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] BLOGGERS = {"ada", "bo", "cy"};
  static final String LAST_BLOGGER = BLOGGERS[BLOGGERS.length - 1];

  private StreamRuns() {}

  /** One post a day and blogger with five comments each, in the order of time. */
  static List<String> comments(int fromDay, int toDay) {
    List<String> records = new ArrayList<>();
    for (int day = fromDay; day < toDay; day++) {
      for (int i = 0; i < 5 * BLOGGERS.length; i++) {
        records.add(comment(day, BLOGGERS[i % BLOGGERS.length], i / BLOGGERS.length));
      }
    }
    return records;
  }

  static String comment(int day, String blogger, int index) {
    Instant post = START.plus(Duration.ofDays(day)).plusSeconds(60);
    // a wave with a phase of its own for each blogger
    double score = 0.5 + 0.4 * Math.sin(day * 0.7 + blogger.hashCode() + index * 0.05);
    return String.format(
        Locale.ROOT,
        "{\"blogger\":\"%s\",\"post\":\"%s-%d\",\"post_time\":\"%s\",\"post_likes\":%d,\"id\":\"c%d\","
            + "\"time\":\"%s\",\"likes\":%d,\"score\":%.4f}",
        blogger,
        blogger,
        day,
        post,
        day % 7,
        index,
        post.plus(Duration.ofHours(index * 4L)),
        index,
        score);
  }

  /** Daily periods, few models, fast checkpoints, records read from the start. */
  static Map<String, String> options(KafkaBroker broker, String topic) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("period", "P1D");
    options.put("models", "persistence");
    options.put("provisional-every", "PT0S");
    options.put("kafka-brokers", broker.address());
    options.put("kafka-topics", topic);
    options.put("kafka-group", topic);
    options.put("kafka-start", "earliest");
    // on a busy machine a partition may seem idle for seconds, and what it wakes with is late
    options.put("idleness", "PT1M");
    options.put("checkpoint-every", "PT0.3S");
    options.put("transaction-timeout", "PT1M");
    options.put("restart", "none");
    return options;
  }

  static StreamJob job(Map<String, String> options) throws IOException {
    Settings settings = Settings.builder().layer("test", options).build();
    DataSet files =
        settings
            .get(StreamOptions.INPUT)
            .or(() -> settings.get(StreamOptions.BACKFILL))
            .map(path -> DataSet.open(Path.of(path), null))
            .orElse(null);
    return StreamJob.prepare(settings, files);
  }

  /** Runs a bounded job to its end. */
  static void run(Map<String, String> options) throws IOException, InterruptedException {
    options.put("kafka-bounded", "true");
    job(options).runHere(line -> {});
  }

  /** Final rows of all tables without what depends on the order of arrival, by table. */
  static Map<String, SortedSet<String>> rows(Path database) throws IOException {
    Map<String, SortedSet<String>> tables = new LinkedHashMap<>();
    try (ResultReader results = ResultReader.open(database.toString())) {
      for (ResultTable table : ResultTable.values()) {
        RowJson json = new RowJson(table, results.times(), null);
        SortedSet<String> rows = new TreeSet<>();
        results.forEach(
            table,
            RowQuery.all(),
            row -> {
              if (isFinal(json.value(row))) {
                rows.add(comparable(json.value(row)));
              }
            });
        tables.put(table.tableName(), rows);
      }
    }
    return tables;
  }

  /** Asserts that two databases hold the same final rows, and names those that only one has. */
  static void assertSameRows(
      Map<String, SortedSet<String>> actual,
      Map<String, SortedSet<String>> expected,
      String where) {
    assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
    SoftAssertions all = new SoftAssertions();
    expected.forEach(
        (table, rows) -> {
          all.assertThat(without(actual.get(table), rows))
              .as("only here, %s, %s", table, where)
              .isEmpty();
          all.assertThat(without(rows, actual.get(table)))
              .as("missing, %s, %s", table, where)
              .isEmpty();
        });
    all.assertAll();
  }

  private static SortedSet<String> without(
      @Nullable SortedSet<String> rows, @Nullable SortedSet<String> others) {
    SortedSet<String> rest = new TreeSet<>(Objects.requireNonNull(rows));
    rest.removeAll(Objects.requireNonNull(others));
    return rest;
  }

  /** The newest checkpoint below a folder. */
  static Path lastCheckpoint(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent)
          .orElseThrow();
    }
  }

  /** Sends records to two partitions in turn, as if the brokers had got them at that time. */
  static void send(KafkaBroker broker, String topic, List<String> records, @Nullable Instant time)
      throws ExecutionException, InterruptedException {
    for (int partition = 0; partition < 2; partition++) {
      List<byte[]> own = new ArrayList<>();
      for (int i = partition; i < records.size(); i += 2) {
        own.add(records.get(i).getBytes(UTF_8));
      }
      broker.send(topic, partition, own, time == null ? null : time.toEpochMilli());
    }
  }

  /** The last record of each key, compared like {@link #rows}. */
  static SortedSet<String> rows(KafkaBroker broker, String topic) {
    Map<String, String> last = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> record : broker.read(topic)) {
      if (record.value() == null) {
        last.remove(record.key());
      } else if (isFinal(record.value())) {
        last.put(record.key(), record.value());
      }
    }
    SortedSet<String> rows = new TreeSet<>();
    last.values().forEach(value -> rows.add(comparable(value)));
    return rows;
  }

  /** Whether a row is no provisional one of a period that is still open. */
  static boolean isFinal(String row) {
    return !row.contains("\"provisional\":true");
  }

  static String comparable(String row) {
    try {
      ObjectNode node = (ObjectNode) JSON.readTree(row);
      node.remove(List.of("revision", "seen_at", "run"));
      return node.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(row, e);
    }
  }
}
