// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What became of the comments that reached their tally; every record adds one to the sum:
 *
 * <pre>records = counted + newer versions + duplicates + deletions</pre>
 */
final class VersionCounters {
  private final Counter counted;
  private final Counter newer;
  private final Counter duplicates;
  private final Counter deletions;

  VersionCounters(MetricGroup group) {
    counted = group.counter(Metric.COUNTED.title());
    newer = group.counter(Metric.NEWER_VERSIONS.title());
    duplicates = group.counter(Metric.DUPLICATES.title());
    deletions = group.counter(Metric.DELETIONS.title());
  }

  void duplicate() {
    duplicates.inc();
  }

  /** A version was taken in the place of another, or of none. */
  void taken(CommentVersion version, @Nullable CommentVersion old) {
    boolean live = old != null && !old.deleted();
    if (version.deleted()) {
      // a comment that was counted leaves the sum with the record that takes it out
      deletions.inc(live ? 2 : 1);
      counted.dec(live ? 1 : 0);
    } else if (live) {
      newer.inc();
    } else {
      counted.inc();
    }
  }
}
