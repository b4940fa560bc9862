// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.generate;

import io.undertone.dynamics.generate.SuiteOptions.TextLanguage;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Records as MediaCrawler exports them for Weibo: a post and its comments apart, counts as strings,
 * times in epoch seconds. Texts hold no character that JSON escapes.
 */
final class CrawlJson {
  private static final String[] SUBJECTS = {"华为", "小米"};

  private CrawlJson() {}

  /** The post of a comment, as it was seen a day after it was published. */
  static String post(GeneratedComment c, TextLanguage language) {
    Random random = new Random(new SplittableRandom(c.post().hashCode()).nextLong());
    String subject = SUBJECTS[random.nextInt(SUBJECTS.length)];
    return String.format(
        Locale.ROOT,
        """
        {"note_id": "%s", "content": "%s：%s", "create_time": %d, "liked_count": "%d", \
        "user_id": "%s", "last_modify_ts": %d}
        """,
        c.post(),
        subject,
        Phrases.compose(language, 0, random),
        c.postTime().getEpochSecond(),
        c.postLikes(),
        c.blogger(),
        c.postTime().plus(Duration.ofDays(1)).toEpochMilli());
  }

  static String comment(GeneratedComment c) {
    return String.format(
        Locale.ROOT,
        """
        {"comment_id": "%s#%d", "note_id": "%s", "create_time": %d, "content": "%s", \
        "comment_like_count": "%d", "parent_comment_id": "0", "user_id": "u%d", \
        "last_modify_ts": %d}
        """,
        c.post(),
        c.commentIndex(),
        c.post(),
        c.time().getEpochSecond(),
        c.text(),
        c.likes(),
        Math.floorMod((c.post() + c.commentIndex()).hashCode(), 5000),
        c.time().plus(Duration.ofHours(1)).toEpochMilli());
  }
}
