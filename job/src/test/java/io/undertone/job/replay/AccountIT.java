// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.job.Undertone;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Over random folders of several formats with duplicates, newer versions, deletions, fillers,
 * foreign languages, orphans and faults: what is read is what is accounted for, per file and in
 * all.
 */
class AccountIT {
  private static final Pattern TERM = Pattern.compile("([\\d,]+) ([a-z ]+?)(?= [+=] |$)");
  private static final List<String> TEXTS =
      List.of("very good", "awful", "Das ist wirklich ganz schlimm und traurig", "[deleted]", "好");

  @TempDir Path directory;

  private final Map<String, Integer> written = new TreeMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyRecordIsAccountedForPerFileAndInAll(long seed) throws IOException {
    Random random = new Random(seed);
    Path whole = directory.resolve("data");
    Path data = Files.createDirectories(whole.resolve("sub"));
    int files = 1 + random.nextInt(3);
    for (int i = 0; i < files; i++) {
      own(data, i, random);
      apart(data, i, random);
      reddit(data, i, random);
    }
    Path to = directory.resolve("out");
    List<String> args =
        new ArrayList<>(List.of("replay", whole.toString(), "--no-serve", "--accept-partial"));
    args.addAll(List.of("--out", to.toString(), "--period", "P1D"));
    args.addAll(List.of("--parallelism", Long.toString(1 + seed % 2)));
    args.addAll(random.nextBoolean() ? List.of("--lateness", "P1D") : List.of());
    var line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(args.toArray(String[]::new))).as(err.toString()).isZero();

