// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.ingest.replay.ReplayFileMetric;
import io.undertone.ingest.replay.ReplayMetric;
import io.undertone.job.graph.OriginCounter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongBinaryOperator;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Collects the metrics of one embedded run, so that the command which started it can show progress.
 * Flink makes the reporter; the run's id connects the two.
 */
public final class ReplayGauges implements MetricReporter {
  /** Configuration key of the run's id. */
  static final String RUN = "run";

  private static final Map<String, ReplayGauges> RUNS = new ConcurrentHashMap<>();

  private final Map<String, Set<Metric>> metrics = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Metric>> ofFiles = new ConcurrentSkipListMap<>();
  private final Map<String, Set<Metric>> ofOrigins = new ConcurrentHashMap<>();

  /** Made by Flink, by name. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(java.util.Properties properties) {
      return of(properties.getProperty(RUN));
    }
  }

  /** The metrics of a run. */
  static ReplayGauges of(String run) {
    return RUNS.computeIfAbsent(run, r -> new ReplayGauges());
  }

  /** Forgets a run that has ended. */
  static void forget(String run) {
    RUNS.remove(run);
  }

  long sum(ReplayMetric metric) {
    return reduce(metric.key(), 0, Long::sum);
  }

  long max(ReplayMetric metric) {
    return reduce(metric.key(), 0, Math::max);
  }

  /** Sum over all subtasks. */
  long sum(io.undertone.job.graph.Metric metric) {
    return reduce(metric.title(), 0, Long::sum);
  }

  /** What the records of each file became, by the file's name. */
  Map<String, Map<ReplayFileMetric, Long>> files() {
    Map<String, Map<ReplayFileMetric, Long>> files = new TreeMap<>();
    ofFiles.forEach(
        (file, gauges) -> {
          Map<ReplayFileMetric, Long> values = new EnumMap<>(ReplayFileMetric.class);
          for (ReplayFileMetric metric : ReplayFileMetric.values()) {
            Metric gauge = gauges.get(metric.key());
            values.put(metric, gauge == null ? 0 : value(gauge));
          }
          files.put(file, values);
        });
    return files;
  }

  /** Sum over all subtasks for the records of one file, by its number from 1. */
  long sum(io.undertone.job.graph.Metric metric, int origin) {
    return ofOrigins.getOrDefault(origin + metric.title(), Set.of()).stream()
        .mapToLong(ReplayGauges::value)
        .sum();
  }

  private long reduce(String name, long start, LongBinaryOperator operator) {
    long result = start;
    for (Metric metric : metrics.getOrDefault(name, Set.of())) {
      result = operator.applyAsLong(result, value(metric));
    }
    return result;
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String file = group.getAllVariables().get("<" + ReplayFileMetric.FILE + ">");
    String origin = group.getAllVariables().get("<" + OriginCounter.ORIGIN + ">");
    if (origin != null) {
      ofOrigins.computeIfAbsent(origin + name, n -> ConcurrentHashMap.newKeySet()).add(metric);
      return; // a part of a count that is there in all
    }
    if (file != null) {
      ofFiles.computeIfAbsent(file, f -> new ConcurrentHashMap<>()).put(name, metric);
    }
    metrics.computeIfAbsent(name, n -> ConcurrentHashMap.newKeySet()).add(metric);
  }

  /** Metrics stay readable after their task has ended: the summary wants final values. */
  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}
}
