// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.Comment;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks selected comments up in a data set and makes the records that take them out of a running
 * job again: the newest version of each, without text and author, marked as deleted.
 */
public final class Deletions {
  private static final Comparator<@Nullable Instant> UNKNOWN_FIRST =
      Comparator.nullsFirst(Comparator.<Instant>naturalOrder());
  private static final Comparator<Comment> BY_VERSION =
      Comparator.comparing(Comment::observedAt, UNKNOWN_FIRST).thenComparing(Comment::likes);

  private final CommentSelection selection;
  private final Map<String, Comment> newest = new LinkedHashMap<>();
  private final Map<String, PostVersion> posts = new HashMap<>();
  private final List<UnjoinedComment> unjoined = new ArrayList<>();
  private final List<UnjoinedComment> orphans = new ArrayList<>();

  private Deletions(CommentSelection selection) {
    this.selection = selection;
  }

  /**
   * Reads a whole data set.
   *
   * @throws InputException when a file cannot be read
   */
  public static Deletions of(DataSet dataSet, CommentSelection selection) {
    // any salt serves: hashes are compared with each other alone
    ParserOptions options = dataSet.parserOptions(UUID.randomUUID().toString());
    String author = selection.author();
    Deletions deletions =
        new Deletions(selection.withAuthor(author == null ? null : options.hashed(author)));
    for (DataFile file : dataSet.files()) {
      deletions.read(file, options);
    }
    deletions.join();
    return deletions;
  }

  /** One record a comment. */
  public List<Comment> records() {
    return List.copyOf(newest.values());
  }

  /** Comments whose post is not in the data set, so that there is no record for them. */
  public List<UnjoinedComment> orphans() {
    return List.copyOf(orphans);
  }

  /** Number of comments found. */
  public int size() {
    return newest.size() + orphans.size();
  }

  private void read(DataFile data, ParserOptions options) {
    try (CommentFile file = data.open(options)) {
      boolean more = true;
      while (more) {
        more = file.read(this::take);
      }
    } catch (IOException e) {
      throw new InputException("'" + data.name() + "' cannot be read: " + e.getMessage());
    }
  }

  private void take(Parsed parsed) {
    Comment comment = parsed.comment();
    UnjoinedComment apart = parsed.unjoined();
    PostVersion post = parsed.post();
    if (comment != null && selection.isComment(comment.post(), comment.id(), comment.author())) {
      add(comment);
    } else if (apart != null && selection.isComment(apart.post(), apart.id(), apart.author())) {
      unjoined.add(apart);
    } else if (post != null && selection.isPost(post.post())) {
      posts.merge(post.post(), post, Deletions::newer);
    }
  }

  private static PostVersion newer(PostVersion a, PostVersion b) {
    return UNKNOWN_FIRST.compare(b.observedAt(), a.observedAt()) >= 0 ? b : a;
  }

  private void join() {
    for (UnjoinedComment comment : unjoined) {
      PostVersion post = posts.get(comment.post());
      if (post == null) {
        orphans.add(comment);
      } else {
        add(comment.join(post));
      }
    }
  }

  private void add(Comment comment) {
    if (selection.isBlogger(comment.blogger())) {
      newest.merge(
          comment.blogger() + '\n' + comment.post() + '\n' + comment.id(),
          comment.deletion(),
          (a, b) -> BY_VERSION.compare(b, a) >= 0 ? b : a);
    }
  }
}
