// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static io.undertone.ingest.format.Parsing.comments;
import static io.undertone.ingest.format.Parsing.deadLetters;
import static io.undertone.ingest.format.Parsing.file;
import static io.undertone.ingest.format.Parsing.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFormatTest {
  private static final String VIDEOS =
      """
      format: mapping
      zone: Europe/Berlin
      fields: {blogger: channel.id, post: video, post_time: published, id: cid, time: at, text: body}
      times: {post_time: dd.MM.yyyy, time: epoch-seconds}
      defaults: {language: de}
      """;
  private static final String VIDEO =
      "{\"channel\":{\"id\":\"c\"},\"video\":\"v\",\"published\":\"22.10.2023\",\"cid\":1,"
          + "\"at\":1697968552,\"body\":\"gut\"}";

  @TempDir Path directory;

  private CommentFormat described(String descriptor) throws IOException {
    Files.writeString(directory.resolve("dataset.yaml"), descriptor);
    return DataSet.open(directory, null).format();
  }

  @Test
  void fieldsAreRenamedAndTimesReadInTheirZone() throws Exception {
    Path file = file(directory, "comments.jsonl", VIDEO);
    CommentFormat format = InstantiationUtil.clone(described(VIDEOS));

    Comment comment = comments(read(format, file)).get(0);

    assertThat(comment.blogger()).isEqualTo("c");
    assertThat(comment.id()).isEqualTo("1");
    assertThat(comment.postTime()).isEqualTo(Instant.parse("2023-10-21T22:00:00Z"));
    assertThat(comment.time()).isEqualTo(Instant.ofEpochSecond(1697968552));
    assertThat(comment.text()).isEqualTo("gut");
  }

  @Test
  void aReasonNamesTheSourcesOwnField() throws IOException {
    Path file =
        file(directory, "comments.jsonl", VIDEO + "\n" + VIDEO.replace("22.10.2023", "22.10."));

    assertThat(deadLetters(read(described(VIDEOS), file)))
        .extracting(DeadLetter::reason)
        .containsExactly(
            "published is '22.10.'; it must be a time such as '22.10.2023'; a time without its year or"
                + " relative to now cannot be placed.");
  }

  @Test
  void postsMayLieInFilesOfTheirOwn() throws IOException {
    Path posts = file(directory, "posts.csv", "who,note,born\nw,n,2023-10-22T00:00Z\n");
    Path replies =
        file(directory, "replies.csv", "note,reply,when,stars\nn,r,2023-10-23T00:00Z,1\n");
    CommentFormat format =
        described(
            """
            fields: {post: note, id: reply, time: when, score: stars}
            posts:
              fields: {blogger: who, post: note, post_time: born}
            """);

    List<Parsed> post = read(format, posts);
    List<Parsed> reply = read(format, replies);

    assertThat(Objects.requireNonNull(post.get(0).post()).blogger()).isEqualTo("w");
    assertThat(Objects.requireNonNull(reply.get(0).unjoined()).score()).isEqualTo(1);
  }

  @Test
  void aHeaderIsCheckedAgainstTheSourcesNames() throws IOException {
    file(directory, "comments.csv", "channel,video\nx,y\n");

    assertThatThrownBy(() -> described("format: mapping\nfields: {blogger: channel, post: video}"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "cannot be read as mapping: the header lacks time or post_time, text or score; its columns are"
                + " channel, video.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: mapping | the format mapping needs a dataset.yaml with fields",
        "'format: mapping\nfields: {bloger: x}' | unknown key fields.bloger. Did you mean blogger?",
        "'format: mapping\nfields: {blogger: [[x]]}' | fields.blogger is '[[\"x\"]]'; it must be a name, or a list of them",
        "'format: mapping\nfields: x' | fields is '\"x\"'; it must be a list of ''key: value''.",
        "'format: mapping\nfields: {blogger: x}\ntimes: {likes: iso}' | unknown key times.likes.",
        "'format: mapping\nfields: {blogger: x}\ntimes: {time: MM-dd HH:mm}' | the time format of time is"
            + " ''MM-dd HH:mm''; it must be auto, iso, epoch-seconds, epoch-milliseconds, weibo or a pattern with",
        "'format: mapping\nfields: {blogger: x}\ntimes: {time: noon}' | the time format of time is ''noon''",
        "'format: mapping\nfields: {blogger: x}\ntimes: {time: yyyy-MM-dd hh:mm}' | the pattern loses the time of day; hh needs a",
        "'format: mapping\nfields: {blogger: x}\nscale: 5' | the scale is ''5''; it must be WORST..BEST such as 1..5",
        "'format: mapping\nfields: {blogger: x}\nrecords: comments' | the path ''comments'' names no list",
        "'format: mapping\nfields: {blogger: x}\nweight: likse' | weight is ''likse''; it must be likes, votes or one",
        "'format: mapping\nfields: {post: p}\nposts: {fields: {post: p}}' | map a field that only comments",
        "'format: mapping\nfields: {post: p}\nposts: {files: p}' | unknown key posts.files.",
      })
  void aBrokenMappingSaysWhatIsWrong(String descriptor, String message) throws IOException {
    file(directory, "comments.jsonl", VIDEO);

    assertThatThrownBy(() -> described(descriptor))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message.replace("''", "'"));
  }
}
