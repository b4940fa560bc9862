// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.file.InputFile;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.ParseTally;
import io.undertone.ingest.format.ParserOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over random files, good and damaged, in every layout, encoding and language of the machine. */
class EverythingReadIsAccountedForTest {
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "null",
          "\\N",
          "NaN",
          "-5",
          "1,234",
          "3.4w",
          "１２",
          "赞",
          "12K",
          "999999999999999",
          "2023-05-01",
          "2023-05-01 10:00:00",
          "1682906400",
          "1682906400.123",
          "1682906400000",
          "昨天 12:30",
          "5分钟前",
          "999999999-01-01",
          "05/16/2023",
          "0.5",
          "5",
          "positive",
          "[deleted]",
          "[图片]",
          "a <b>bold</b> &hellip; text",
          "nice, \"quoted\"",
          "two\nlines",
          "好",
          "x".repeat(300),
          "\uD83D\uDE00",
          "\u0000",
          "true",
          "[]",
          "{\"a\":[1]}",
          "t3_abc",
          "4.75E+15");

  @TempDir Path directory;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverIsReadIsAccountedForAndNothingThrows(long seed) throws IOException {
    Random random = new Random(seed);
    CommentFormat format = Formats.all().get(random.nextInt(Formats.all().size()));
    List<String> names = new ArrayList<>(format.names());
    Collections.shuffle(names, random);
    boolean table = random.nextBoolean();
    byte[] content =
        (table ? table(names, random) : json(names, random)).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(5) * content.length / 400; i > 0; i--) {
      content[random.nextInt(content.length)] = (byte) random.nextInt(256);
    }
    Path file = Files.write(directory.resolve(table ? "records.csv" : "records.json"), content);

    List<Parsed> all = new ArrayList<>();
    ParseTally tally;
    ParserOptions options = ParserOptions.of("", "salt");
    try (CommentFile open = format.open(InputFile.plain(file), options)) {
      while (open.read(all::add)) {}
      tally = open.tally();
    }

    assertThat(tally.comments() + tally.posts() + tally.deadLetters()).isEqualTo(all.size());
    assertThat(tally.read())
        .isEqualTo(
            tally.comments()
                + tally.posts()
                + tally.noOpinions()
                + tally.deadLetters()
                + tally.passedOver());
    opens(file);
  }

  /** Any file is opened, or refused in one sentence. */
  private static void opens(Path file) {
    try {
      assertThat(DataSet.open(file, null).files()).isNotEmpty();
    } catch (InputException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static String table(List<String> names, Random random) {
    String separator = List.of(",", ";", "\t").get(random.nextInt(3));
    StringBuilder rows = new StringBuilder(String.join(separator, names)).append('\n');
    for (int i = 0; i < 40; i++) {
      List<String> cells = new ArrayList<>();
      names.forEach(name -> cells.add('"' + value(random).replace("\"", "\"\"") + '"'));
      rows.append(String.join(separator, cells)).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
    }
    return rows.toString();
  }

  private static String json(List<String> names, Random random) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> fields = new ArrayList<>();
      for (String name : names) {
        String value = value(random);
        boolean bare = value.matches("-?\\d{1,15}(\\.\\d+)?|true|null|\\[\\]|\\{.*");
        fields.add('"' + name + "\":" + (bare ? value : quoted(value)));
      }
      records.add('{' + String.join(",", fields) + '}');
    }
    return switch (random.nextInt(4)) {
      case 0 -> String.join("\n", records);
      case 1 -> '[' + String.join(",", records) + ']';
      case 2 -> "{\"comments\":[" + String.join(",\n", records) + "],\"id\":\"v\"}";
      default -> String.join(" ", records);
    };
  }

  private static String quoted(String value) {
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\u0000", "\\u0000")
        + '"';
  }

  private static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void namesOfCommentsDoNotDependOnTheOrderOfFilesNorCoincide(long seed) throws IOException {
    Random random = new Random(seed);
    int folders = 1 + random.nextInt(4);
    int records = 1 + random.nextInt(20);
    for (int folder = 0; folder < folders; folder++) {
      Path at = Files.createDirectories(directory.resolve("v" + folder));
      boolean oneLine = random.nextBoolean();
      List<String> lines =
          IntStream.range(0, records)
              .mapToObj(
                  i ->
                      "{\"blogger\":\"b\",\"post\":\"p\",\"time\":\"2023-05-01\",\"text\":\"t"
                          + i
                          + "\"}")
              .toList();
      Files.writeString(
          at.resolve("comments.json"),
          oneLine ? "[" + String.join(",", lines) + "]" : String.join("\n", lines));
    }
    DataSet dataSet = DataSet.open(directory, null);
    List<DataFile> files = new ArrayList<>(dataSet.files());
    List<String> first = ids(files);
    Collections.shuffle(files, random);

    assertThat(ids(files)).isEqualTo(first).hasSize(folders * records);
  }

  private static List<String> ids(List<DataFile> files) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (DataFile file : files) {
      try (CommentFile open = file.open(ParserOptions.of("", "salt"))) {
        List<Parsed> all = new ArrayList<>();
        while (open.read(all::add)) {}
        for (Parsed parsed : all) {
          Comment comment = parsed.comment();
          ids.add(comment == null ? "?" : comment.id());
        }
      }
    }
    return List.copyOf(ids);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingInADeadLetterNamesAPerson(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> names =
        new ArrayList<>(
            List.of("blogger", "post", "time", "text", "author", "handle", "user", "profile.name"));
    Collections.shuffle(names, random);
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      List<String> fields = new ArrayList<>();
      for (String name : names) {
        boolean person = List.of("author", "handle", "user", "profile.name").contains(name);
        fields.add(
            person && random.nextInt(3) == 0
                ? '"' + name + "\":{\"x\":[\"Alice\",{\"y\":\"Alice\"}]}"
                : '"' + name + "\":\"" + (person ? "Alice" : name) + '"');
      }
      String record = '{' + String.join(", ", fields) + '}';
      int cut = random.nextInt(3) == 0 ? random.nextInt(record.length()) : record.length();
      json.append(record, 0, cut).append('\n');
    }
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(30); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] = bytes[at] == '\n' ? (byte) '\n' : (byte) "\"{}[],:x".charAt(random.nextInt(8));
    }
    Path file = Files.write(directory.resolve("records.jsonl"), bytes);

    List<Parsed> all = new ArrayList<>();
    try (CommentFile open = Formats.undertone().open(file, ParserOptions.of("", "salt"))) {
      while (open.read(all::add)) {}
    }

    assertThat(all.stream().filter(p -> p.deadLetter() != null)).isNotEmpty();
    assertThat(all)
        .allSatisfy(
            parsed ->
                assertThat(parsed.deadLetter() == null ? "" : parsed.deadLetter().payload())
                    .doesNotContain("Alice"));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void theMachinesLanguageChangesNothing(Locale locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(locale);
    try {
      Path file =
          Files.writeString(
              directory.resolve("c.csv"),
              "blogger,post,time,likes,text\nb,p,May 1\u002c 2023,1,x\nb,p,2023/5/1 10:00,\"1,234\",y\n"
                  .replace("May 1, 2023", "2023年5月1日 10:00"));
      List<Parsed> all = new ArrayList<>();
      DataSet dataSet = DataSet.open(file, null);
      try (CommentFile open = dataSet.files().get(0).open(dataSet.parserOptions("salt"))) {
        while (open.read(all::add)) {}
      }
      assertThat(all)
          .extracting(p -> p.comment() == null ? -1L : p.comment().likes())
          .containsExactly(1L, 1234L);
    } finally {
      Locale.setDefault(before);
    }
  }

  static List<Locale> locales() {
    return Arrays.asList(
        Locale.forLanguageTag("fa-IR-u-nu-arabext"),
        Locale.forLanguageTag("ar-EG-u-nu-arab"),
        Locale.forLanguageTag("tr-TR"));
  }
}