    try (ResultReader results = ResultReader.open(to.resolve("undertone.db").toString())) {
      Map<String, String> meta = results.meta();
      long read = 0;
      for (Map.Entry<String, Integer> file : written.entrySet()) {
        String said = meta.getOrDefault("account.file." + file.getKey(), "");
        assertFileAddsUp(said, file.getValue());
        read += file.getValue();
      }
      assertThat(number(meta, "read")).isEqualTo(read);
      assertThat(number(meta, "comments.counted")).isEqualTo(comments(results)).isPositive();
      assertThat(number(meta, "comments.duplicates")).isPositive();
      assertThat(number(meta, "comments.unscored")).isPositive();
      assertThat(number(meta, "dead_letters") + number(meta, "comments.too_late"))
          .isLessThanOrEqualTo(results.count(ResultTable.DEAD_LETTER, RowQuery.all()));
    }
    out.toString()
        .lines()
        .filter(said -> said.matches("[\\d,]+ read .*"))
        .forEach(this::assertAddsUp);
  }

  /** Of a file, read + under further topics = all that they became. */
  private static void assertFileAddsUp(String json, int written) throws IOException {
    Map<String, Long> counts =
        new ObjectMapper().readValue(json, new TypeReference<LinkedHashMap<String, Long>>() {});
    long again = counts.getOrDefault("comments.under_further_topics", 0L);
    assertThat(counts.get("read")).as(json).isEqualTo(written);
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum() - written - again)
        .as(json)
        .isEqualTo(written + again);
  }

  private static long number(Map<String, String> meta, String key) {
    return Long.parseLong(meta.getOrDefault("account." + key, "-1"));
  }

  private static long comments(ResultReader results) throws IOException {
    long sum = 0;
    for (var row :
        results.rows(io.undertone.dynamics.findings.AudienceSentiment.class, RowQuery.all())) {
      sum += row.comments();
    }
    return sum;
  }

  private void assertAddsUp(String said) {
    Map<String, Long> terms = terms(said);
    long left = Objects.requireNonNull(terms.remove("read"), said);
    Long again = terms.remove("under further topics");
    assertThat(left + (again == null ? 0 : again))
        .as(said)
        .isEqualTo(terms.values().stream().mapToLong(Long::longValue).sum());
  }

  private static Map<String, Long> terms(String said) {
    Map<String, Long> terms = new TreeMap<>();
    Matcher matcher = TERM.matcher(said);
    while (matcher.find()) {
      terms.put(matcher.group(2), Long.parseLong(matcher.group(1).replace(",", "")));
    }
    return terms;
  }

  /** Undertone's own, with versions, deletions, faults and a header that comes again. */
  private void own(Path folder, int file, Random random) throws IOException {
    String header = "blogger,post,post_time,id,time,likes,text,observed_at,deleted";
    List<String> rows = new ArrayList<>(List.of(row("2023-05-01", "0", random, false)));
    rows.add(rows.get(0));
    rows.add(
        row("2023-05-01", "de", random, false)
            .replaceAll("(Z,)-?\\d+,[^,]*,", "$13,Das ist ganz schlimm und traurig,"));
    for (int i = 0; i < 60; i++) {
      String day = "2023-05-0" + (1 + random.nextInt(9));
      rows.add(
          switch (random.nextInt(12)) {
            case 0 -> header;
            case 1 -> row("yesterdy", "x" + i, random, false);
            case 2 -> row(day, "c" + random.nextInt(20), random, true);
            case 3 -> rows.get(random.nextInt(rows.size()));
            default -> row(day, "c" + random.nextInt(40), random, false);
          });
    }
    rows.add(
        row("2023-05-02", "good", random, false).replaceAll("(Z,)-?\\d+,[^,]*,", "$13,very good,"));
    write(folder, "own" + file + ".csv", header, rows);
  }

  private static String row(String day, String id, Random random, boolean deleted) {
    return String.format(
        Locale.ROOT,
        "b%d,p%d,%sT10:00Z,%s,%sT11:00Z,%d,%s,2023-06-0%dT00:00Z,%s",
        id.length() % 2,
        id.hashCode() & 3,
        "2023-05-01",
        id,
        day,
        random.nextInt(9) - 3,
        TEXTS.get(random.nextInt(TEXTS.size())),
        1 + random.nextInt(3),
        deleted ? "true" : "");
  }

  /** Posts and comments apart, in several versions, some without the other. */
  private void apart(Path folder, int file, Random random) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int note = random.nextInt(8);
      long time = 1_682_935_200L + 3600L * random.nextInt(200);
      rows.add(
          note < 6 && random.nextInt(3) == 0
              ? String.format(
                  Locale.ROOT,
                  "{\"note_id\":\"n%d\",\"content\":\"post\",\"create_time\":1682935200,\"liked_count\":\"%d\",\"comments_count\":\"1\",\"user_id\":\"u\",\"last_modify_ts\":%d}",
                  note,
                  random.nextInt(50),
                  1_690_000_000_000L + random.nextInt(1000))
              : String.format(
                  Locale.ROOT,
                  "{\"comment_id\":\"k%d\",\"note_id\":\"n%d\",\"create_time\":%d,\"content\":\"%s\",\"comment_like_count\":\"%d\",\"user_id\":\"v\",\"last_modify_ts\":1690000000000}",
                  random.nextInt(30),
                  note,
                  time,
                  TEXTS.get(random.nextInt(TEXTS.size())),
                  random.nextInt(5)));
    }
    rows.add(rows.get(0));
    rows.add("{\"note_id\":");
    write(folder, "search_comments_" + file + ".jsonl", "", rows);
  }

  private void reddit(Path folder, int file, Random random) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(
          String.format(
              Locale.ROOT,
              "{\"id\":\"r%d\",\"link_id\":\"t3_%d\",\"parent_id\":\"t3_1\",\"subreddit\":\"s\",\"author\":\"a\",\"body\":\"%s\",\"created_utc\":%d,\"score\":%d}",
              random.nextInt(15),
              random.nextInt(3),
              TEXTS.get(random.nextInt(TEXTS.size())),
              1_682_935_200L + 3600L * random.nextInt(200),
              random.nextInt(20) - 8));
    }
    write(folder, "RC_" + file + ".ndjson", "", rows);
  }

  private void write(Path folder, String name, String header, List<String> rows)
      throws IOException {
    Files.writeString(
        folder.resolve(name),
        (header.isEmpty() ? "" : header + "\n") + String.join("\n", rows) + "\n");
    written.put("sub/" + name, rows.size());
  }
}
