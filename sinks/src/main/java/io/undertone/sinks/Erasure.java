// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.ingest.DeadLetter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be erased: a post with all it holds, or some comments of it.
 *
 * @param blogger who posted; null for any, which suffices where post ids are unique
 * @param post post id
 * @param comments comment ids; empty for the whole post
 */
public record Erasure(@Nullable String blogger, String post, Set<String> comments) {
  public Erasure {
    comments = Set.copyOf(comments);
  }

  /** Whether a row tells of it. */
  boolean covers(Record row) {
    if (row instanceof PostEvidence evidence) {
      return comments.isEmpty() && isOf(evidence.blogger(), evidence.post());
    }
    if (row instanceof CommentEvidence evidence) {
      return isOf(evidence.blogger(), evidence.post())
          && (comments.isEmpty() || comments.contains(evidence.comment()));
    }
    return row instanceof DeadLetter letter && isNamedBy(letter.payload());
  }

  private boolean isOf(String otherBlogger, String otherPost) {
    return post.equals(otherPost) && (blogger == null || blogger.equals(otherBlogger));
  }

  /** A comment without an id of its own is not named by its record: then the post decides. */
  private boolean isNamedBy(String payload) {
    return hasWord(payload, post)
        && (comments.isEmpty()
            || comments.stream().anyMatch(id -> id.startsWith(post + "#") || hasWord(payload, id)));
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
