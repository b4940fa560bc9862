// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether one record is a comment or a post, by the names for which it has a value: the
 * kind counts of which it has more names that the other does not know; of as many, an id that posts
 * do not have makes it a comment; then the kind counts that it has all needed fields of.
 */
final class KindChoice {
  private final RecordSchema comments;
  private final @Nullable RecordSchema posts;
  private final Set<String> marks = new LinkedHashSet<>();
  private final Set<String> ofComments = new LinkedHashSet<>();
  private final Set<String> ofPosts = new LinkedHashSet<>();

  /**
   * @throws IllegalArgumentException when comments have no name of their own
   */
  KindChoice(RecordSchema comments, @Nullable RecordSchema posts) {
    this.comments = comments;
    this.posts = posts;
    if (posts == null) {
      return;
    }
    ofComments.addAll(comments.allNames());
    ofComments.removeAll(posts.allNames());
    ofPosts.addAll(posts.allNames());
    ofPosts.removeAll(comments.allNames());
    marks.addAll(comments.names(Field.ID));
    marks.retainAll(ofComments);
    if (ofComments.isEmpty()) {
      throw new IllegalArgumentException(
          "the fields of comments and posts have the same names; map a field that only comments"
              + " have, such as id");
    }
  }

  /** Names that only comments have, the id's first. */
  List<String> namesOfComments() {
    Set<String> names = new LinkedHashSet<>(marks);
    names.addAll(ofComments);
    return List.copyOf(names);
  }

  Set<String> namesOfPosts() {
    return Set.copyOf(ofPosts);
  }

  /** The kind of a record, or null when it is neither. */
  @Nullable RecordSchema of(Predicate<String> has) {
    if (posts == null) {
      return comments;
    }
    int comment = count(ofComments, has);
    int post = count(ofPosts, has);
    if (comment >= post && count(marks, has) > 0) {
      return comments;
    }
    if (comment != post) {
      return comment > post ? comments : posts;
    }
    if (hasNeeded(posts, has)) {
      return posts;
    }
    return hasNeeded(comments, has) ? comments : null;
  }

  private static int count(Set<String> names, Predicate<String> has) {
    int count = 0;
    for (String name : names) {
      count += has.test(name) ? 1 : 0;
    }
    return count;
  }

  private static boolean hasNeeded(RecordSchema schema, Predicate<String> has) {
    return schema.required().stream()
        .allMatch(any -> any.stream().anyMatch(f -> schema.names(f).stream().anyMatch(has)));
  }

  Rejected neither() {
    RecordSchema other = Objects.requireNonNull(posts);
    return Rejected.of(
        Refusal.Kind.NEITHER,
        comments.name(Field.ID),
        other.name(Field.BLOGGER),
        other.name(Field.POST_TIME));
  }
}
