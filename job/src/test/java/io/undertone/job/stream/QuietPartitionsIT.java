// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertone.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is silent, or wrong about the time, does not keep periods open, nor closes them. */
@Timeout(120)
class QuietPartitionsIT {
  @TempDir Path directory;

  @Test
  void periodsCloseDespiteSilentEmptyAndFuturePartitions() throws Exception {
    try (KafkaBroker broker = new KafkaBroker(directory.resolve("broker"))) {
      broker.createTopic("quiet", 4);
      send(broker, 0, StreamRuns.comments(0, 6));
      // partition 1 falls silent on the first day, with a blogger whom nobody comments any more
      send(broker, 1, List.of(StreamRuns.comment(0, "dee", 0)));
      // partition 2 stays empty, partition 3 has but a clock three days ahead
      String ahead = Instant.now().plus(Duration.ofDays(3)).toString();
      send(broker, 3, List.of(StreamRuns.comment(0, "eve", 0).replaceAll("2024-[^\"]*", ahead)));
      Path database = directory.resolve("quiet.db");
      Map<String, String> options = StreamRuns.options(broker, "quiet");
      options.put("parallelism", "2");
      options.put("idleness", "PT1S");
      options.put("database", database.toString());

      JobClient job = StreamRuns.job(options).start();
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> rows(database, "audience_sentiment").toString().contains("2024-01-05"));
      } finally {
        job.cancel().get();
      }

      assertThat(rows(database, "audience_sentiment"))
          .as("the last day is still open")
          .noneMatch(row -> row.contains("\"period_start\":\"2024-01-06"));
      assertThat(rows(database, "audience_sentiment"))
          .filteredOn(row -> row.contains("\"dee\""))
          .as("missing on later days, never neutral")
          .singleElement()
          .asString()
          .contains("\"comments\":1");
      assertThat(rows(database, "dead_letter"))
          .singleElement()
          .asString()
          .contains("\"source\":\"quiet-3\"", "after the present");
    }
  }

  private static void send(KafkaBroker broker, int partition, List<String> records)
      throws Exception {
    broker.send("quiet", partition, records.toArray(String[]::new));
  }

  private static SortedSet<String> rows(Path database, String table) throws Exception {
    return Objects.requireNonNull(StreamRuns.rows(database).get(table));
  }
}
