// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * Comments as the research code of arXiv:2511.15303 keeps them: one JSON object a line that repeats
 * its post, the blogger in the file's name. The format has no comment id, so a comment is named
 * {@code post#line}.
 */
public final class WeiboResearchFormat extends SchemaFormat {
  private static final long serialVersionUID = 1L;

  static final TimeFormat POST_TIME =
      new PatternTime("yyyy-MM-dd HH:mm[:ss]", ZoneId.of("Asia/Shanghai"));

  private static final RecordSchema SCHEMA =
      new RecordSchema(
          RecordSchema.Kind.COMMENT,
          Map.of(
              "id", Field.POST,
              "content", Field.POST_TEXT,
              "time", Field.POST_TIME,
              "likes", Field.POST_LIKES,
              "comment.id", Field.AUTHOR,
              "comment.comment", Field.TEXT,
              "comment.time", Field.TIME,
              "comment.likes", Field.LIKES),
          Map.of(Field.POST_TIME, POST_TIME, Field.TIME, PatternTime.WEIBO));

  public WeiboResearchFormat() {
    super("weibo-research", SCHEMA, null);
  }

  @Override
  public boolean recognises(Path file, Set<String> names) {
    return names.containsAll(Set.of("id", "time", "comment.comment"));
  }

  @Override
  public CommentFile open(Path file, ParserOptions options) throws IOException {
    return open(file, SCHEMA.indexedByPosition(), BloggerInName.of(file, options));
  }
}
