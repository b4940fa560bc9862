// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks in real crawls, in each of the formats: the good records around it are read. */
class BrokenInputsTest {
  private static final String WEIBO_TIME = "\"Sun Oct 22 19:35:52 +0800 2023\"";
  private static final String MAPPING =
      """
      format: mapping
      zone: Asia/Shanghai
      fields: {blogger: up, post: video, post_time: day, id: cid, time: at, text: body, likes: stars}
      times: {post_time: yyyy-MM-dd, time: weibo}
      """;

  /** Names of its fields, how a record is written, and the record's number as #. */
  enum Source {
    UNDERTONE("comments.jsonl", "post", "time", "likes", "\"2023-10-22T19:35+08:00\"") {
      @Override
      String record() {
        return "{\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\"2023-10-22T17:57+08:00\","
            + "\"id\":\"c#\",\"time\":TIME,\"likes\":6,\"text\":\"TEXT\"}";
      }
    },
    RESEARCH("comment7239083016.csv.json", "id", "comment.time", "comment.likes", WEIBO_TIME) {
      @Override
      String record() {
        return "{\"id\":\"p\",\"content\":\"post\",\"time\":\"2023-10-22 17:57\",\"likes\":\"4768\","
            + "\"comment\":{\"id\":\"#\",\"comment\":\"TEXT\",\"time\":TIME,\"likes\":6}}";
      }
    },
    RESEARCH_SCORED("7239083016output.json", "id", "time", "likes", "\"2023-10-22 17:57\"") {
      @Override
      String record() {
        return "{\"id\":\"p\",\"content\":\"TEXT\",\"content_score\":0.25,\"time\":TIME,"
            + "\"likes\":6,\"comment_score\":[[0.5,#]]}";
      }
    },
    MEDIACRAWLER(
        "search_comments.jsonl", "note_id", "create_time", "comment_like_count", "1697974552") {
      @Override
      String record() {
        return "{\"comment_id\":\"c#\",\"note_id\":\"p\",\"create_time\":TIME,\"content\":\"TEXT\","
            + "\"comment_like_count\":6,\"user_id\":\"u\"}";
      }
    },
    MAPPED("videos.jsonl", "video", "at", "stars", WEIBO_TIME) {
      @Override
      String record() {
        return "{\"up\":\"b\",\"video\":\"p\",\"day\":\"2023-10-22\",\"cid\":\"c#\",\"at\":TIME,"
            + "\"body\":\"TEXT\",\"stars\":6}";
      }
    };

    final String file;
    final String post;
    final String time;
    final String likes;
    final String goodTime;

    Source(String file, String post, String time, String likes, String goodTime) {
      this.file = file;
      this.post = post;
      this.time = time;
      this.likes = likes;
      this.goodTime = goodTime;
    }

    abstract String record();

    String record(int number) {
      return record().replace("#", Integer.toString(number)).replace("TIME", goodTime);
    }
  }

  @TempDir Path directory;

  private List<Parsed> read(Source source, String name, byte[] content) throws IOException {
    Path file = Parsing.file(directory, name, content);
    if (source == Source.MAPPED) {
      Files.writeString(directory.resolve(DataSet.DESCRIPTOR), MAPPING);
      return Parsing.read(DataSet.open(directory, null).format(), file);
    }
    return Parsing.read(Objects.requireNonNull(Formats.detect(file)), file);
  }

  static Stream<Arguments> brokenRecords() {
    return Arrays.stream(Source.values()).flatMap(BrokenInputsTest::brokenRecords);
  }

  /** What is replaced, by what, and what the reason then says. */
  private static Stream<Arguments> brokenRecords(Source source) {
    return Stream.of(
        Arguments.of(source, source.goodTime, "\"5分钟前\"", source.time + " is '5分钟前'; it must"),
        Arguments.of(
            source, source.goodTime, "\"10-22 17:57\"", source.time + " is '10-22 17:57';"),
        Arguments.of(source, source.goodTime, "[2023]", "; it must be a single value."),
        Arguments.of(source, source.goodTime, "\"7e99\"", source.time + " is '7e99'; it must be"),
        Arguments.of(source, "\"TEXT\"", "\"TE", "the record is not valid JSON"));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("brokenRecords")
  void aBrokenRecordIsADeadLetterAmongGoodOnes(Source source, String from, String to, String reason)
      throws IOException {
    String broken = source.record(2).replace(from, to);
    assertThat(broken).isNotEqualTo(source.record(2));

    List<Parsed> all = read(source, source.file, lines(source.record(1), broken, source.record(3)));

    assertThat(all).hasSize(3);
    DeadLetter letter = Parsing.deadLetters(all).get(0);
    assertThat(letter.reason()).contains(reason);
    assertThat(letter.position()).isEqualTo(2);
    assertThat(letter.source()).isEqualTo(source.file);
  }

  @ParameterizedTest
  @EnumSource
  void aMarkMixedLineEndsHtmlAndEmojiAreNoErrors(Source source) throws IOException {
    String html = source.record(2).replace("TEXT", "<a href='#'>好</a>&amp;👍🏽");
    byte[] content =
        ("\uFEFF" + source.record(1) + "\r\n\r\n" + html + "\r" + source.record(3) + "\n")
            .getBytes(UTF_8);

    List<Parsed> all = read(source, source.file, content);

    assertThat(Parsing.deadLetters(all)).isEmpty();
    assertThat(all).hasSize(3);
    assertThat(text(all.get(1))).isEqualTo("好&👍🏽");
  }

  @ParameterizedTest
  @EnumSource
  void aPackedFileCutShortGivesWhatIsBeforeTheCut(Source source) throws IOException {
    StringBuilder content = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      content.append(source.record(random.nextInt(1_000_000))).append('\n');
    }
    byte[] packed = Parsing.gzip(content.toString());

    List<Parsed> all =
        read(source, source.file + ".gz", Arrays.copyOf(packed, packed.length * 3 / 4));

    assertThat(all).hasSizeBetween(1_000, 1_900);
    DeadLetter letter = Parsing.deadLetters(all).get(0);
    assertThat(Parsing.deadLetters(all)).hasSize(1);
    assertThat(letter.position()).isEqualTo(all.size());
    assertThat(letter.reason()).startsWith("the compressed file is cut short or damaged in line");
  }

  private static String text(Parsed parsed) {
    String text =
        parsed.unjoined() != null
            ? parsed.unjoined().text()
            : Parsing.comment(parsed).text() == null
                ? Parsing.comment(parsed).postText()
                : Parsing.comment(parsed).text();
    return Objects.requireNonNull(text);
  }

  private static byte[] lines(String... lines) {
    return String.join("\n", lines).getBytes(UTF_8);
  }
}
