// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.ingest.Parsed;
import io.undertone.testing.JsonSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas take what the parsers take, and refuse what they refuse. */
class InputSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POST =
      "\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\"2023-02-10T11:16+08:00\"";

  private static boolean parsed(CommentFormat format, String record) {
    byte[] bytes = record.getBytes(UTF_8);
    List<Parsed> out = new ArrayList<>();
    format.jsonParser(Parsing.OPTIONS).parse(bytes, 0, bytes.length, "topic-0", 1, out::add);
    assertThat(out).hasSize(1);
    return out.get(0).deadLetter() == null;
  }

  private static List<String> problems(CommentFormat format, String kind, String record)
      throws JsonProcessingException {
    JsonNode schema = Objects.requireNonNull(InputSchema.all().get(format.name() + "." + kind));
    return JsonSchemas.problems(JsonSchemas.of(schema), JSON.readTree(record));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\":\"拍照真好\"",
        "\"text\":12",
        "\"score\":0",
        "\"score\":1.0",
        "\"score\":\"0.5\"",
        "\"score\":\"1\"",
        "\"score\":\" .25 \"",
        "\"score\":\"8.4E-4\"",
        "\"deleted\":true",
        "\"deleted\":\"TRUE\"",
        "\"deleted\":1",
        "\"text\":\"x\",\"deleted\":\"false\"",
        "\"text\":\"x\",\"deleted\":0",
        "\"text\":\"x\",\"score\":null",
        "\"text\":\"x\",\"score\":\" \"",
        "\"text\":\"x\",\"likes\":\"24\",\"post_likes\":0",
        "\"text\":\"x\",\"likes\":\"1.2万\",\"post_likes\":\"10万+\"",
        "\"text\":\"x\",\"likes\":\"1亿\",\"comment_index\":\"7\"",
        "\"text\":\"x\",\"likes\":\"\",\"id\":\" c 1 \"",
        "\"text\":\"x\",\"likes\":1000000000,\"id\":12",
        "\"text\":\"x\",\"time\":\"2023-02-10 11:16:00.000+0800\"",
        "\"text\":\"x\",\"time\":\"2023-02-10T03:16Z\",\"observed_at\":null",
        "\"text\":\"x\",\"time\":\"2023-02-10T03:16-18:00\"",
        "\"text\":\"x\",\"language\":\"zh-CN\",\"topic\":\"\"",
        "\"text\":\"x\",\"author\":5,\"unknown\":{\"a\":[1]}",
        "\"score\":0,\"likes\":-3",
        "\"score\":0,\"likes\":1.5",
        "\"score\":0,\"likes\":1000000001",
        "\"score\":0,\"likes\":\"many\"",
        "\"score\":0,\"likes\":\"1.5\"",
        "\"score\":0,\"likes\":[1]",
        "\"score\":0,\"comment_index\":\"1万\"",
        "\"score\":0,\"language\":\"中文\"",
        "\"score\":0,\"language\":5",
        "\"score\":0,\"time\":\"2023-02-10T11:16\"",
        "\"score\":0,\"time\":1676000000",
        "\"text\":\"x\",\"post_text\":null,\"post_score\":0.25"
      })
  void bothTakeIt(String fields) throws JsonProcessingException {
    String record = "{" + POST + "," + fields + "}";

    assertThat(parsed(Formats.undertone(), record)).isTrue();
    assertThat(problems(Formats.undertone(), "comment", record)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"likes\":1",
        "\"score\":\" \"",
        "\"score\":1.0001",
        "\"score\":-0.1",
        "\"score\":\"1.5\"",
        "\"score\":\"NaN\"",
        "\"score\":\"0x1p-3\"",
        "\"score\":{\"v\":1}",
        "\"score\":true",
        "\"deleted\":false",
        "\"deleted\":\"0\"",
        "\"score\":0,\"deleted\":\"maybe\"",
        "\"score\":0,\"deleted\":2",
        "\"score\":0,\"id\":\"a\\u0000b\"",
        "\"score\":0,\"id\":false",
        "\"score\":0,\"time\":true"
      })
  void bothRefuseIt(String fields) throws JsonProcessingException {
    String record = "{" + POST + "," + fields + "}";

    assertThat(parsed(Formats.undertone(), record)).isFalse();
    assertThat(problems(Formats.undertone(), "comment", record)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "id"})
  void bothBoundTheLength(String field) throws JsonProcessingException {
    int most = field.equals("id") ? FieldRules.MAX_NAME : Limits.DEFAULT.textCharacters();
    String start = "{" + POST + ",\"score\":0,\"" + field + "\":\"";
    String longest = start + "x".repeat(most) + "\"}";
    String tooLong = start + "x".repeat(most + 1) + "\"}";

    assertThat(parsed(Formats.undertone(), longest)).isTrue();
    assertThat(problems(Formats.undertone(), "comment", longest)).isEmpty();
    assertThat(parsed(Formats.undertone(), tooLong)).isFalse();
    assertThat(problems(Formats.undertone(), "comment", tooLong)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"note_id\":\"5000\",\"create_time\":1697968552,\"user_id\":\"7\",\"liked_count\":\"1.2万\"}",
        "{\"note_id\":5000,\"create_time\":\"1697968552\",\"user_id\":7,\"content\":\"\"}"
      })
  void crawledPostsAreTaken(String record) throws JsonProcessingException {
    assertThat(parsed(Formats.byName("mediacrawler-weibo"), record)).isTrue();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "post", record)).isEmpty();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "comment", record)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"comment_id\":\"6\",\"note_id\":\"5\",\"create_time\":1697968552,\"content\":\"好\"}",
        "{\"comment_id\":6,\"note_id\":5,\"create_time\":\"1697968552\",\"content\":\"x\",\"last_modify_ts\":1698000000000}"
      })
  void crawledCommentsAreTaken(String record) throws JsonProcessingException {
    assertThat(parsed(Formats.byName("mediacrawler-weibo"), record)).isTrue();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "comment", record)).isEmpty();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "post", record)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"comment_id\":\"6\",\"note_id\":\"5\",\"create_time\":1697968552}",
        "{\"comment_id\":\"6\",\"note_id\":\"5\",\"content\":\"x\"}",
        "{\"comment_id\":\"6\",\"create_time\":1697968552,\"content\":\"x\"}",
        "{\"comment_id\":\"6\",\"note_id\":\"5\",\"create_time\":true,\"content\":\"x\"}",
        "{\"note_id\":\"5\",\"create_time\":1697968552}",
        "{\"note_id\":\"5\",\"user_id\":\"7\"}",
        "{\"note_id\":\"5\",\"create_time\":-1,\"user_id\":\"7\"}"
      })
  void crawledRecordsThatLackSomethingAreRefused(String record) throws JsonProcessingException {
    assertThat(parsed(Formats.byName("mediacrawler-weibo"), record)).isFalse();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "comment", record)).isNotEmpty();
    assertThat(problems(Formats.byName("mediacrawler-weibo"), "post", record)).isNotEmpty();
  }
}
