// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {
  @TempDir Path directory;

  @Test
  void rowsAreSortedByKeyWithDatesAndAllDigits() throws IOException {
    List<Findings> findings = SampleResults.huawei(2).findings();
    List<String> lines = export(findings, List.of(), "audience_sentiment");

    AudienceSentiment first = findings.get(0).audienceSentiments().get(0);
    assertThat(lines).hasSize(1 + 14);
    assertThat(lines.subList(1, 15)).isSorted();
    assertThat(lines.get(0))
        .isEqualTo(
            "topic,blogger,period_start,period_end,sentiment,standard_error,comments,posts,"
                + "effective_posts,content_effect,nowcast,nowcast_error,provisional,scorer,unscored,"
                + "comment_variance,revision,run");
    assertThat(lines.get(1))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "huawei,1595443924,2023-05-01,2023-05-16,%s,%s,%d,%d,%s,%s,,,false,given,3,0.0725,0,",
                first.sentiment(),
                first.standardError(),
                first.comments(),
                first.posts(),
                first.effectivePosts(),
                first.contentEffect()));
  }

  @Test
  void timesCarryTheOffsetAndConstantsAreLowerCase() throws IOException {
    List<String> lines = export(SampleResults.huawei(7).findings(), List.of(), "influence");

    assertThat(lines)
        .contains(
            "huawei,2023-08-01T00:00:00+08:00,undertone,1783497251,2022252207,0,0.25,0.16,0.33999999999999997,"
                + "900.0,0.001,0.02,confirmed,false,0,");
  }

  @Test
  void fieldsAreQuotedWhereTheyMust() throws IOException {
    DeadLetter letter =
        new DeadLetter("", "no \"score\"", "a,b.csv", 2, "x\ny", Instant.EPOCH.plusMillis(1), "{}");
    assertThat(String.join("\n", export(List.of(), List.of(letter), "dead_letter")))
        .endsWith(
            "\n,\"no \"\"score\"\"\",\"a,b.csv\",2,\"x\ny\",1970-01-01T08:00:00.001+08:00,{},0,");
  }

  @Test
  void emptyTablesHaveAHeader() throws IOException {
    export(List.of(), List.of(), "alert");

    for (ResultTable table : ResultTable.values()) {
      assertThat(directory.resolve(table.tableName() + ".csv")).isNotEmptyFile();
    }
  }

  private List<String> export(List<Findings> findings, List<DeadLetter> letters, String table)
      throws IOException {
    Path file = directory.resolve("undertone.db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      for (Findings period : findings) {
        database.write(period);
      }
      database.write(letters);
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      CsvExport.write(results, directory);
    }
    return Files.readAllLines(directory.resolve(table + ".csv"));
  }
}
