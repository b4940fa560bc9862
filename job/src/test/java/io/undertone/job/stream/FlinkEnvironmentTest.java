// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.job.console.UserError;
import io.undertone.job.options.Settings;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlinkEnvironmentTest {

  /** What a cluster hands to the programs that are submitted to it. */
  private static final class Cluster extends StreamExecutionEnvironment {
    static void with(Map<String, String> configured) {
      initializeContextEnvironment(
          given -> {
            Configuration all = Configuration.fromMap(configured);
            all.addAll(given);
            return new StreamExecutionEnvironment(all);
          });
    }

    static void leave() {
      resetContextEnvironment();
    }
  }

  @AfterEach
  void leaveCluster() {
    Cluster.leave();
  }

  private static Settings settings(Map<String, String> options) {
    return Settings.builder().layer("file", options).build();
  }

  @Test
  void theClustersOwnCheckpointSettingsHold() {
    Cluster.with(
        Map.of(
            "execution.checkpointing.tolerable-failed-checkpoints", "7",
            "execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION"));
    ReadableConfig flink = FlinkEnvironment.of(settings(Map.of()), "test").getConfiguration();
    assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(7);
    assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
  }

  @Test
  void aClusterWithoutThemGetsOurs() {
    Cluster.with(Map.of());
    ReadableConfig flink = FlinkEnvironment.of(settings(Map.of()), "test").getConfiguration();
    assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
    assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  @Test
  void transactionsGoByTheCheckpointsThatTheClusterTakes() {
    Settings transactions = settings(Map.of("kafka-results", "r.", "transaction-timeout", "PT10M"));
    Cluster.with(Map.of("execution.checkpointing.interval", "20 min"));
    refuses(transactions, "transaction-timeout is PT10M; it must be longer than checkpoint-every");
    Cluster.with(Map.of("execution.checkpointing.mode", "AT_LEAST_ONCE"));
    refuses(transactions, "delivery is exactly_once, but checkpoint-mode is at_least_once");
  }

  private static void refuses(Settings settings, String message) {
    assertThatThrownBy(
            () ->
                KafkaResults.of(
                    settings, FlinkEnvironment.of(settings, "test").getCheckpointConfig()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }
}
