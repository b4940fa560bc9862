// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static io.undertone.ingest.format.Parsing.comments;
import static io.undertone.ingest.format.Parsing.deadLetters;
import static io.undertone.ingest.format.Parsing.file;
import static io.undertone.ingest.format.Parsing.gzip;
import static io.undertone.ingest.format.Parsing.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndertoneFileTest {
  private static final String HEADER =
      "blogger,post,post_time,post_likes,comment_index,score,text\n";
  private static final String TIME = "2023-02-10T11:16+08:00";

  @TempDir Path directory;

  private static String line(int index, String score, String text) {
    return "b,p," + TIME + ",5," + index + "," + score + "," + text + "\n";
  }

  private List<Parsed> csv(String content) throws IOException {
    return read(file(directory, "comments.csv", content));
  }

  @Test
  void consecutiveCommentsShareTheirPost() throws IOException {
    List<Comment> comments = comments(csv(HEADER + line(0, "0.1", "") + line(1, "0.2", "")));

    assertThat(comments).extracting(Comment::id).containsExactly("p#0", "p#1");
    assertThat(comments).extracting(Comment::score).containsExactly(0.1, 0.2);
    assertThat(comments.get(1).post()).isSameAs(comments.get(0).post());
    assertThat(comments.get(1).postTime()).isSameAs(comments.get(0).postTime());
  }

  @Test
  void aValueRejectedOnceIsRejectedAgain() throws IOException {
    List<Parsed> all =
        csv(HEADER + line(0, "7", "") + line(1, "7", "") + line(2, "0.5", "") + line(3, "0.5", ""));

    assertThat(deadLetters(all)).extracting(DeadLetter::position).containsExactly(2L, 3L);
    assertThat(comments(all)).extracting(Comment::id).containsExactly("p#2", "p#3");
  }

  @Test
  void blankTextIsNoOpinion() throws IOException {
    List<Parsed> all = csv("blogger,post,post_time,comment_index,text\nb,p," + TIME + ",0,\n");

    assertThat(all).isEmpty();
    assertThat(csv(HEADER + line(0, "", ""))).isEmpty();
  }

  @Test
  void quotesHoldCommasQuotesAndLineEnds() throws IOException {
    List<Parsed> all =
        csv(
            HEADER
                + line(0, "", "\"a, \"\"b\"\"\r\nc\"")
                + line(1, "", "5\" screen")
                + line(2, "9", ""));

    assertThat(comments(all))
        .extracting(Comment::text)
        .containsExactly("a, \"b\"\r\nc", "5\" screen");
    assertThat(deadLetters(all)).extracting(DeadLetter::position).containsExactly(5L);
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
    List<Parsed> all =
        csv(
            HEADER
                + line(0, "", "\"open")
                + line(1, "", "x")
                + line(2, "", "\"y\"")
                + line(3, "", "z"));

    assertThat(comments(all)).extracting(Comment::id).containsExactly("p#1", "p#2", "p#3");
    assertThat(deadLetters(all))
        .extracting(DeadLetter::position, DeadLetter::reason)
        .containsExactly(tuple(2L, "a quote opens column 7 and is never closed."));
  }

  @Test
  void lineEndsMayBeMixedAndLinesBlank() throws IOException {
    String mixed =
        "\uFEFF"
            + HEADER.replace("\n", "\r\n")
            + line(0, "0", "a").replace("\n", "\r")
            + "\n\r\n"
            + line(1, "0", "b")
            + line(2, "0", "c").strip();

    assertThat(comments(csv(mixed))).extracting(Comment::text).containsExactly("a", "b", "c");
  }

  @Test
  void columnsMustBeAsManyAsInTheHeader() throws IOException {
    List<Parsed> all = csv(HEADER + "b,p," + TIME + ",5,0,0.5\n" + line(1, "0.5", ""));

    assertThat(deadLetters(all))
        .extracting(DeadLetter::reason)
        .containsExactly("the record has 6 columns; the header has 7.");
    assertThat(comments(all)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"comments.csv", "comments.jsonl"})
  void anEmptyFileIsOneDeadLetter(String name) throws IOException {
    List<Parsed> all = read(file(directory, name, "\n \n"));

    assertThat(deadLetters(all))
        .extracting(DeadLetter::reason)
        .containsExactly("the file is empty.");
  }

  @Test
  void aWrongHeaderIsOneDeadLetterAndEndsTheFile() throws IOException {
    List<Parsed> all = csv("user,post,post_time\n1,2,3\n");

    assertThat(all).hasSize(1);
    assertThat(deadLetters(all).get(0).reason())
        .isEqualTo(
            "the header lacks blogger, text or score; its columns are user, post, post_time.");
  }

  @Test
  void aLineOfTenMegabytesCostsNeitherMemoryNorItsNeighbours() throws IOException {
    StringBuilder content = new StringBuilder(HEADER).append(line(0, "0.5", ""));
    content.append(line(1, "0.5", "x".repeat(10_000_000))).append(line(2, "0.5", ""));
    List<Parsed> all = csv(content.toString());

    assertThat(comments(all)).extracting(Comment::id).containsExactly("p#0", "p#2");
    DeadLetter letter = deadLetters(all).get(0);
    assertThat(letter.reason())
        .isEqualTo("the record is 10,000,035 bytes long; at most 100,000 are allowed.");
    assertThat(letter.position()).isEqualTo(3);
    assertThat(letter.payload()).isEqualTo(Masking.HIDDEN);
  }

  @Test
  void aRecordOfExactlyTheLimitIsRead() throws IOException {
    String rest = line(0, "0.5", "").strip();
    String exact = rest + "x".repeat(1_000 - rest.length());
    ParserOptions tight =
        new ParserOptions(
            "",
            "salt",
            Map.of(),
            new Limits(1_000, 20_000, Limits.DEFAULT.future()),
            Parsing.OPTIONS.clock());
    List<Parsed> all = new ArrayList<>();
    Path file =
        file(directory, "exact.csv", HEADER + exact + "\r\n" + exact + "x\n" + line(2, "1", ""));
    try (CommentFile open = Formats.undertone().open(file, tight)) {
      while (open.read(all::add)) {}
    }

    assertThat(comments(all)).extracting(Comment::id).containsExactly("p#0", "p#2");
    assertThat(deadLetters(all)).extracting(DeadLetter::position).containsExactly(3L);
  }

  @Test
  void aGzipCutShortGivesItsReadableLinesAndSaysWhereItEnds() throws IOException {
    StringBuilder content = new StringBuilder(HEADER);
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      content.append(line(i, Double.toString(random.nextDouble()), ""));
    }
    byte[] packed = gzip(content.toString());
    List<Parsed> all =
        read(file(directory, "comments.csv.gz", Arrays.copyOf(packed, packed.length / 2)));

    int good = comments(all).size();
    assertThat(good).isBetween(1_000, 4_000);
    assertThat(deadLetters(all)).hasSize(1);
    assertThat(deadLetters(all).get(0).position()).isEqualTo(good + 2);
    assertThat(deadLetters(all).get(0).reason())
        .startsWith(
            String.format(
                Locale.ROOT, "the compressed file is cut short or damaged in line %,d (", good + 2))
        .endsWith(String.format(Locale.ROOT, "; the %,d lines before it were read.", good + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void whatIsNoGzipAtAllIsOneDeadLetter(int bytes) throws IOException {
    List<Parsed> all =
        read(file(directory, "comments.csv.gz", Arrays.copyOf(HEADER.getBytes(UTF_8), bytes)));

    assertThat(deadLetters(all)).hasSize(1);
    assertThat(deadLetters(all).get(0).reason()).contains("cut short or damaged in line 1");
  }

  @Test
  void severalPackedPartsInOneFileAreOneFile() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(gzip(HEADER + line(0, "0", "")));
    parts.write(gzip(line(1, "1", "")));

    assertThat(comments(read(file(directory, "comments.csv.gz", parts.toByteArray())))).hasSize(2);
  }

  @Test
  void anAuthorIsNotShownInADeadLetter() throws IOException {
    List<Parsed> all =
        read(
            file(
                directory,
                "authors.csv",
                "blogger,post,post_time,author,score\nb,p," + TIME + ",alice,7\nb,alice\n"));

    assertThat(deadLetters(all))
        .extracting(DeadLetter::payload)
        .containsExactly("b,p," + TIME + ",...,7", "(not shown: it may name an author)");
  }

  @Test
  void aCommentIsTheSameInBothFormats() throws IOException {
    Comment csv = comments(csv(HEADER + line(4, "0.25", "好"))).get(0);
    Path lines =
        file(
            directory,
            "comments.jsonl",
            "\n{\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\""
                + TIME
                + "\",\"post_likes\":5,\"comment_index\":4,\"score\":0.25,\"text\":\"好\"}\r\n");

    assertThat(comments(read(lines))).containsExactly(csv);
  }

  @Test
  void unknownColumnsAreCounted() throws IOException {
    Path file =
        file(directory, "more.csv", "x,blogger,post,post_time,score,y\n1,b,p," + TIME + ",0,2\n");
    try (CommentFile open = Formats.undertone().open(file, Parsing.OPTIONS)) {
      while (open.read(parsed -> assertThat(parsed.comment()).isNotNull())) {}
      assertThat(open.tally().unknownFields()).isEqualTo(2);
    }
  }
}
