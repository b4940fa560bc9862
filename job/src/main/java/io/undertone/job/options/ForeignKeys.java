// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of Flink and Kafka that pass through, looked at for typing errors. Their plug-ins may
 * know more, so what is unknown is told and passed on.
 */
public final class ForeignKeys {
  /** Parts of Flink whose settings are named by their users or by plug-ins. */
  private static final List<String> OPEN_IN_FLINK =
      List.of(
          "metrics.reporter.",
          "metrics.scope.",
          "metrics.traces.",
          "fs.",
          "s3.",
          "env.",
          "kubernetes.",
          "security.",
          "user.",
          "external-resource.",
          "state.backend.rocksdb.");

  /** Settings of Flink's Kafka source, and of authentication. */
  private static final List<String> OPEN_IN_KAFKA =
      List.of(
          "partition.discovery.interval.ms",
          "client.id.prefix",
          "register.consumer.metrics",
          "commit.offsets.on.checkpoint",
          "sasl.",
          "ssl.",
          "interceptor.",
          "schema.");

  private static final List<Class<?>> FLINK =
      List.of(
          BatchExecutionOptions.class,
          BlobServerOptions.class,
          CheckpointingOptions.class,
          ClusterOptions.class,
          CoreOptions.class,
          DeploymentOptions.class,
          ExecutionOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          MetricOptions.class,
          NettyShuffleEnvironmentOptions.class,
          PipelineOptions.class,
          ResourceManagerOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          RpcOptions.class,
          SecurityOptions.class,
          StateBackendOptions.class,
          StateChangelogOptions.class,
          StateRecoveryOptions.class,
          TaskManagerOptions.class,
          WebOptions.class,
          RocksDBConfigurableOptions.class,
          RocksDBNativeMetricOptions.class,
          RocksDBOptions.class);

  private ForeignKeys() {}

  /** One line for each setting that neither Flink nor Kafka's client is known to have. */
  public static List<String> remarks(Settings settings) {
    List<String> remarks = new ArrayList<>();
    Set<String> kafka = new TreeSet<>(ConsumerConfig.configNames());
    kafka.addAll(ProducerConfig.configNames());
    kafka.addAll(AdminClientConfig.configNames());
    add(remarks, "kafka.", settings, kafka, OPEN_IN_KAFKA, "Kafka's client");
    add(remarks, "kafka-output.", settings, kafka, OPEN_IN_KAFKA, "Kafka's client");
    add(remarks, "flink.", settings, flink(), OPEN_IN_FLINK, "Flink");
    return remarks;
  }

  private static void add(
      List<String> remarks,
      String prefix,
      Settings settings,
      Collection<String> known,
      List<String> open,
      String whose) {
    Map<String, String> given = settings.foreign(prefix);
    for (String key : new TreeSet<>(given.keySet())) {
      if (!known.contains(key) && open.stream().noneMatch(key::startsWith)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(name -> distance(name, key))).orElseThrow();
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s%s is no setting of %s that is known here; did you mean %s%s? It is passed on.",
                prefix,
                key,
                whose,
                prefix,
                nearest));
      }
    }
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }

  private static Set<String> flink() {
    Set<String> keys = new TreeSet<>();
    for (Class<?> options : FLINK) {
      for (Field field : options.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          addKeys(field, keys);
        }
      }
    }
    return keys;
  }

  private static void addKeys(Field field, Set<String> keys) {
    try {
      if (field.get(null) instanceof ConfigOption<?> option) {
        keys.add(option.key());
        option.fallbackKeys().forEach(fallback -> keys.add(fallback.getKey()));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A public field cannot be read: " + field, e);
    }
  }
}
