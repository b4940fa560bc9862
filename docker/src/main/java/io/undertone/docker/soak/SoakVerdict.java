// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

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
}
