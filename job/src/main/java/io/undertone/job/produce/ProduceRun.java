// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.produce;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.kafka.KafkaCommentSink;
import io.undertone.ingest.kafka.KafkaCommentSource;
import io.undertone.ingest.replay.ReplaySource;
import io.undertone.job.console.UserError;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.EmbeddedCluster;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One bounded run that reads a data set in event-time order and sends its comments to Kafka. */
public final class ProduceRun {
  private final DataSet dataSet;
  private final Settings settings;
  private final String brokers;
  private final String topic;

  /**
   * @param brokers {@code host:port}, comma-separated
   */
  public ProduceRun(DataSet dataSet, Settings settings, String brokers, String topic) {
    this.dataSet = dataSet;
    this.settings = settings;
    this.brokers = brokers;
    this.topic = topic;
  }

  /**
   * What was done.
   *
   * @param comments sent
   * @param refused records that could not be read
   */
  public record Sent(long comments, long refused) {}

  /**
   * Runs to the end.
   *
   * @throws UserError when the data cannot be sent
   */
  public Sent run() {
    KafkaCommentSource.requireTopics(brokers, List.of(topic), settings.foreign("kafka."));
    try {
      JobExecutionResult result = define().execute("undertone produce " + dataSet.name());
      return new Sent(count(result, CommentsOnly.COMMENTS), count(result, CommentsOnly.REFUSED));
    } catch (Exception e) {
      throw UserError.failed("The comments could not be sent: " + UserError.rootMessage(e));
    }
  }

  private static long count(JobExecutionResult result, String name) {
    Long count = result.getAccumulatorResult(name);
    return count == null ? 0 : count;
  }

  /** One subtask each, so that comments leave in the order of their times. */
  private StreamExecutionEnvironment define() {
    Configuration flink = EmbeddedCluster.configuration(settings);
    flink.setString("restart-strategy.type", "none");
    flink.setString("rest.bind-port", "0");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    String unusedSalt = UUID.randomUUID().toString();
    env.fromSource(
            ReplaySource.of(dataSet, unusedSalt, settings.get(UndertoneOptions.SPEED)),
            ReplaySource.watermarks(),
            "read comments")
        .process(new CommentsOnly())
        .sinkTo(KafkaCommentSink.build(brokers, topic, settings.foreign("kafka.")));
    return env;
  }
}
