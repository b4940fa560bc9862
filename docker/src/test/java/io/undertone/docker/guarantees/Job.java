// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.guarantees;

import io.undertone.docker.local.FlinkJobs;
import io.undertone.docker.local.LocalStack;
import io.undertone.docker.local.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The streaming job with options of these tests. */
final class Job {
  /** A topic's records at full speed may not run ahead of the watermark by many periods. */
  private static final Map<String, Object> OPTIONS =
      Map.of(
          "kafka-start", "earliest",
          "kafka.max.partition.fetch.bytes", 32768,
          "idleness", "PT10M",
          "topic", "generated",
          "period", "P1D",
          "origin", "2024-01-01",
          "lateness", "P3D",
          "checkpoint-every", "PT1S",
          "influence-every", 1,
          "flink.pipeline.auto-watermark-interval", "20ms");

  private Job() {}

  /**
   * A job that reads the Kafka topic as a run, with a consumer group, of this name: without one it
   * would go on from the newest checkpoint of the job before, as the same run.
   */
  static Submission reading(
      LocalStack stack, String name, String topic, int parallelism, Map<String, ?> more)
      throws IOException {
    Map<String, Object> options = new HashMap<>(OPTIONS);
    options.put("kafka-topics", topic);
    options.put("kafka-group", name);
    options.put("run", name);
    options.putAll(more);
    Path config = stack.writeOptions(name, options);
    return Submission.of(
        Submission.builtJar(Path.of("..")), parallelism, "run", "--config", config.toString());
  }

  /** Runs to the end of what the topic holds now. */
  static void runToEnd(LocalStack stack, Submission bounded)
      throws IOException, InterruptedException {
    FlinkJobs jobs = stack.flink().jobs();
    jobs.awaitFinished(jobs.submit(bounded));
  }
}
