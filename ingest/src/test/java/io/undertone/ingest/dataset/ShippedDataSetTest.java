// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.CommentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShippedDataSetTest {
  private static final Path WEIBO = Path.of("../replay-data/weibo-2023");

  @Test
  void weibo2023HoldsEveryCommentAndNoDeadLetter() throws IOException {
    DataSet dataSet = DataSet.open(WEIBO, null);
    List<Parsed> all = new ArrayList<>();
    try (CommentFile file = dataSet.files().get(0).open(dataSet.parserOptions("salt"))) {
      while (file.read(all::add)) {}
      assertThat(file.tally().unknownFields()).isZero();
    }

    assertThat(all).hasSize(93_568).allMatch(parsed -> parsed.comment() != null);
    List<Comment> comments = all.stream().map(p -> Objects.requireNonNull(p.comment())).toList();
    assertThat(comments.stream().map(c -> c.blogger() + c.post()).distinct()).hasSize(1_379);
    assertThat(comments.stream().map(Comment::id).distinct()).hasSize(93_568);
    assertThat(dataSet.bloggers()).hasSize(7);
    assertThat(comments.stream().map(Comment::blogger).distinct())
        .containsExactlyInAnyOrderElementsOf(dataSet.bloggers().keySet());
  }

  @Test
  void itsReadmeStatesTheChecksumsOfItsFiles() throws Exception {
    String readme = Files.readString(WEIBO.resolve("README.md"));

    for (String name : List.of("scored-comments.csv.gz", "bloggers.csv")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(WEIBO.resolve(name)));
      assertThat(readme).contains("`" + name + "` | `" + HexFormat.of().formatHex(digest) + "`");
    }
  }
}
