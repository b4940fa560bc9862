// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.testing.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many corrupted records as good ones, which no restart would forgive. */
@Timeout(300)
class CorruptedRecordsIT {
  private static final int BAD = 100_000;
  private static final int DAYS = 20;
  private static final int BOMB_DEPTH = 20_000;

  @TempDir Path directory;

  @Test
  void eachBadRecordIsADeadLetterAndEachGoodOneCounts() throws Exception {
    try (KafkaBroker broker = new KafkaBroker(directory.resolve("broker"))) {
      List<byte[]> good = good();
      broker.createTopic("clean", 1);
      broker.send("clean", 0, good, null);
      broker.createTopic("corrupted", 1);
      broker.send("corrupted", 0, mixed(good), null);

      double clean = recordsPerSecond(broker, "clean", good.size());
      double corrupted = recordsPerSecond(broker, "corrupted", good.size() + BAD);

      System.out.printf(
          Locale.ROOT,
          "%,.0f records/s without and %,.0f records/s with %,d corrupted ones (whole job, start"
              + " included)%n",
          clean,
          corrupted,
          BAD);
      assertThat(comments("corrupted")).isEqualTo(comments("clean")).isEqualTo(good.size());
      assertThat(count("clean", ResultTable.DEAD_LETTER)).isZero();
      assertThat(count("corrupted", ResultTable.DEAD_LETTER)).isEqualTo(BAD);
      assertThat(count("corrupted", ResultTable.AUDIENCE_SENTIMENT))
          .isEqualTo(count("clean", ResultTable.AUDIENCE_SENTIMENT));
    }
  }

  private double recordsPerSecond(KafkaBroker broker, String topic, int records) throws Exception {
    Map<String, String> options = StreamRuns.options(broker, topic);
    options.put("database", directory.resolve(topic + ".db").toString());
    options.put("checkpoint-every", "PT5S");
    long start = System.nanoTime();
    StreamRuns.run(options);
    return records / ((System.nanoTime() - start) / 1e9);
  }

  private long count(String database, ResultTable table) throws Exception {
    try (ResultReader results = ResultReader.open(directory.resolve(database + ".db").toString())) {
      return results.count(table, RowQuery.all());
    }
  }

  private long comments(String database) throws Exception {
    long[] sum = {0};
    try (ResultReader results = ResultReader.open(directory.resolve(database + ".db").toString())) {
      results.forEach(
          ResultTable.AUDIENCE_SENTIMENT,
          RowQuery.all(),
          row -> sum[0] += ((io.undertone.dynamics.findings.AudienceSentiment) row).comments());
    }
    return sum[0];
  }

  /** As many good records as bad ones, in the order of time. */
  private static List<byte[]> good() {
    List<byte[]> records = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < BAD / DAYS; i++) {
        String record = StreamRuns.comment(day, i % 2 == 0 ? "ada" : "bo", i % 5);
        records.add(
            record.replaceFirst("\"id\":\"c\\d\"", "\"id\":\"c" + i + "\"").getBytes(UTF_8));
      }
    }
    return records;
  }

  private static List<byte[]> mixed(List<byte[]> good) {
    Random random = new Random(20231016);
    List<byte[]> records = new ArrayList<>();
    for (byte[] record : good) {
      records.add(record);
      records.add(corrupted(record, random));
    }
    return records;
  }

  /** Each way makes a record that no reading can take for a comment. */
  private static byte[] corrupted(byte[] record, Random random) {
    String text = new String(record, UTF_8);
    return switch (random.nextInt(60) == 0 ? 6 : random.nextInt(6)) {
      case 0 -> Arrays.copyOf(record, random.nextInt(record.length)); // truncated
      case 1 -> flipped(record, random.nextInt(record.length)); // no valid UTF-8 any more
      case 2 -> text.replaceFirst("\"score\":[0-9.]+", "\"score\":{\"a\":1}").getBytes(UTF_8);
      case 3 -> text.replaceFirst("\"blogger\":\"[^\"]*\"", "\"blogger\":\"\"").getBytes(UTF_8);
      case 4 ->
          text.replaceFirst("\"post_time\":\"[^\"]*", "\"post_time\":\"yesterday").getBytes(UTF_8);
      case 5 ->
          text.replaceFirst("\"score\":[0-9.]+", "\"score\":" + "9".repeat(300)).getBytes(UTF_8);
      default ->
          (text.substring(0, text.length() - 1) + ",\"x\":" + "[".repeat(BOMB_DEPTH))
              .getBytes(UTF_8); // nested without end
    };
  }

  private static byte[] flipped(byte[] record, int at) {
    byte[] flipped = record.clone();
    flipped[at] ^= (byte) 0x80;
    return flipped;
  }
}
