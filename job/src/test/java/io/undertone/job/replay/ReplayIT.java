// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.job.Undertone;
import io.undertone.job.console.Prose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole job on the embedded cluster, from files to the tables that a person reads. */
class ReplayIT {
  private static final Path WEIBO = Path.of("..", "replay-data", "weibo-2023");

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void paperSeriesComesOutExactlyAtAnyParallelismAndInAnyOrder() throws IOException {
    Path one = replay(WEIBO, "one", "--parallelism", "1");
    assertThat(out.toString()).contains("93,568 records read, 0 dead letters");
    assertPaperSeries(one);
    assertNowcastsAreScored(one);
    Path two = replay(WEIBO, "two", "--parallelism", "2");
    Path shuffled = replay(shuffledCopy(), "shuffled", "--parallelism", "2");
    assertPaperSeries(shuffled);
    for (String table : csvFiles(one)) {
      assertThat(two.resolve(table)).hasSameTextualContentAs(one.resolve(table));
      assertThat(shuffled.resolve(table)).hasSameTextualContentAs(one.resolve(table));
    }
  }

  /** All four marks, beside what they have to beat; no provisional row is left. */
  private static void assertNowcastsAreScored(Path results) throws IOException {
    List<Map<String, String>> last =
        rows(results.resolve("model_score.csv")).stream()
            .filter(row -> value(row, "as_of").startsWith("2023-11-01"))
            .toList();
    for (String mark : List.of("20", "40", "60", "80")) {
      List<Map<String, String>> ofMark =
          last.stream().filter(row -> value(row, "model").endsWith("-" + mark)).toList();
      assertThat(ofMark)
          .extracting(row -> value(row, "model"))
          .containsExactlyInAnyOrder("nowcast-" + mark, "partial-" + mark, "forecast-" + mark);
      assertThat(ofMark)
          .as("on the same pairs")
          .extracting(row -> value(row, "n"))
          .doesNotContain("0")
          .containsOnly(value(ofMark.get(0), "n"));
    }
    assertThat(rows(results.resolve("audience_sentiment.csv")))
        .allMatch(row -> value(row, "provisional").equals("false"));
  }

