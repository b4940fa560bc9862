// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Says of each measure whether it grows. */
final class SoakVerdict {
  private static final double MB = 1e6;

  private final List<SoakSample> samples;
  private final List<String> lines = new ArrayList<>();
  private boolean steady = true;

  SoakVerdict(List<SoakSample> samples) {
    this.samples = samples;
    measure("task managers' live heap", "MB", MB, SoakSample::heap);
    measure("job manager's live heap", "MB", MB, SoakSample::managerHeap);
    measure("task managers' memory", "MB", MB, SoakSample::resident);
    measure("RocksDB's files", "MB", MB, SoakSample::rocksDb);
    measure("checkpoint", "MB", MB, SoakSample::checkpoint);
    measure("checkpoint's duration", "ms", 1, SoakSample::checkpointMillis);
    measure("lag", "records", 1, SoakSample::lag);
  }

  private void measure(String name, String unit, double scale, ToLongFunction<SoakSample> value) {
    Trend trend = Trend.of(samples, value);
    steady &= !trend.grows();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-26s %10.1f %-7s %+10.1f +- %.1f an hour%s",
            name,
            trend.mean() / scale,
            unit,
            trend.perHour() / scale,
            trend.error() / scale,
            trend.grows() ? "  GROWS" : ""));
  }

  /** Whether nothing grows and nothing failed. */
  boolean good() {
    return steady && last().failures() == 0;
  }

  private SoakSample last() {
    return samples.get(samples.size() - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d records in %.1f minutes, %d failed checkpoints and restarts, %,d rows%n"
            + "second half: mean, slope%n  %s%n%s",
        last().sent(),
        last().seconds() / 60.0,
        last().failures(),
        last().rows(),
        String.join("\n  ", lines),
        good() ? "steady" : "NOT STEADY");
  }

  /**
   * Straight line through a measure of the second half of the samples, by least squares. The first
   * half is left out because state grows until its first periods expire.
   *
   * @param mean of the measure
   * @param perHour its slope
   * @param error standard error of the slope
   */
  record Trend(double mean, double perHour, double error) {
    private static final int FEWEST = 3;
    private static final double SIGNIFICANT = 3;

    /** Growth an hour, as a share of the mean, that is taken for none. */
    private static final double NEGLIGIBLE = 0.10;

    /**
     * @throws IllegalArgumentException for fewer than six samples
     */
    static Trend of(List<SoakSample> samples, ToLongFunction<SoakSample> measure) {
      List<SoakSample> settled = samples.subList(samples.size() / 2, samples.size());
      if (settled.size() < FEWEST) {
        throw new IllegalArgumentException(
            samples.size() + " samples show no trend; let it run for at least 6.");
      }
      double meanX = settled.stream().mapToLong(SoakSample::seconds).average().orElseThrow();
      double meanY = settled.stream().mapToLong(measure).average().orElseThrow();
      double xx = 0;
      double xy = 0;
      for (SoakSample sample : settled) {
        double x = sample.seconds() - meanX;
        xx += x * x;
        xy += x * (measure.applyAsLong(sample) - meanY);
      }
      double slope = xy / xx;
      double squares = 0;
      for (SoakSample sample : settled) {
        double fitted = meanY + slope * (sample.seconds() - meanX);
        squares += Math.pow(measure.applyAsLong(sample) - fitted, 2);
      }
      double error = Math.sqrt(squares / (settled.size() - 2) / xx);
      return new Trend(meanY, 3600 * slope, 3600 * error);
    }

    /** Whether it grows beyond its noise and by more than 10 % of its mean an hour. */
    boolean grows() {
      return perHour > SIGNIFICANT * error && perHour > NEGLIGIBLE * mean;
    }
  }

  /**
   * What one look at a running job showed; bytes are bytes, counts are since the start.
   *
   * @param seconds since the job was submitted
   * @param sent records that were handed to the broker
   * @param lag records sent but not part of a complete checkpoint
   * @param heap live objects in the heaps of all task managers
   * @param managerHeap live objects in the heap of the job manager
   * @param resident memory that the task managers take from the machine
   * @param rocksDb files of RocksDB on the task managers' disks
   * @param checkpoint bytes that a restore would read
   * @param checkpointWritten bytes that the newest checkpoint wrote
   * @param checkpointMillis wall time of the newest checkpoint
   * @param failures failed checkpoints and restarts since the first complete checkpoint
   * @param rows rows of all result tables
   */
  public record SoakSample(
      long seconds,
      long sent,
      long lag,
      long heap,
      long managerHeap,
      long resident,
      long rocksDb,
      long checkpoint,
      long checkpointWritten,
      long checkpointMillis,
      long failures,
      long rows) {

    static String header() {
      return Arrays.stream(SoakSample.class.getRecordComponents())
          .map(component -> snakeCase(component.getName()))
          .collect(Collectors.joining(","));
    }

    static String snakeCase(String component) {
      return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d",
          seconds,
          sent,
          lag,
          heap,
          managerHeap,
          resident,
          rocksDb,
          checkpoint,
          checkpointWritten,
          checkpointMillis,
          failures,
          rows);
    }
  }
}
