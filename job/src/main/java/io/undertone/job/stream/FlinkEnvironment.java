// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.options.Delivery;
import io.undertone.job.options.Option;
import io.undertone.job.options.Restart;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.EmbeddedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the job runs: on the cluster that it was submitted to, else in this process. */
public final class FlinkEnvironment {
  /** One to go on from, and one in case it cannot be read. */
  private static final int RETAINED_CHECKPOINTS = 2;

  private static final int TOLERABLE_FAILED_CHECKPOINTS = 3;

  /** Flink's keys of options whose defaults give way to what a cluster is configured with. */
  private static final Map<Option<?>, ConfigOption<?>> YIELDING =
      Map.of(
          UndertoneOptions.PARALLELISM, CoreOptions.DEFAULT_PARALLELISM,
          UndertoneOptions.STATE_BACKEND, StateBackendOptions.STATE_BACKEND,
          StreamOptions.CHECKPOINT_EVERY, CheckpointingOptions.CHECKPOINTING_INTERVAL,
          StreamOptions.CHECKPOINT_MODE, CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
          StreamOptions.RESTART, RestartStrategyOptions.RESTART_STRATEGY);

  /** Set only where a cluster is not configured otherwise. */
  private static final List<ConfigOption<?>> UNLESS_CONFIGURED =
      List.of(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          CheckpointingOptions.MAX_RETAINED_CHECKPOINTS,
          CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);

  private FlinkEnvironment() {}

  /** Whether this process belongs to a cluster, or submits to one. */
  public static boolean isCluster() {
    return !(StreamExecutionEnvironment.getExecutionEnvironment()
        instanceof LocalStreamEnvironment);
  }

  /**
   * An environment with the settings; on a cluster, defaults give way to its configuration.
   *
   * @param heartbeat id of the {@link Heartbeat} of a job in this process
   */
  static StreamExecutionEnvironment of(Settings settings, String heartbeat) {
    Configuration flink = configuration(settings);
    if (isCluster()) {
      ReadableConfig cluster =
          StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
      YIELDING.forEach(
          (option, key) -> {
            if (!settings.isGiven(option) && cluster.getOptional(key).isPresent()) {
              flink.removeConfig(key);
            }
          });
      UNLESS_CONFIGURED.stream()
          .filter(key -> cluster.getOptional(key).isPresent())
          .forEach(flink::removeConfig);
    }
    settings.foreign("flink.").forEach(flink::setString);
    if (!isCluster()) {
      Heartbeat.configure(flink, heartbeat);
    }
    return StreamExecutionEnvironment.getExecutionEnvironment(flink);
  }

  private static Configuration configuration(Settings settings) {
    Configuration flink = EmbeddedCluster.configuration(settings);
    flink.set(PipelineOptions.NAME, settings.get(StreamOptions.JOB_NAME));
    flink.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(StreamOptions.CHECKPOINT_EVERY));
    flink.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
        settings.get(StreamOptions.CHECKPOINT_MODE) == Delivery.EXACTLY_ONCE
            ? CheckpointingMode.EXACTLY_ONCE
            : CheckpointingMode.AT_LEAST_ONCE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        settings.get(StreamOptions.RESTART) == Restart.NONE ? "none" : "exponential-delay");
    settings
        .get(StreamOptions.CHECKPOINTS)
        .ifPresent(folder -> flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(folder)));
    settings
        .get(StreamOptions.RESTORE)
        .ifPresent(folder -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, uri(folder)));
    return flink;
  }

  /** Flink reads a path as it stands: a space must not become %20. */
  static String uri(String folder) {
    return folder.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")
        ? folder
        : "file://" + Path.of(folder).toAbsolutePath();
  }
}
