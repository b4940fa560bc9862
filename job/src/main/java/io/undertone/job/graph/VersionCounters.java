// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.UnjoinedComment;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What became of the comments that reached their tally; every record adds one to the sum:
 *
 * <pre>records = counted + unscored + newer versions + duplicates + deletions</pre>
 *
 * A comment counts for the file of its first record, a newer version for the file it lies in.
 */
final class VersionCounters {
  private final OriginCounter counted;
  private final OriginCounter unscored;
  private final OriginCounter newer;
  private final OriginCounter duplicates;
  private final OriginCounter deletions;
  private final OriginCounter further;

  VersionCounters(MetricGroup group) {
    counted = new OriginCounter(group, Metric.COUNTED);
    unscored = new OriginCounter(group, Metric.WITHOUT_SCORE);
    newer = new OriginCounter(group, Metric.NEWER_VERSIONS);
    duplicates = new OriginCounter(group, Metric.DUPLICATES);
    deletions = new OriginCounter(group, Metric.DELETIONS);
    further = new OriginCounter(group, Metric.FURTHER_TOPICS);
  }

  /**
   * A record has come.
   *
   * @param origin of the record
   * @param old what was known; null for nothing
   * @param next what is known now
   * @param taken whether the record took the place of what was known
   */
  void record(int origin, @Nullable CommentVersion old, CommentVersion next, boolean taken) {
    if (origin == UnjoinedComment.AGAIN && !taken) {
      return; // a comment that carries a newer version of its post is no record of its own
    }
    if (!taken) {
      duplicates.inc(origin);
      return;
    }
    if (origin == UnjoinedComment.AGAIN) {
      further.inc(0); // its post has turned to a topic under which it had not been counted
    }
    CommentVersion live = old == null || old.deleted() ? null : old;
    if (live != null) {
      living(live).dec(live.origin());
    }
    if (next.deleted()) {
      deletions.inc(origin);
      if (live != null) {
        // a comment that was counted leaves the sum with the record that takes it out
        deletions.inc(live.origin());
      }
      return;
    }
    living(next).inc(next.origin());
    if (live != null) {
      newer.inc(origin);
    }
  }

  private OriginCounter living(CommentVersion version) {
    return Unscored.is(version.scorer()) ? unscored : counted;
  }
}
