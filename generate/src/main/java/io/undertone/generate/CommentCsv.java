// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import java.util.Locale;

/** Undertone's own CSV. Texts hold neither commas nor quotes nor line ends. */
final class CommentCsv {
  private CommentCsv() {}

  /**
   * @param text whether the last column is text instead of score
   */
  static String header(boolean text) {
    return "blogger,post,post_time,post_likes,post_score,comment_index,time,likes,"
        + (text ? "text" : "score")
        + "\n";
  }

  static String line(GeneratedComment c, boolean text) {
    return String.join(
            ",",
            c.blogger(),
            c.post(),
            c.postTime().toString(),
            Long.toString(c.postLikes()),
            String.format(Locale.ROOT, "%.4f", c.postScore()),
            Integer.toString(c.commentIndex()),
            c.time().toString(),
            Long.toString(c.likes()),
            text ? String.valueOf(c.text()) : String.format(Locale.ROOT, "%.6f", c.score()))
        + "\n";
  }
}
