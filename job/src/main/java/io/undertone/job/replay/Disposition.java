// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.ingest.replay.ReplayFileMetric;
import io.undertone.job.graph.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may become of a record that is read; each record has one of these. */
public enum Disposition {
  /** Comments that have a say in their audience's sentiment. */
  COUNTED("counted", Metric.COUNTED),
  /** Comments that nobody could score. */
  UNSCORED("unscored", Metric.WITHOUT_SCORE),
  NEWER_VERSIONS("newer versions of others", Metric.NEWER_VERSIONS),
  /** Comments read again unchanged or in an older version. */
  DUPLICATES("duplicates", Metric.DUPLICATES),
  /** Records that say a comment is deleted, and the comments they took out. */
  DELETIONS("deletions", Metric.DELETIONS),
  TOO_LATE("too late", Metric.LATE_COMMENTS),
  WITHOUT_POST("without a post", Metric.ORPHANS),
  OFF_TOPIC("off topic", Metric.OFF_TOPIC),
  /** Comments of periods that are part of the warm start's history. */
  COUNTED_BEFORE("counted before", Metric.ALREADY_COUNTED),
  POSTS("posts", ReplayFileMetric.POSTS),
  NO_OPINION("no opinion", ReplayFileMetric.NO_OPINIONS),
  DEAD_LETTERS("dead letters", ReplayFileMetric.DEAD_LETTERS),
  PASSED_OVER("passed over", ReplayFileMetric.PASSED_OVER);

  private final String title;

  /** Counted behind the reader, of comments; null for what the reader counts. */
  private final @Nullable Metric ofComments;

  private final @Nullable ReplayFileMetric ofRecords;

  Disposition(String title, Metric ofComments) {
    this.title = title;
    this.ofComments = ofComments;
    this.ofRecords = null;
  }

  Disposition(String title, ReplayFileMetric ofRecords) {
    this.title = title;
    this.ofComments = null;
    this.ofRecords = ofRecords;
  }

  /** In words. */
  public String title() {
    return title;
  }

  /** Name in the results' meta table, after {@code account.}. */
  String key() {
    return ofRecords == null
        ? "comments." + title.replace(' ', '_')
        : ofRecords.name().toLowerCase(Locale.ROOT);
  }

  @Nullable Metric ofComments() {
    return ofComments;
  }

  @Nullable ReplayFileMetric ofRecords() {
    return ofRecords;
  }
}
