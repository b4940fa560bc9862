// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.ingest.Comment;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.ParseTally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases, workbooks and other exports as strangers have them, read without a descriptor. */
class StrangersExportsTest {
  private static final Instant TEN = Instant.parse("2023-05-01T10:00:00Z");

  @TempDir Path directory;

  private final List<Parsed> parsed = new ArrayList<>();
  private long leftInLists;

  @Test
  void databaseOfMediaCrawlerIsReadTableByTable() throws IOException, SQLException {
    Path database = directory.resolve("sqlite_tables.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement sql = connection.createStatement()) {
      sql.execute(
          "create table weibo_note(id integer, user_id text, nickname text, note_id bigint, content"
              + " text, create_time bigint, liked_count text, comments_count text, last_modify_ts bigint)");
      sql.execute(
          "create table weibo_note_comment(id integer, user_id text, comment_id bigint, note_id"
              + " bigint, content text, create_time bigint, comment_like_count text, last_modify_ts bigint)");
      sql.execute("create table xhs_note(id integer, user_id text, note_id text, time bigint)");
      for (int i = 0; i < 4; i++) {
        sql.execute(
            String.format(
                Locale.ROOT,
                "insert into weibo_note values(%d,'u%d','n',49%014d,'post',%d,'7','6',1690000000000)",
                i,
                i % 2,
                i,
                TEN.getEpochSecond()));
      }
      for (int i = 0; i < 24; i++) {
        sql.execute(
            String.format(
                Locale.ROOT,
                "insert into weibo_note_comment values(%d,'v',48%014d,49%014d,'好',%d,'%d',1690000000000)",
                i,
                i,
                i % 4,
                TEN.getEpochSecond() + i,
                i));
      }
    }

    DataSet dataSet = read(directory);

    assertThat(parsed.stream().filter(p -> p.unjoined() != null)).hasSize(24);
    assertThat(parsed.stream().filter(p -> p.post() != null)).hasSize(4);
    assertThat(dataSet.passedOver())
        .extracting(other -> other.name() + ": " + other.reason())
        .containsExactly("sqlite_tables.db/xhs_note: the table is empty.");
    assertThat(dataSet.notes()).noneMatch(note -> note.contains("whose audience"));
  }

  @Test
  void workbookIsReadWithSharedTextsDatesAndGaps() throws IOException {
    Path workbook = directory.resolve("comments.xlsx");
    write(
        workbook,
        Map.of(
            "xl/workbook.xml",
            "<workbook/>",
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='22'/></cellXfs></styleSheet>",
            "xl/sharedStrings.xml",
            "<sst><si><t>text</t></si><si><r><t>very </t></r><r><t>good</t></r></si></sst>",
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'"
                + " t='inlineStr'><is><t>time</t></is></c><c r='C1' t='str'><v>likes</v></c></row>"
                + "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' s='1'><v>45047.4166666667</v></c>"
                + "<c r='C2'><v>12</v></c></row>"
                + "<row r='3'><c r='A3' t='inlineStr'><is><t>bad</t></is></c><c r='B3'><v>45047.4166666667</v></c></row>"
                + "</sheetData></worksheet>",
            "xl/worksheets/sheet2.xml",
            "<worksheet/>"));

    DataSet dataSet = read(workbook);

    assertThat(comments()).extracting(Comment::text).containsExactly("very good", "bad");
    assertThat(comments()).extracting(Comment::time).containsExactly(TEN, TEN);
    assertThat(comments()).extracting(Comment::likes).containsExactly(12L, 0L);
    assertThat(dataSet.passedOver()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1682935200",
        "1682935200.0",
        "1682935200000",
        "1682935200000000",
        "1682935200000000000",
        "1.6829352E9",
        "45047.4166667",
        "2023-05-01 10:00:00",
        "۲۰۲۳-۰۵-۰۱ ۱۰:۰۰",
        "2023年5月1日 10:00",
        "2023-05-01T10:00:00.000000000Z"
      })
  void timesAreToldByTheirForm(String time) throws IOException {
    read(file("c.csv", "Text;Created At;LIKES\ngood;" + time + ";٣٤\nbad;" + time + ";3.4w\n"));

    assertThat(comments()).extracting(Comment::time).containsExactly(TEN, TEN);
    assertThat(comments()).extracting(Comment::likes).containsExactly(34L, 34_000L);
  }

  @Test
  void recordsInListsOfNoFormatAreCountedHoweverDeep() throws IOException {
    String reply = "{\"id\":\"r\",\"body\":{\"text\":\"no\"},\"created_at\":\"2023-05-01\"}";
    read(
        file(
            "c.jsonl",
            ("{\"id\":\"a\",\"body\":{\"text\":\"good\"},\"created_at\":\"2023-05-01\","
                    + "\"tags\":[{\"text\":\"x\"}],\"thread\":{\"more\":{\"answers\":["
                    + reply
                    + ","
                    + reply
                    + "]}}}\n")
                .repeat(3)));

    assertThat(comments()).hasSize(3);
    assertThat(leftInLists).isEqualTo(6);
  }

  @Test
  void languagesAreReadByTheirNames() throws IOException {
    read(
        file(
            "c.csv",
            "text,time,language\na b,2023-05-01,english\nc d,2023-05-01,schinese\ne f,2023-05-01,pt-BR\n"));

    assertThat(comments()).extracting(Comment::language).containsExactly("en", "zh", "pt");
  }

  @Test
  void votesBelowZeroStay() throws IOException {
    read(
        file(
            "c.jsonl",
            "{\"id\":\"a\",\"link_id\":\"t3_x\",\"subreddit\":\"phones\",\"body\":\"good\",\"created_utc\":1682935200.0,\"score\":-5}\n"
                + "{\"id\":\"b\",\"link_id\":\"t3_x\",\"subreddit\":\"phones\",\"body\":\"good\",\"created_utc\":1682935200.0,\"score\":3}\n"));

    assertThat(comments()).extracting(Comment::likes).containsExactly(-5L, 2L);
    assertThat(comments()).extracting(Comment::blogger).containsOnly("phones");
  }

