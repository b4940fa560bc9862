// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.graph.Metric;
import io.undertone.job.graph.Operator;
import io.undertone.sinks.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a job that runs in this process is doing, in one line. Flink makes the reporter; an id
 * connects it with the command. Metrics of tasks that have ended are let go.
 */
public final class Heartbeat implements MetricReporter {
  private static final String ID = "id";
  private static final Map<String, Heartbeat> RUNNING = new ConcurrentHashMap<>();
  private static final String RECORDS = "numRecordsOut";
  private static final String PENDING = "pendingRecords";
  private static final String WATERMARK = "currentInputWatermark";
  private static final String CHECKPOINT = "lastCompletedCheckpointId";
  private static final Set<String> WANTED =
      Set.of(
          RECORDS,
          PENDING,
          WATERMARK,
          CHECKPOINT,
          Metric.DEAD_LETTERS.title(),
          Metric.LATE_COMMENTS.title(),
          Metric.ORPHANS.title());

  private final Map<String, Set<org.apache.flink.metrics.Metric>> metrics =
      new ConcurrentHashMap<>();
  private long records;
  private long checkpoint = -1;
  private @Nullable Instant checkpointAt;
  private Instant asked = Instant.now();

  /** Made by Flink, by name. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return of(properties.getProperty(ID));
    }
  }

  /** A new id. */
  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** The heartbeat of an id. */
  static Heartbeat of(String id) {
    return RUNNING.computeIfAbsent(id, i -> new Heartbeat());
  }

  /** Adds the reporter to those that are configured. */
  static void configure(org.apache.flink.configuration.Configuration flink, String id) {
    String others = flink.getString("metrics.reporters", "");
    flink.setString("metrics.reporters", others.isEmpty() ? "heartbeat" : others + ",heartbeat");
    flink.setString("metrics.reporter.heartbeat.factory.class", Factory.class.getName());
    flink.setString("metrics.reporter.heartbeat." + ID, id);
  }

  /** What was done since the line before, and where the job is. */
  synchronized String line(Instant now, TimeFormat times, Function<Instant, Instant> periodStart) {
    long read = reduce(RECORDS, 0, Long::sum);
    double seconds = Math.max(1e-3, Duration.between(asked, now).toMillis() / 1000.0);
    double rate = Math.max(0, read - records) / seconds;
    records = read;
    asked = now;
    long refused =
        reduce(Metric.DEAD_LETTERS.title(), 0, Long::sum)
            + reduce(Metric.LATE_COMMENTS.title(), 0, Long::sum)
            + reduce(Metric.ORPHANS.title(), 0, Long::sum);
    return String.format(
        Locale.ROOT,
        "%,d records since the start (%,.0f/s), %s, %,d refused, %s, %s",
        read,
        rate,
        lag(),
        refused,
        open(times, periodStart),
        checkpoint(now));
  }

  private String lag() {
    return metrics.getOrDefault(PENDING, Set.of()).isEmpty()
        ? "no lag known"
        : String.format(Locale.ROOT, "%,d waiting", reduce(PENDING, 0, Long::sum));
  }

  private String open(TimeFormat times, Function<Instant, Instant> periodStart) {
    long watermark = reduce(WATERMARK, Long.MAX_VALUE, Math::min);
    boolean none = watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE;
    return none
        ? "no period open yet"
        : "open period from "
            + times.periodBound(periodStart.apply(Instant.ofEpochMilli(watermark + 1)));
  }

  private String checkpoint(Instant now) {
    long newest = reduce(CHECKPOINT, -1, Math::max);
    if (newest > checkpoint) {
      checkpoint = newest;
      checkpointAt = now;
    }
    return checkpointAt == null
        ? "no checkpoint yet"
        : String.format(
            Locale.ROOT,
            "checkpoint %d %s",
            checkpoint,
            checkpointAt.equals(now)
                ? "since the last line"
                : Duration.between(checkpointAt, now).toSeconds() + " s ago");
  }

  private long reduce(String name, long start, LongBinaryOperator operator) {
    long result = start;
    for (org.apache.flink.metrics.Metric metric : metrics.getOrDefault(name, Set.of())) {
      result = operator.applyAsLong(result, value(metric, start));
    }
    return result;
  }

  private static long value(org.apache.flink.metrics.Metric metric, long none) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : none;
  }

  @Override
  public void notifyOfAddedMetric(
      org.apache.flink.metrics.Metric metric, String name, MetricGroup group) {
    if (WANTED.contains(name) && isWanted(name, group)) {
      metrics.computeIfAbsent(name, n -> ConcurrentHashMap.newKeySet()).add(metric);
    }
  }

  /** Records of the source alone, and the time that has reached the alignment of periods. */
  private static boolean isWanted(String name, MetricGroup group) {
    String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
    return switch (name) {
      case RECORDS -> operator.endsWith(Operator.READ.title());
      case WATERMARK -> operator.equals(Operator.ALIGN.title());
      default -> true;
    };
  }

  @Override
  public void notifyOfRemovedMetric(
      org.apache.flink.metrics.Metric metric, String name, MetricGroup group) {
    metrics.getOrDefault(name, Set.of()).remove(metric);
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {
    RUNNING.values().remove(this);
  }
}
