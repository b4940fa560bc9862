// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static io.undertone.ingest.format.Parsing.comment;
import static io.undertone.ingest.format.Parsing.deadLetter;
import static io.undertone.ingest.format.Parsing.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCommentParserTest {
  private static final String POST =
      "\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\"2023-02-10T11:16+08:00\"";

  @Test
  void everyFieldIsRead() {
    Comment comment =
        comment(
            json(
                "{"
                    + POST
                    + ",\"post_likes\":554,\"post_text\":\"post\",\"post_score\":0.25,\"id\":\"c1\","
                    + "\"comment_index\":3,\"time\":\"2023-02-10T12:00:01.5Z\",\"likes\":24,"
                    + "\"text\":\"好\",\"score\":1,\"language\":\"zh-CN\",\"author\":\"someone\","
                    + "\"topic\":\"phones\",\"observed_at\":\"2023-03-01T00:00:00Z\",\"deleted\":true}"));

    assertThat(comment)
        .usingRecursiveComparison()
        .ignoringFields("author")
        .isEqualTo(
            new Comment(
                "phones",
                "b",
                "p",
                Instant.parse("2023-02-10T03:16:00Z"),
                554,
                "post",
                0.25,
                "c1",
                Instant.parse("2023-02-10T12:00:01.5Z"),
                24,
                "好",
                1.0,
                "zh",
                null,
                Instant.parse("2023-03-01T00:00:00Z"),
                null,
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"  \"", "null", "\"NULL\"", "\"[deleted]\"", "\"[图片] [图片]\"", "\"转发微博\""})
  void whatIsNoOpinionIsCountedAndLeftOut(String text) {
    CommentParser parser = Formats.undertone().jsonParser(Parsing.OPTIONS);
    byte[] record = ("{" + POST + ",\"text\":" + text + "}").getBytes(UTF_8);
    var out = new ArrayList<Parsed>();
    parser.parse(record, 0, record.length, "s", 1, out::add);

    assertThat(out).isEmpty();
    assertThat(parser.tally().noOpinions()).isOne();
    assertThat(parser.tally().read()).isOne();
  }

  @Test
  void whatIsAbsentGetsItsDefault() {
    Comment comment =
        comment(json("{" + POST + ",\"comment_index\":3,\"likes\":null,\"text\":\"x\"}"));

    assertThat(comment.id()).isEqualTo("p#3");
    assertThat(comment.time()).isEqualTo(comment.postTime());
    assertThat(comment.likes()).isZero();
    assertThat(comment.postLikes()).isZero();
    assertThat(comment.score()).isNull();
    assertThat(comment.topic()).isNull();
    assertThat(comment.deleted()).isFalse();
  }

  @Test
  void aCommentWithoutIdAndIndexIsNamedByItsPosition() {
    assertThat(comment(json("{" + POST + ",\"text\":\"x\"}")).id()).isEqualTo("p@comments.jsonl:7");
  }

  @Test
  void blankLikesCountAsNone() {
    assertThat(comment(json("{" + POST + ",\"likes\":\" \",\"score\":0}")).likes()).isZero();
  }

  @Test
  void namesMayBeNumbersAndNumbersMayBeStrings() {
    Comment comment =
        comment(
            json(
                "{\"blogger\":5821279480,\"post\":\"p\",\"post_time\":\"2023-02-10T11:16+08:00\","
                    + "\"likes\":\"24\",\"score\":\"0.5\"}"));

    assertThat(comment.blogger()).isEqualTo("5821279480");
    assertThat(comment.likes()).isEqualTo(24);
    assertThat(comment.score()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-10T11:16+08:00",
        "2023-02-10T11:16:00+08:00",
        "2023-02-10T11:16:00.000+0800",
        "2023-02-10T11:16:00+08",
        "2023-02-10 11:16+08:00",
        "2023-02-10T03:16Z",
        "2023-02-09T22:16-05:00"
      })
  void timesMayBeIsoWithOffset(String time) {
    Comment comment = comment(json("{" + POST + ",\"score\":0,\"time\":\"" + time + "\"}"));

    assertThat(comment.time()).isEqualTo(Instant.parse("2023-02-10T03:16:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-30T11:16Z",
        "2023-02-10T24:16Z",
        "2023-02-10T11:16:60Z",
        "2023-02-10T11:16+99:00",
        "2023-02-10T11:16Zulu",
        "23-02-10T11:16Z0000",
        "02-10 11:16",
        "16760000",
        "5分钟前"
      })
  void anyOtherTimeIsRejected(String time) {
    DeadLetter letter = deadLetter(json("{" + POST + ",\"score\":0,\"time\":\"" + time + "\"}"));

    assertThat(letter.reason())
        .isEqualTo("time is '" + time + "'; it must be " + AutoTime.AUTO.rule().text() + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"score\":1.0001          | score is '1.0001'; it must be a number in [0,1].",
        "\"score\":-0.1            | score is '-0.1'; it must be a number in [0,1].",
        "\"score\":\"0x1p-3\"      | score is '0x1p-3'; it must be a number in [0,1].",
        "\"score\":\"high\"        | score is 'high'; it must be a number in [0,1].",
        "\"score\":1e999999        | score is '1e999999'; it must be a number in [0,1].",
        "\"score\":{\"v\":1}       | score is a JSON object; it must be a single value.",
        "\"score\":true            | score is 'true'; it must be a number in [0,1].",
        "\"score\":0,\"deleted\":\"maybe\" | deleted is 'maybe'; it must be true or false.",
        "\"score\":0,\"id\":\"a\\u0000b\" | id is 'a b'; it must be free of control characters (U+0000 is"
            + " one).",
        "\"likes\":1               | text and score are missing or blank; a comment needs one of them.",
        "\"score\":0,\"time\":\"1969-12-31T23:59Z\" | time is '1969-12-31T23:59Z'; it must be in or after"
            + " 1970."
      })
  void aBrokenRuleNamesFieldValueAndWhatIsAllowed(String fields, String reason) {
    DeadLetter letter = deadLetter(json("{" + POST + "," + fields + "}"));

    assertThat(letter.reason()).isEqualTo(reason);
    assertThat(letter.source()).isEqualTo("comments.jsonl");
    assertThat(letter.position()).isEqualTo(7);
    assertThat(letter.topic()).isEqualTo("huawei");
    assertThat(letter.seenAt()).isEqualTo(Parsing.NOW);
    assertThat(letter.payload()).startsWith("{\"blogger\":\"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blogger"})
  void requiredFieldsAreRequired(String field) {
    String record = ("{" + POST + ",\"score\":0}").replace("\"" + field + "\"", "\"other\"");

    assertThat(deadLetter(json(record)).reason())
        .isEqualTo(field + " is missing or blank; every record needs it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"text\"",
        "12",
        "null",
        "",
        "not json",
        "{\"blogger\":",
        "{} {}",
        "{'a':1}"
      })
  void whatIsNoJsonObjectIsRejected(String record) {
    assertThat(deadLetter(json(record)).reason()).startsWith("the record ");
  }

  @Test
  void aNestedBombIsRejected() {
    String bomb = "[".repeat(5_000);

    assertThat(deadLetter(json("{" + POST + ",\"x\":" + bomb)).reason())
        .startsWith("the record is not valid JSON: Document nesting depth");
  }

  @Test
  void bytesThatAreNoUtf8AreRejected() {
    byte[] latin = ("{" + POST + ",\"text\":\"caf\u00e9\"}").getBytes(ISO_8859_1);

    assertThat(deadLetter(json(latin)).reason())
        .isEqualTo("the record is not UTF-8; convert the input to UTF-8.");
  }

  @Test
  void theReplacementCharacterItselfIsAllowed() {
    assertThat(comment(json("{" + POST + ",\"text\":\"a\uFFFDb\"}")).text()).isEqualTo("a\uFFFDb");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(comment(json("\uFEFF{" + POST + ",\"score\":0.5}")).score()).isEqualTo(0.5);
  }

  @Test
  void emojiStayAndControlCharactersBecomeSpaces() {
    Comment comment = comment(json("{" + POST + ",\"text\":\"👍🏽\\u0007\\n\\ud83d!\"}"));

    assertThat(comment.text()).isEqualTo("👍🏽 \n !");
  }

  @Test
  void tooLongATextIsRejectedWithoutRepeatingIt() {
    String text = "长".repeat(20_001);
    DeadLetter letter = deadLetter(json("{" + POST + ",\"text\":\"" + text + "\"}"));

    assertThat(letter.reason())
        .isEqualTo(
            "text is 20,001 characters long ('"
                + "长".repeat(80)
                + "...'); at most 20,000 are allowed.");
    assertThat(letter.payload().length()).isLessThan(1_001);
  }

  @Test
  void tooLongANameIsRejected() {
    String id = "x".repeat(257);

    assertThat(deadLetter(json("{" + POST + ",\"score\":0,\"id\":\"" + id + "\"}")).reason())
        .endsWith("it must be at most 256 characters.");
  }

  @Test
  void authorsAreHashedWithTheSaltAndNeverShown() {
    String record = "{\"author\":\"alice\"," + POST + ",\"score\":0}";
    String hash = comment(json(record)).author();

    assertThat(hash).matches("[0-9a-f]{32}").isEqualTo(comment(json(record)).author());
    assertThat(new AuthorHash("other").hash("alice")).isNotEqualTo(hash);
    assertThat(deadLetter(json(record.replace("\"score\":0", "\"score\":7"))).payload())
        .startsWith("{\"author\":\"...\"," + POST)
        .doesNotContain("alice");
  }

  @Test
  void unknownFieldsAreIgnoredAndCounted() {
    CommentParser parser = Formats.undertone().jsonParser(Parsing.OPTIONS);
    byte[] record =
        ("{" + POST + ",\"score\":0,\"x\":1,\"y\":{\"score\":[2]},\"z\":[{}]}").getBytes(UTF_8);
    var out = new ArrayList<Parsed>();
    parser.parse(record, 0, record.length, "s", 1, out::add);
    parser.parse(record, 0, record.length, "s", 2, out::add);

    assertThat(out).hasSize(2).allSatisfy(p -> assertThat(p.comment()).isNotNull());
    assertThat(parser.tally().unknownFields()).isEqualTo(6);
  }
}
