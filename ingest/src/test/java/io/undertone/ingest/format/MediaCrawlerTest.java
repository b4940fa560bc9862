// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static io.undertone.ingest.format.Parsing.deadLetters;
import static io.undertone.ingest.format.Parsing.file;
import static io.undertone.ingest.format.Parsing.gzip;
import static io.undertone.ingest.format.Parsing.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaCrawlerTest {
  private static final String POST =
      "{\"note_id\":\"5000\",\"content\":\"华为发布会\",\"create_time\":1697968552,\"create_date_time\":"
          + "\"2023-10-22 17:55:52\",\"liked_count\":\"4768\",\"comments_count\":\"12\",\"user_id\":"
          + "\"7239083016\",\"nickname\":\"白问视频\",\"last_modify_ts\":1698000000000}";
  private static final String COMMENT =
      "{\"comment_id\":\"6001\",\"note_id\":\"5000\",\"create_time\":1697974552,\"content\":\"好\","
          + "\"comment_like_count\":\"6\",\"parent_comment_id\":\"0\",\"user_id\":\"1234567890\","
          + "\"nickname\":\"somebody\",\"last_modify_ts\":1698000000000}";

  @TempDir Path directory;

  private List<Parsed> crawled(String name, String content) throws IOException {
    return read(Formats.byName("mediacrawler-weibo"), file(directory, name, content));
  }

  private static List<UnjoinedComment> unjoined(List<Parsed> all) {
    return all.stream().map(Parsed::unjoined).filter(Objects::nonNull).toList();
  }

  private static PostVersion post(List<Parsed> all) {
    return Objects.requireNonNull(all.get(0).post());
  }

  @Test
  void postsAndCommentsArriveApartAndJoin() throws IOException {
    Path posts = file(directory, "search_contents_2023.jsonl", POST + "\n");
    assertThat(Formats.detect(posts)).isEqualTo(Formats.byName("mediacrawler-weibo"));
    PostVersion post = post(read(Formats.byName("mediacrawler-weibo"), posts));
    UnjoinedComment comment = unjoined(crawled("search_comments_2023.jsonl", COMMENT)).get(0);

    assertThat(post)
        .isEqualTo(
            new PostVersion(
                null,
                "7239083016",
                "5000",
                Instant.ofEpochSecond(1697968552),
                4768,
                "华为发布会",
                null,
                null,
                Instant.ofEpochSecond(1698000000)));
    assertThat(comment.join(post))
        .isEqualTo(
            new Comment(
                null,
                "7239083016",
                "5000",
                Instant.ofEpochSecond(1697968552),
                4768,
                "华为发布会",
                null,
                "6001",
                Instant.ofEpochSecond(1697974552),
                6,
                "好",
                null,
                null,
                comment.author(),
                Instant.ofEpochSecond(1698000000),
                post.observedAt(),
                false));
    assertThat(comment.author()).hasSize(32).doesNotContain("1234567890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1697974552     | \"10-22-2023\" | create_time is '10-22-2023'; it must be a time such as",
        "1697974552     | \"2小时\"      | create_time is '2小时'; it must be a time such as",
        "1697974552     | 1997974552   | create_time is '1997974552'; it must be at most PT24H after",
        "1697974552     | 12345          | create_time is '12345'; it must be a time such as",
        "1697974552     | null            | create_time is missing or blank; every record needs it.",
        "\"5000\"       | null            | note_id is missing or blank; every record needs it.",
      })
  void aBrokenCommentBecomesADeadLetterAmongGoodOnes(String from, String to, String reason)
      throws IOException {
    List<Parsed> all =
        crawled("comments.jsonl", COMMENT + "\n" + COMMENT.replace(from, to) + "\r\n" + COMMENT);

    assertThat(unjoined(all)).hasSize(2);
    DeadLetter letter = deadLetters(all).get(0);
    assertThat(letter.reason()).startsWith(reason);
    assertThat(letter.position()).isEqualTo(2);
    assertThat(letter.payload()).doesNotContain("1234567890", "somebody");
  }

  @Test
  void anArrayOverManyLinesIsReadToo() throws IOException {
    String pretty = COMMENT.replace(",\"", ",\n    \"").replace("{", "{\n    ").replace("}", "\n}");
    List<Parsed> all = crawled("comments.json", "\uFEFF[\n" + pretty + ",\n" + pretty + "\n]\n");

    assertThat(unjoined(all)).hasSize(2);
    assertThat(deadLetters(all)).isEmpty();
    assertThat(unjoined(crawled("flat.json", "[" + COMMENT + "," + COMMENT + "]"))).hasSize(2);
    assertThat(post(crawled("posts.json", "[" + POST + "]")).likes()).isEqualTo(4768);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"好\"    | \"好      | not valid JSON",
        "\"5000\"  | 5000\"    | not valid JSON",
        "\"6001\"  | {         | not valid JSON",
        "}         | ''        | not valid JSON",
      })
  void aBrokenElementOfAnArrayCostsOnlyItself(String from, String to, String reason)
      throws IOException {
    List<Parsed> all =
        crawled(
            "comments.json",
            "[\n"
                + COMMENT
                + ",\n"
                + COMMENT.replace(from, to)
                + ",\n"
                + COMMENT
                + ",\n"
                + COMMENT
                + "\n]");

    assertThat(unjoined(all)).hasSize(3);
    assertThat(deadLetters(all)).hasSize(1);
    assertThat(deadLetters(all).get(0).reason()).contains(reason);
    assertThat(deadLetters(all).get(0).position()).isEqualTo(3);
  }

  @Test
  void anArrayCutShortOrEmptyOrTooLongIsReported() throws IOException {
    String array = "[" + (COMMENT + ",\n").repeat(50);
    assertThat(deadLetters(crawled("cut.json", array + COMMENT.substring(0, 90)))).hasSize(1);
    assertThat(deadLetters(crawled("empty.json", "[]")))
        .extracting(DeadLetter::reason)
        .containsExactly("the file is empty.");
    List<Parsed> longer =
        crawled(
            "long.json", array + COMMENT.replace("好", "x".repeat(300_000)) + "," + COMMENT + "]");
    assertThat(unjoined(longer)).hasSize(51);
    assertThat(deadLetters(longer).get(0).reason())
        .contains("bytes long; at most 100,000 are allowed");
    byte[] packed = gzip(array + COMMENT + "]");
    List<Parsed> cut =
        read(
            Formats.byName("mediacrawler-weibo"),
            file(directory, "cut.json.gz", Arrays.copyOf(packed, packed.length - 12)));
    assertThat(deadLetters(cut).get(0).reason()).contains("cut short or damaged in line");
  }

  @Test
  void csvExportsAreReadToo() throws IOException {
    List<Parsed> all =
        crawled(
            "comments.csv",
            "comment_id,create_time,note_id,content,user_id,nickname,comment_like_count\r\n"
                + "1,1697974552,5000,\"two\nlines, 👍\",77777,alice,\r\n"
                + "2,昨天,5000,x,77777,alice,3\r\n"
                + "3,1697974552,5000,<b>bold</b> 1 < 2,77777,alice,4\r\n");

    assertThat(unjoined(all))
        .extracting(UnjoinedComment::text)
        .containsExactly("two\nlines, 👍", "bold 1 < 2");
    assertThat(deadLetters(all)).extracting(DeadLetter::position).containsExactly(4L);
    assertThat(deadLetters(all).get(0).payload()).isEqualTo("2,昨天,5000,x,...,...,3");
  }

  @Test
  void aStreamMayMixPostsAndComments() {
    CommentParser parser = Formats.byName("mediacrawler-weibo").jsonParser(Parsing.OPTIONS);
    List<Parsed> all = new ArrayList<>();
    for (String record : List.of(COMMENT, POST)) {
      byte[] bytes = record.getBytes(UTF_8);
      parser.parse(bytes, 0, bytes.length, "weibo-0", 1, all::add);
    }

    assertThat(all.get(0).unjoined()).isNotNull();
    assertThat(all.get(1).post()).isNotNull();
    assertThat(parser.tally().unknownFields()).isPositive();
  }
}
