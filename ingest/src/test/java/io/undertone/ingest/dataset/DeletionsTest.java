// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.undertone.ingest.Comment;
import io.undertone.ingest.UnjoinedComment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {
  @TempDir Path directory;

  private static String comment(String blogger, String post, String id, int likes, String rest) {
    return String.format(
        Locale.ROOT,
        "{\"blogger\":\"%s\",\"post\":\"%s\",\"post_time\":\"2024-03-01T09:00Z\",\"post_likes\":7,\"id\":\"%s\",\"likes\":%s,\"text\":\"mine\"%s}\n",
        blogger,
        post,
        id,
        Integer.toString(likes),
        rest);
  }

  private DataSet comments() throws IOException {
    String alice = ",\"author\":\"alice\"";
    Files.writeString(
        directory.resolve("comments.jsonl"),
        comment("ada", "p1", "c1", 3, alice + ",\"observed_at\":\"2024-03-02T00:00Z\"")
            + comment("ada", "p1", "c1", 9, alice + ",\"observed_at\":\"2024-03-01T00:00Z\"")
            + comment("ada", "p1", "c2", 1, ",\"author\":\"bert\"")
            + "{\"broken\n"
            + comment("ben", "p1", "c1", 1, alice));
    return DataSet.open(directory, null);
  }

  private Deletions find(DataSet data, CommentSelection selection) {
    return Deletions.of(data, selection);
  }

  @Test
  void anAuthorsCommentsAreFoundInTheirNewestVersion() throws IOException {
    Deletions found = find(comments(), new CommentSelection("alice", null, null, null));

    assertThat(found.size()).isEqualTo(2);
    assertThat(found.records())
        .extracting(Comment::blogger, Comment::post, Comment::id, Comment::likes)
        .containsExactly(tuple("ada", "p1", "c1", 3L), tuple("ben", "p1", "c1", 1L));
    assertThat(found.records().get(0).observedAt())
        .isEqualTo(Instant.parse("2024-03-02T00:00:00Z"));
    assertThat(found.records())
        .allMatch(c -> c.deleted() && c.text() == null && c.author() == null);
  }

  @Test
  void postBloggerAndCommentNarrowTheSearch() throws IOException {
    DataSet data = comments();

    assertThat(find(data, new CommentSelection(null, null, "p1", null)).size()).isEqualTo(3);
    assertThat(find(data, new CommentSelection(null, "ben", "p1", null)).size()).isEqualTo(1);
    assertThat(find(data, new CommentSelection(null, "ada", "p1", "c2")).size()).isEqualTo(1);
    assertThat(find(data, new CommentSelection("alic", null, null, null)).size()).isZero();
  }

  @Test
  void commentsThatAreApartFromTheirPostAreJoined() throws IOException {
    Files.writeString(
        directory.resolve("contents.jsonl"),
        "{\"note_id\":\"5\",\"create_time\":1697968552,\"user_id\":\"blogger\",\"content\":\"post\"}\n");
    Files.writeString(
        directory.resolve("comments.jsonl"),
        "{\"comment_id\":\"6\",\"note_id\":\"5\",\"create_time\":1697974552,\"content\":\"x\",\"user_id\":\"u\"}\n"
            + "{\"comment_id\":\"7\",\"note_id\":\"4\",\"create_time\":1697974552,\"content\":\"x\",\"user_id\":\"u\"}\n");

    Deletions found =
        find(DataSet.open(directory, null), new CommentSelection("u", null, null, null));

    assertThat(found.records())
        .extracting(Comment::blogger, Comment::post, Comment::id)
        .containsExactly(tuple("blogger", "5", "6"));
    assertThat(found.orphans()).extracting(UnjoinedComment::id).containsExactly("7");
  }
}
