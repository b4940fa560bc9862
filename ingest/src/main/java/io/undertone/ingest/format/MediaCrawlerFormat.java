// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Map;

/** Weibo as MediaCrawler exports it: posts and comments apart, joined later by the post's id. */
public final class MediaCrawlerFormat extends SchemaFormat {
  private static final long serialVersionUID = 1L;

  private static final RecordSchema POSTS =
      new RecordSchema(
          RecordSchema.Kind.POST,
          Map.of(
              "note_id", Field.POST,
              "user_id", Field.BLOGGER,
              "content", Field.POST_TEXT,
              "create_time", Field.POST_TIME,
              "liked_count", Field.POST_LIKES,
              "last_modify_ts", Field.OBSERVED_AT),
          Map.of(
              Field.POST_TIME, TimeFormat.Plain.EPOCH_SECONDS,
              Field.OBSERVED_AT, TimeFormat.Plain.EPOCH_MILLISECONDS));

  private static final RecordSchema COMMENTS =
      new RecordSchema(
          RecordSchema.Kind.UNJOINED,
          Map.of(
              "comment_id", Field.ID,
              "note_id", Field.POST,
              "user_id", Field.AUTHOR,
              "content", Field.TEXT,
              "create_time", Field.TIME,
              "comment_like_count", Field.LIKES,
              "last_modify_ts", Field.OBSERVED_AT),
          Map.of(
              Field.TIME, TimeFormat.Plain.EPOCH_SECONDS,
              Field.OBSERVED_AT, TimeFormat.Plain.EPOCH_MILLISECONDS));

  public MediaCrawlerFormat() {
    super("mediacrawler-weibo", COMMENTS, POSTS);
  }
}
