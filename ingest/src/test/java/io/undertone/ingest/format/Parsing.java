// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** What the tests of parsers share: a fixed clock, files from text, single results. */
public final class Parsing {
  public static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
  public static final ParserOptions OPTIONS =
      new ParserOptions(
          "huawei", "salt", Map.of(), Limits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));

  private Parsing() {}

  static Parsed json(String record) {
    return json(record.getBytes(UTF_8));
  }

  static Parsed json(byte[] record) {
    List<Parsed> out = new ArrayList<>();
    Formats.undertone()
        .jsonParser(OPTIONS)
        .parse(record, 0, record.length, "comments.jsonl", 7, out::add);
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  static Comment comment(Parsed parsed) {
    assertThat(parsed.deadLetter()).as("dead letter").isNull();
    return Objects.requireNonNull(parsed.comment());
  }

  static DeadLetter deadLetter(Parsed parsed) {
    assertThat(parsed.comment()).as("comment").isNull();
    return Objects.requireNonNull(parsed.deadLetter());
  }

  static Path file(Path directory, String name, String content) throws IOException {
    return file(directory, name, content.getBytes(UTF_8));
  }

  static Path file(Path directory, String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  static List<Parsed> read(Path file) throws IOException {
    return read(Formats.undertone(), file);
  }

  static List<Parsed> read(CommentFormat format, Path file) throws IOException {
    List<Parsed> all = new ArrayList<>();
    try (CommentFile open = format.open(file, OPTIONS)) {
      while (open.read(all::add)) {
        assertThat(all.size()).isLessThan(1_000_000);
      }
    }
    return all;
  }

  static List<Comment> comments(List<Parsed> all) {
    return all.stream().map(Parsed::comment).filter(Objects::nonNull).toList();
  }

  static List<DeadLetter> deadLetters(List<Parsed> all) {
    return all.stream().map(Parsed::deadLetter).filter(Objects::nonNull).toList();
  }
}