  @Test
  void summaryShowsSeriesInfluenceAndScoresWithBaselinesFirst() throws IOException {
    replay(WEIBO, "summary");
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).anyMatch(l -> l.startsWith("Audience sentiment"));
    assertThat(lines).anyMatch(l -> l.contains("小白测评") && l.contains("勇气数码君"));
    assertThat(lines).anyMatch(l -> l.startsWith("Influence by undertone as of 2023-11-01"));
    int header = indexOf(lines, "model ");
    assertThat(lines.get(header + 1)).startsWith("mean");
    assertThat(lines.get(header + 4)).startsWith("ar1");
    assertThat(out.toString()).contains("not enough data yet to test: 18 of 24 periods");
    assertThat(err.toString()).isEmpty();
    assertThat(lines.stream().filter(line -> !line.contains("dashboard --db")))
        .filteredOn(line -> !line.startsWith("Results: "))
        .as("a terminal of 80 columns wraps nothing")
        .allMatch(line -> Prose.width(line) <= Prose.WIDTH);
    assertThat(lines).anyMatch(l -> l.startsWith("Briefing: huawei, until 2023-11-01"));
    assertThat(out.toString()).contains("± half of the 95 % interval");
  }

  @Test
  void lateCommentsGiveTheSameRowsAndScoresInAnyRun() throws IOException {
    Path data = Files.createDirectory(directory.resolve("late"));
    List<String> lines = lateComments(new Random(4));
    for (int part = 0; part < 2; part++) {
      List<String> file =
          new ArrayList<>(List.of("blogger,post,post_time,comment_index,time,score,likes"));
      for (int i = part; i < lines.size(); i += 2) {
        file.add(lines.get(i));
      }
      Files.write(data.resolve("part-" + part + ".csv"), file);
    }
    Path one = replay(data, "late-one", "--period", "P1D", "--models", "french-degroot");
    Path two =
        replay(
            data,
            "late-two",
            "--period",
            "P1D",
            "--models",
            "french-degroot",
            "--parallelism",
            "2");
    assertThat(rows(one.resolve("audience_sentiment.csv")))
        .anySatisfy(row -> assertThat(Integer.parseInt(value(row, "revision"))).isPositive());
    for (String table : csvFiles(one)) {
      if (!table.equals("dead_letter.csv")) {
        assertThat(two.resolve(table)).hasSameTextualContentAs(one.resolve(table));
      }
    }
  }

  @Test
  void revisionsEndWithTheRowsOfTheRunInWhichNothingIsLate() throws IOException {
    List<String> late = lateComments(new Random(8));
    List<String> inTime = new ArrayList<>();
    for (String line : late) {
      String[] cells = line.split(",");
      cells[4] = cells[2];
      inTime.add(String.join(",", cells));
    }
    Path revised = replay(oneFile("revised", late), "revised-out", "--period", "P1D");
    Path ordered = replay(oneFile("ordered", inTime), "ordered-out", "--period", "P1D");
    for (String table : csvFiles(ordered)) {
      // scores keep the forecasts as first issued
      if (!table.equals("model_score.csv")) {
        assertThat(withoutRevision(revised.resolve(table)))
            .as(table)
            .isEqualTo(withoutRevision(ordered.resolve(table)));
      }
    }
  }

  private Path oneFile(String name, List<String> lines) throws IOException {
    Path data = Files.createDirectory(directory.resolve(name));
    List<String> file =
        new ArrayList<>(List.of("blogger,post,post_time,comment_index,time,score,likes"));
    file.addAll(lines);
    Files.write(data.resolve("comments.csv"), file);
    return data;
  }

  private static List<Map<String, String>> withoutRevision(Path csv) throws IOException {
    List<Map<String, String>> rows = rows(csv);
    rows.forEach(row -> row.remove("revision"));
    return rows;
  }

  /** Posts of 14 days whose comments come up to four days after them. */
  private static List<String> lateComments(Random random) {
    java.time.Instant start = java.time.Instant.parse("2024-01-01T08:00:00Z");
    List<String> lines = new ArrayList<>();
    for (int post = 0; post < 84; post++) {
      java.time.Instant posted = start.plusSeconds(post / 6 * 86_400L + random.nextInt(40_000));
      for (int c = 0; c < 12; c++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s,p%d,%s,%d,%s,0.%03d,%d",
                List.of("ann", "bob", "cat").get(post % 3),
                post,
                posted,
                c,
                posted.plusSeconds((long) (random.nextDouble() * random.nextDouble() * 345_600)),
                random.nextInt(1000),
                random.nextInt(20)));
      }
    }
    return lines;
  }

  @Test
  void everyBadRecordIsADeadLetterAndEveryGoodOneIsCounted() throws IOException {
    Path data = Files.createDirectory(directory.resolve("mixed"));
    String time = "2024-01-0%dT10:00:00Z";
    List<String> rows =
        new ArrayList<>(List.of("blogger,post,post_time,comment_index,score,likes"));
    for (int i = 0; i < 20; i++) {
      rows.add(
          String.format(
              Locale.ROOT,
              "ann,p%d,%s,%d,0.%d,%d",
              i % 5,
              String.format(Locale.ROOT, time, 1 + i % 5),
              i,
              i % 10,
              i));
    }
    rows.add(
        String.format(Locale.ROOT, "ann,p1,%s,100,1.5,0", String.format(Locale.ROOT, time, 1)));
    rows.add(
        String.format(Locale.ROOT, "ann,p1,%s,101,0.5,-3", String.format(Locale.ROOT, time, 1)));
    rows.add("ann,p1,yesterday,102,0.5,0");
    rows.add(String.format(Locale.ROOT, ",p1,%s,103,0.5,0", String.format(Locale.ROOT, time, 1)));
    rows.add(String.format(Locale.ROOT, "ann,p1,%s,104,,0", String.format(Locale.ROOT, time, 1)));
    rows.add(
        String.format(Locale.ROOT, "ann,p1,%s,105,0.5,", String.format(Locale.ROOT, time, 1))
            + "x".repeat(10 << 20));
    Files.writeString(data.resolve("comments.csv"), String.join("\n", rows) + "\n");
    Path results = replay(data, "mixed-out", "--period", "P1D");
    List<Map<String, String>> letters = rows(results.resolve("dead_letter.csv"));
    assertThat(letters)
        .extracting(l -> value(l, "position"))
        .containsExactlyInAnyOrder("22", "24", "25", "26", "27");
    assertThat(letters).allSatisfy(l -> assertThat(value(l, "reason")).isNotBlank());
    assertThat(letters).allSatisfy(l -> assertThat(value(l, "payload").length()).isLessThan(5000));
    long counted =
        rows(results.resolve("audience_sentiment.csv")).stream()
            .mapToLong(r -> Long.parseLong(value(r, "comments")))
            .sum();
    assertThat(counted).as("with the comment whose votes are below zero").isEqualTo(21);
    assertThat(out.toString())
        .contains("26 read = 21 counted + 5 dead letters", "1 comments have votes below zero");
  }

  @Test
  void gzipCutShortGivesItsReadableRecordsAndOneDeadLetter() throws IOException {
    Path data = Files.createDirectory(directory.resolve("cut"));
    byte[] whole = Files.readAllBytes(WEIBO.resolve("scored-comments.csv.gz"));
    Files.write(data.resolve("comments.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path results = replay(data, "cut-out");
    assertThat(rows(results.resolve("dead_letter.csv")))
        .anySatisfy(
            l -> assertThat(value(l, "reason")).contains("cut short or damaged in line 46,753"));
    assertThat(rows(results.resolve("audience_sentiment.csv"))).isNotEmpty();
  }

  @Test
  void unusableDataSetsAreRefusedInOneLine() throws IOException {
    Path wrongHeader = file("wrong.csv", "who,what\na,b\n");
    Path empty = file("empty.csv", "");
    Path noRows = Files.createDirectory(directory.resolve("nothing"));
    for (Path bad : List.of(wrongHeader, empty, noRows)) {
      err.getBuffer().setLength(0);
      assertThat(run("replay", bad.toString(), "--out", directory.resolve("x").toString()))
          .as(bad.toString())
          .isEqualTo(1);
      assertThat(err.toString()).contains(bad.getFileName().toString()).hasLineCount(1);
      assertThat(err.toString()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  private static String value(Map<String, String> row, String column) {
    return java.util.Objects.requireNonNull(row.get(column), column);
  }

  private Path replay(Path dataSet, String name, String... options) {
    Path to = directory.resolve(name);
    List<String> args = new ArrayList<>(List.of("replay", dataSet.toString(), "--no-serve"));
    args.addAll(List.of("--out", to.toString()));
    args.addAll(List.of(options));
    int exit = run(args.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
    return to;
  }

  private int run(String... args) {
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no line starts with '" + start + "'");
  }

  private static List<String> csvFiles(Path results) throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".csv")).toList();
    }
  }

  /** 75 of 77 values equal the paper's; all equal the exact ones. */
  private void assertPaperSeries(Path results) throws IOException {
    Map<String, Map<String, String>> got = new TreeMap<>();
    rows(results.resolve("audience_sentiment.csv"))
        .forEach(r -> got.put(value(r, "period_start") + value(r, "blogger"), r));
    int compared = 0;
    int asInPaper = 0;
    for (Map<String, String> expected :
        rows(Path.of("src/test/resources/reference/expected-series.csv"))) {
      if (value(expected, "sentiment").isEmpty()) {
        continue;
      }
      Map<String, String> row =
          got.get(value(expected, "period_start") + value(expected, "blogger"));
      assertThat(row).as(expected.toString()).isNotNull();
      double sentiment = Double.parseDouble(value(row, "sentiment"));
      assertThat(sentiment)
          .isCloseTo(Double.parseDouble(value(expected, "sentiment")), within(1e-12));
      assertThat(value(row, "comments")).isEqualTo(value(expected, "comments"));
      assertThat(value(row, "posts")).isEqualTo(value(expected, "posts"));
      compared++;
      asInPaper +=
          Math.abs(sentiment - Double.parseDouble(value(expected, "paper_value"))) < 1e-12 ? 1 : 0;
    }
    assertThat(compared).isEqualTo(77);
    assertThat(asInPaper).isEqualTo(75);
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    try (var lines =
        new com.fasterxml.jackson.dataformat.csv.CsvMapper()
            .readerForMapOf(String.class)
            .with(com.fasterxml.jackson.dataformat.csv.CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(csv.toFile())) {
      return lines.readAll();
    }
  }

  private Path shuffledCopy() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("shuffled-data"));
    for (String file : List.of("dataset.yaml", "bloggers.csv")) {
      Files.copy(WEIBO.resolve(file), copy.resolve(file));
    }
    List<String> lines = lines(WEIBO.resolve("scored-comments.csv.gz"));
    List<String> body = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(body, new Random(20231016));
    try (Writer writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(copy.resolve("scored-comments.csv.gz"))),
            StandardCharsets.UTF_8)) {
      writer.write(lines.get(0) + "\n");
      for (String line : body) {
        writer.write(line + "\n");
      }
    }
    return copy;
  }

  private static List<String> lines(Path gzip) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
