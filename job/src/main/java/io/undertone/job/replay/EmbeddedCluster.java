// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How Flink runs, embedded or not: what the graph relies on, and the user's {@code flink.} keys.
 */
public final class EmbeddedCluster {
  private EmbeddedCluster() {}

  /** Settings that every run needs. */
  public static Configuration configuration(Settings settings) {
    Configuration flink = new Configuration();
    flink.setString("pipeline.object-reuse", "true");
    flink.setString("pipeline.generic-types", "false");
    flink.setString("pipeline.max-parallelism", Integer.toString(UndertoneOptions.MAX_PARALLELISM));
    flink.setString(
        "parallelism.default", Integer.toString(settings.get(UndertoneOptions.PARALLELISM)));
    String backend = settings.get(UndertoneOptions.STATE_BACKEND).name().toLowerCase(Locale.ROOT);
    flink.setString("state.backend.type", backend.equals("heap") ? "hashmap" : backend);
    // most comments are new: without filters each is looked for in every file of the state
    flink.setString("state.backend.rocksdb.use-bloom-filter", "true");
    // state that expires leaves marks in files that nothing else would touch again
    flink.setString("state.backend.rocksdb.compaction.level.use-dynamic-size", "true");
    flink.setString("state.backend.rocksdb.compaction.filter.periodic-compaction-time", "1 h");
    // RocksDB's own log: 100 MB for each operator, most of it about flushes
    flink.setString("state.backend.rocksdb.log.level", "WARN_LEVEL");
    settings.foreign("flink.").forEach(flink::setString);
    return flink;
  }

  /**
   * An environment in this process whose metrics {@link ReplayGauges} collects under {@code run}.
   */
  static StreamExecutionEnvironment environment(Settings settings, String run, Path scratch) {
    Configuration flink = configuration(settings);
    flink.setString("io.tmp.dirs", scratch.toString());
    flink.setString("restart-strategy.type", "none");
    flink.setString("metrics.reporters", "progress");
    flink.setString(
        "metrics.reporter.progress.factory.class", ReplayGauges.Factory.class.getName());
    flink.setString("metrics.reporter.progress." + ReplayGauges.RUN, run);
    flink.setString("rest.bind-port", "0");
    return StreamExecutionEnvironment.createLocalEnvironment(
        settings.get(UndertoneOptions.PARALLELISM), flink);
  }
}
