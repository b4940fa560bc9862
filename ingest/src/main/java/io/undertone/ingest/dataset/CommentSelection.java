// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Which comments of a data set are meant; what is null may be anything.
 *
 * @param author who wrote them, as the data set names the author
 * @param blogger who posted
 * @param post post id
 * @param comment comment id
 */
public record CommentSelection(
    @Nullable String author,
    @Nullable String blogger,
    @Nullable String post,
    @Nullable String comment) {

  boolean isPost(String otherPost) {
    return post == null || post.equals(otherPost);
  }

  boolean isComment(String otherPost, String otherComment, @Nullable String hashedAuthor) {
    return isPost(otherPost)
        && (comment == null || comment.equals(otherComment))
        && (author == null || author.equals(hashedAuthor));
  }

  boolean isBlogger(String otherBlogger) {
    return blogger == null || blogger.equals(otherBlogger);
  }

  CommentSelection withAuthor(@Nullable String hashed) {
    return new CommentSelection(hashed, blogger, post, comment);
  }
}
