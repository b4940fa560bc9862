// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static io.undertone.ingest.format.Parsing.comments;
import static io.undertone.ingest.format.Parsing.deadLetters;
import static io.undertone.ingest.format.Parsing.file;
import static io.undertone.ingest.format.Parsing.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeiboResearchTest {
  private static final String RAW =
      "{\"id\":\"NpGFwl8OC\",\"content\":\"post <br>text\",\"time\":\"2023-10-22 17:57\",\"likes\":\"4768\","
          + "\"comment\":{\"id\":\"1234567890\",\"comment\":\"good\",\"time\":\"Sun Oct 22 19:35:52 +0800"
          + " 2023\",\"likes\":6}}";
  private static final String SCORED =
      "{\"id\":\"NpGFwl8OC\",\"content\":\"post\",\"content_score\":0.25,\"time\":\"2023-10-22 17:57\","
          + "\"likes\":\"4768\",\"comment_score\":[[0.5,6],[0.75,null],[1,\"2\"]]}";

  @TempDir Path directory;

  private List<Parsed> raw(String... lines) throws IOException {
    Path file = file(directory, "comment7239083016.csv.json", String.join("\n", lines));
    assertThat(Formats.detect(file)).isEqualTo(Formats.byName("weibo-research"));
    return read(Formats.byName("weibo-research"), file);
  }

  private List<Parsed> scored(String... lines) throws IOException {
    Path file = file(directory, "7239083016output.json", String.join("\n", lines));
    return read(Formats.byName("weibo-research-scored"), file);
  }

  @Test
  void aRawCommentIsRead() throws IOException {
    Comment comment = comments(raw("", RAW)).get(0);

    assertThat(comment)
        .usingRecursiveComparison()
        .ignoringFields("author")
        .isEqualTo(
            new Comment(
                null,
                "7239083016",
                "NpGFwl8OC",
                Instant.parse("2023-10-22T09:57:00Z"),
                4768,
                "post \ntext",
                null,
                "NpGFwl8OC#2",
                Instant.parse("2023-10-22T11:35:52Z"),
                6,
                "good",
                null,
                null,
                null,
                null,
                null,
                false));
    assertThat(comment.author()).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun Oct 22 19:35:52 +0800 2023 | 5分钟前             | comment.time is '5分钟前'; it must be a time such as"
            + " 'Sun Oct 22 19:35:52 +0800 2023'; a time without its year or relative to now cannot be"
            + " placed.",
        "Sun Oct 22 19:35:52 +0800 2023 | 昨天 19:35          | comment.time is '昨天 19:35'; it must be a time",
        "Sun Oct 22 19:35:52 +0800 2023 | Sun Oct 22 19:35:52 | comment.time is 'Sun Oct 22 19:35:52'; it must",
        "2023-10-22 17:57   | 10-22 17:57        | time is '10-22 17:57'; it must be a time such as '2023-10-22"
            + " 19:35:52'; a time without its year",
        "2023-10-22 17:57   | 2023-02-30 17:57   | time is '2023-02-30 17:57'; it must be a time such as",
        "'\"comment\":\"good\",' | ''            | comment.comment and score are missing or blank; a comment",
        "'{\"id\":\"1234567890\"' | '[{\"id\":\"1234567890\"' | the record is not valid JSON",
      })
  void aBrokenRawCommentBecomesADeadLetterAmongGoodOnes(String from, String to, String reason)
      throws IOException {
    List<Parsed> all = raw(RAW, RAW.replace(from, to), RAW);

    assertThat(comments(all)).extracting(Comment::id).containsExactly("NpGFwl8OC#1", "NpGFwl8OC#3");
    DeadLetter letter = deadLetters(all).get(0);
    assertThat(letter.reason()).startsWith(reason);
    assertThat(letter.position()).isEqualTo(2);
    assertThat(letter.payload()).doesNotContain("1234567890");
  }

  @Test
  void aRawFileSurvivesByteOrderMarkMixedLineEndsAndEmoji() throws IOException {
    List<Parsed> all =
        raw(
            "\uFEFF" + RAW + "\r",
            RAW.replace("good", "<span class=\\\"i\\\"><img alt='[笑]'/></span>👍&amp;"));

    assertThat(comments(all)).extracting(Comment::text).containsExactly("good", "[笑]👍&");
  }

  @Test
  void aFileWithoutABloggerInItsNameNeedsADefault() throws IOException {
    Path file = file(directory, "comments.jsonl", RAW);

    assertThat(deadLetters(read(Formats.byName("weibo-research"), file)))
        .extracting(DeadLetter::reason)
        .containsExactly("blogger is missing or blank; every record needs it.");
  }

  @Test
  void everyCommentOfAScoredPostIsRead() throws IOException {
    List<Comment> comments = comments(scored(SCORED));

    assertThat(comments)
        .extracting(Comment::id, Comment::score, Comment::likes)
        .containsExactly(
            tuple("NpGFwl8OC#0", 0.5, 6L),
            tuple("NpGFwl8OC#1", 0.75, 0L),
            tuple("NpGFwl8OC#2", 1.0, 2L));
    assertThat(comments.get(0).blogger()).isEqualTo("7239083016");
    assertThat(comments.get(0).postScore()).isEqualTo(0.25);
    assertThat(comments.get(0).time()).isEqualTo(Instant.parse("2023-10-22T09:57:00Z"));
  }

  @Test
  void aBadScoredCommentCostsOnlyItself() throws IOException {
    List<Parsed> all =
        scored(SCORED.replace("[0.75,null]", "[7,1],[0.5],3,[\"\",1],[0.5,[]],[0.75,null]"));

    assertThat(comments(all))
        .extracting(Comment::id)
        .containsExactly("NpGFwl8OC#0", "NpGFwl8OC#2", "NpGFwl8OC#5", "NpGFwl8OC#6", "NpGFwl8OC#7");
    assertThat(deadLetters(all))
        .extracting(DeadLetter::reason)
        .containsExactly(
            "comment_score[1]: 0 is '7'; it must be a number in [0,1].",
            "comment_score[3]: text and 0 are missing or blank; a comment needs one of them.",
            "comment_score[4]: text and 0 are missing or blank; a comment needs one of them.");
  }

  @Test
  void aBadScoredPostCostsEachOfItsComments() throws IOException {
    List<Parsed> all =
        scored(
            SCORED.replace("2023-10-22 17:57", "刚刚"),
            SCORED.replace("0.25", "3"),
            SCORED.replace("comment_score", "comments"),
            "[1]",
            SCORED.substring(0, 80),
            SCORED);

    assertThat(deadLetters(all))
        .extracting(DeadLetter::position)
        .containsExactly(1L, 1L, 1L, 4L, 5L);
    assertThat(comments(all)).hasSize(6);
    assertThat(deadLetters(all).stream().map(DeadLetter::reason).collect(Collectors.joining("\n")))
        .contains("time is '刚刚'")
        .contains("not valid JSON");
  }

  @Test
  void aScoredPostMayBeFarLongerThanOtherRecords() throws IOException {
    String many = "[0.5,1],".repeat(50_000);

    assertThat(comments(scored(SCORED.replace("[0.75", many + "[0.75")))).hasSize(50_003);
  }
}