  @Test
  void postsAloneAreRefusedWithAMappingThatReadsThem() throws IOException {
    String row =
        "{\"note_id\":\"%d\",\"content\":\"好\",\"create_time\":1682935200,\"liked_count\":\"1\",\"comments_count\":\"0\",\"shared_count\":\"0\",\"note_url\":\"u\",\"nickname\":\"n\",\"ip_location\":\"x\",\"creator_hash\":\"h\",\"last_modify_ts\":1690000000000,\"source_keyword\":\"手机\"}\n";
    file(
        "search_contents_1.jsonl",
        String.format(Locale.ROOT, row, 1) + String.format(Locale.ROOT, row, 2));

    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("posts and no comments");
    String said = "";
    try {
      read(directory);
    } catch (InputException e) {
      said = String.valueOf(e.getMessage());
    }
    String mapping = said.substring(said.indexOf("fields: {"), said.lastIndexOf('\''));
    file("dataset.yaml", mapping + "\n");

    read(directory);

    assertThat(comments()).extracting(Comment::blogger).containsExactly("手机", "手机");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Comments of a page\n\n",
        "\"Page\",\"https://pages.example/posts/1\"\n\n",
        "Report,,,,\nmade on,2024-03-05,,,\n,,,,\n",
        "sep=,\n"
      })
  void titlesAboveTheHeaderAreNoHeader(String title) throws IOException {
    String rows =
        "#,Date,Likes,Comment,Page\n1,2024-03-01 10:00,3,\"good, really\",shop\n"
            + "2,2024-03-02 10:00,3,\"two\nlines\",shop\n3,2024-03-03 10:00,,bad,shop\n";

    read(file("c.csv", title + rows));

    assertThat(comments())
        .extracting(Comment::text)
        .containsExactly("good, really", "two\nlines", "bad");
    assertThat(comments()).extracting(Comment::blogger).containsOnly("shop");
  }

  /** Random tables: whatever the texts hold, the first line is the header where it names them. */
  @Test
  void tablesWithoutTitleKeepTheirFirstLine() throws IOException {
    Random random = new Random(5);
    String[] pieces = {"good", ",", "\"", "\n", " ", ";", "2024-01-01", "\t", "wow", "|", "好。"};
    for (int round = 0; round < 300; round++) {
      StringBuilder table = new StringBuilder("id,time,text\n");
      int rows = 1 + random.nextInt(50);
      for (int i = 0; i < rows; i++) {
        StringBuilder text = new StringBuilder("t");
        for (int k = random.nextInt(12); k > 0; k--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
        table
            .append(i + ",2024-03-0" + (1 + i % 9) + ",\"")
            .append(text.toString().replace("\"", "\"\""))
            .append("\"\n");
      }
      assertThatCode(() -> read(file("c.csv", table.toString())))
          .as(table.toString())
          .doesNotThrowAnyException();
      assertThat(parsed).as(table.toString()).hasSize(rows);
      assertThat(comments()).hasSize(rows);
    }
  }

  @Test
  void fieldsThatCouldSayMoreAreNamed() throws IOException {
    StringBuilder table = new StringBuilder("tweet_id,airline_sentiment,airline,text,n_likes,at\n");
    for (int i = 0; i < 60; i++) {
      String label = List.of("positive", "neutral", "negative").get(i % 3);
      String airline = List.of("North", "South").get(i % 2);
      table.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,a flight,%d,2024-03-01 10:%02d%n",
              1000 + i,
              label,
              airline,
              i % 7,
              i));
    }
    Inspection inspection = Inspection.of(file("c.csv", table.toString()), null);

    assertThat(String.join("\n", inspection.notes()))
        .contains("Fields that could: airline (2 values).")
        .contains("'airline_sentiment' holds labels of sentiment and is not read");
    assertThat(String.valueOf(inspection.guess())).contains("\"likes\":\"n_likes\"");
  }

  @Test
  void archivesInArchivesAreRefusedByName() throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    zip(inner, Map.of("c.csv", "text,time\ngood,2023-05-01\n".getBytes(StandardCharsets.UTF_8)));
    Path outer = directory.resolve("export.zip");
    try (OutputStream out = Files.newOutputStream(outer)) {
      zip(
          out,
          Map.of(
              "a/README.txt", "read me".getBytes(StandardCharsets.UTF_8),
              "a/inner.zip", inner.toByteArray()));
    }

    assertThatThrownBy(() -> read(outer))
        .hasMessageContaining("inner.zip")
        .hasMessageContaining("unpack");
  }

  private List<Comment> comments() {
    return parsed.stream().map(p -> Objects.requireNonNull(p.comment())).toList();
  }

  private DataSet read(Path path) throws IOException {
    parsed.clear();
    DataSet dataSet = DataSet.open(path, null);
    for (DataFile file : dataSet.files()) {
      try (CommentFile open = file.open(dataSet.parserOptions("salt"))) {
        while (open.read(parsed::add)) {}
        ParseTally tally = open.tally();
        leftInLists += tally.leftInLists().values().stream().mapToLong(Long::longValue).sum();
      }
    }
    return dataSet;
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static void write(Path file, Map<String, String> parts) throws IOException {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    try (OutputStream out = Files.newOutputStream(file)) {
      zip(out, bytes);
    }
  }

  private static void zip(OutputStream out, Map<String, byte[]> parts) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      zip.putNextEntry(new ZipEntry(part.getKey()));
      zip.write(part.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }
}
