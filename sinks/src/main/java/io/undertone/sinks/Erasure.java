// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.ingest.DeadLetter;
import java.util.Locale;
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
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException when an id is blank, which would be found everywhere
   */
  public Erasure {
    comments = Set.copyOf(comments);
    requireText("blogger", blogger);
    requireText("post", post);
    comments.forEach(comment -> requireText("comment", comment));
  }

  private static void requireText(String what, @Nullable String id) {
    if (id != null && id.isBlank()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "The %s to erase is '%s'; give an id, which is never blank.", what, id));
    }
  }

  /** Whether a row tells of it. */
  boolean covers(Record row) {
    if (row instanceof PostEvidence evidence) {
      return comments.isEmpty() && isOf(evidence.blogger(), evidence.post());
    }
    if (row instanceof PostNowcast nowcast) {
      return comments.isEmpty() && isOf(nowcast.blogger(), nowcast.post());
    }
    if (row instanceof CommentEvidence evidence) {
      return isOf(evidence.blogger(), evidence.post())
          && (comments.isEmpty() || comments.contains(evidence.comment()));
    }
    return row instanceof DeadLetter letter && isNamedBy(new RefusedRecord(letter));
  }

  private boolean isOf(String otherBlogger, String otherPost) {
    return post.equals(otherPost) && (blogger == null || blogger.equals(otherBlogger));
  }

  /** A comment without an id of its own is not named by its record: then the post decides. */
  private boolean isNamedBy(RefusedRecord refused) {
    return refused.names(post)
        && (blogger == null || refused.mayBeOf(blogger))
        && (comments.isEmpty()
            || comments.stream().anyMatch(id -> isMadeOfPost(id) || refused.names(id)));
  }

  private boolean isMadeOfPost(String comment) {
    return comment.startsWith(post + "#") || comment.startsWith(post + "@");
  }
}
