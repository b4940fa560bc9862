// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Scored posts as the research code of arXiv:2511.15303 keeps them: one JSON object a post with all
 * its comments as [score, likes], the blogger in the file's name. A comment is named {@code
 * post#index}, from 0, and takes the time of its post.
 */
public final class WeiboScoredFormat implements CommentFormat {
  private static final long serialVersionUID = 1L;

  /** A record holds all comments of a post, so it may be longer than others. */
  private static final int COMMENTS_A_RECORD = 100;

  @Override
  public String name() {
    return "weibo-research-scored";
  }

  @Override
  public boolean recognises(Path file, Set<String> names) {
    return names.containsAll(Set.of("id", "time", "comment_score"));
  }

  @Override
  public CommentFile open(Path file, ParserOptions options) throws IOException {
    ParserOptions longer = longer(BloggerInName.of(file, options));
    return new JsonFile(file, new WeiboScoredParser(longer), WeiboScoredParser.SCHEMA, longer);
  }

  @Override
  public CommentParser jsonParser(ParserOptions options) {
    return new WeiboScoredParser(longer(options));
  }

  private static ParserOptions longer(ParserOptions options) {
    Limits limits = options.limits();
    long bytes = (long) COMMENTS_A_RECORD * limits.recordBytes();
    return options.withLimits(
        new Limits(
            (int) Math.min(Limits.MAX_RECORD_BYTES, bytes),
            limits.textCharacters(),
            limits.future()));
  }
}
