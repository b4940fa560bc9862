// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Records as MediaCrawler exports them for Weibo: a post and its comments apart, counts as strings,
 * times in epoch seconds.
 */
final class CrawlJson {
  private static final String[] SUBJECTS = {"华为", "小米"};

  private CrawlJson() {}

  /** The post of a comment, as it was seen a day after it was published. */
  static String post(GeneratedComment c, TextLanguage language) {
    Random random = new Random(new SplittableRandom(c.post().hashCode()).nextLong());
    String subject = SUBJECTS[random.nextInt(SUBJECTS.length)];
    return line()
            .put("note_id", c.post())
            .put("content", subject + "：" + Phrases.compose(language, 0, random))
            .put("create_time", c.postTime().getEpochSecond())
            .put("liked_count", Long.toString(c.postLikes()))
            .put("user_id", c.blogger())
            .put("last_modify_ts", c.postTime().plus(Duration.ofDays(1)).toEpochMilli())
        + "\n";
  }

  static String comment(GeneratedComment c) {
    return line()
            .put("comment_id", c.post() + "#" + c.commentIndex())
            .put("note_id", c.post())
            .put("create_time", c.time().getEpochSecond())
            .put("content", c.text())
            .put("comment_like_count", Long.toString(c.likes()))
            .put("parent_comment_id", "0")
            .put("user_id", "u" + Math.floorMod((c.post() + c.commentIndex()).hashCode(), 5000))
            .put("last_modify_ts", c.time().plus(Duration.ofHours(1)).toEpochMilli())
        + "\n";
  }

  private static ObjectNode line() {
    return JsonNodeFactory.instance.objectNode();
  }
}
