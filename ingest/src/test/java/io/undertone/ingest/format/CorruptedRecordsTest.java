// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records damaged at random, among good ones. */
class CorruptedRecordsTest {
  private static final int RECORDS = 20_000;
  private static final String JSON =
      "{\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\"2023-02-10T11:16+08:00\",\"id\":\"%d\",\"score\":0.5,"
          + "\"likes\":3,\"text\":\"好 👍\",\"author\":\"x\"}";
  private static final String CSV = "b,p,2023-02-10T11:16+08:00,%d,0.5,3,\"好, 👍\",x";

  @TempDir Path directory;

  private static byte[] damage(byte[] record, Random random) {
    byte[] damaged = record.clone();
    int at = random.nextInt(record.length);
    switch (random.nextInt(6)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged = Arrays.copyOf(record, at);
      case 2 -> damaged[at] = (byte) 0xFF;
      case 3 -> damaged = insert(record, at, "[".repeat(1 + random.nextInt(3_000)));
      case 4 -> damaged = insert(record, at, "9".repeat(1 + random.nextInt(2_000)));
      default -> random.nextBytes(damaged);
    }
    return damaged;
  }

  private static byte[] insert(byte[] record, int at, String text) {
    String all =
        new String(record, 0, at, UTF_8) + text + new String(record, at, record.length - at, UTF_8);
    return all.getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyRecordBecomesOneCommentOrOneDeadLetter(int seed) {
    CommentParser parser = Formats.undertone().jsonParser(Parsing.OPTIONS);
    Random random = new Random(seed);
    int dead = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = damage(String.format(Locale.ROOT, JSON, i).getBytes(UTF_8), random);
      List<Parsed> out = new ArrayList<>(1);
      parser.parse(record, 0, record.length, "topic-0", i, out::add);
      assertThat(out).hasSize(1);
      dead += out.get(0).deadLetter() == null ? 0 : 1;
    }

    assertThat(dead).as("most damage is noticed").isGreaterThan(RECORDS / 2);
  }

  @Test
  void everyGoodLineOfADamagedJsonFileIsRead() throws IOException {
    assertGoodLinesSurvive("comments.jsonl", "", JSON);
  }

  @Test
  void everyGoodLineOfADamagedCsvFileIsRead() throws IOException {
    assertGoodLinesSurvive(
        "comments.csv", "blogger,post,post_time,id,score,likes,text,author\n", CSV);
  }

  /** Damaged lines stay single lines, and good ones follow each of them. */
  private void assertGoodLinesSurvive(String name, String header, String line) throws IOException {
    Random random = new Random(3);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(header.getBytes(UTF_8));
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = String.format(Locale.ROOT, line, i).getBytes(UTF_8);
      byte[] written = i % 4 == 1 ? oneLine(damage(record, random)) : record;
      content.write(written);
      content.write('\n');
    }
    List<Parsed> all = Parsing.read(Parsing.file(directory, name, content.toByteArray()));

    Set<String> read = Parsing.comments(all).stream().map(Comment::id).collect(Collectors.toSet());
    assertThat(
            IntStream.range(0, RECORDS)
                .filter(i -> i % 4 != 1)
                .filter(i -> !read.contains(Integer.toString(i))))
        .as("good lines that were lost")
        .isEmpty();
    assertThat(Parsing.deadLetters(all)).hasSizeGreaterThan(RECORDS / 8);
    assertThat(Parsing.deadLetters(all).stream().map(DeadLetter::reason))
        .allSatisfy(reason -> assertThat(Objects.requireNonNull(reason)).endsWith("."));
  }

  private static byte[] oneLine(byte[] record) {
    byte[] line = record.clone();
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
    }
    return line;
  }
}
