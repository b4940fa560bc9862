// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.ingest.kafka.KafkaCommentSource;
import io.undertone.ingest.kafka.KafkaInput;
import io.undertone.job.graph.Operator;
import io.undertone.job.options.Settings;
import io.undertone.job.replay.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The whole job over a Kafka topic into a database, two times; prints the seconds of each.
 * Arguments as {@link StreamsMean} has them.
 */
final class KafkaJob {
  private KafkaJob() {}

  public static void main(String[] args) throws Exception {
    Settings settings =
        Settings.builder()
            .layer(
                "benchmark",
                Map.of(
                    "parallelism", args[2],
                    "state-backend", args[3],
                    "period", args[4],
                    "zone", args[5],
                    "topic", "huawei",
                    "provisional-every", "PT0S"))
            .build();
    Path scratch = Files.createTempDirectory("undertone-kafka-job");
    try {
      for (int pass = 0; pass < 2; pass++) {
        System.out.printf(
            Locale.ROOT, "%.3f%n", seconds(args[0], Integer.parseInt(args[2]), settings, scratch));
      }
    } finally {
      JobThroughput.delete(scratch);
    }
  }

  private static double seconds(String broker, int parallelism, Settings settings, Path scratch)
      throws Exception {
    KafkaInput input =
        new KafkaInput(
            broker,
            List.of(StreamsThroughput.TOPIC),
            UUID.randomUUID().toString(),
            "earliest",
            true,
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Map.of(),
            Formats.undertone(),
            ParserOptions.of("huawei", "salt"));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, EmbeddedCluster.configuration(settings));
    DataStream<Parsed> parsed =
        env.fromSource(
                KafkaCommentSource.build(input),
                KafkaCommentSource.watermarks(input),
                Operator.READ.title())
            .uid(Operator.READ.uid());
    JobThroughput.whole(parsed, settings, Files.createTempDirectory(scratch, "run"));
    long started = System.nanoTime();
    env.execute();
    return (System.nanoTime() - started) / 1e9;
  }
}
