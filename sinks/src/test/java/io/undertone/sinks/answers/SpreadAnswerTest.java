// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.page.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audience that was silent for so long that the latest matrix left it out. */
class SpreadAnswerTest {
  @TempDir Path directory;
  private Path database;

  @BeforeEach
  void write() throws IOException {
    database = directory.resolve("undertone.db");
    try (ResultDatabase results = ResultDatabase.open(database, SampleResults.TIMES)) {
      for (Findings period : SampleResults.huawei(3).findings()) {
        results.write(period);
      }
      AudienceSentiment heard =
          SampleResults.huawei(1).findings().get(0).audienceSentiments().get(0);
      results.write(silent(heard));
    }
  }

  @Test
  void itsAnswerIsEmptyAndNamesWhomTheMatrixHolds() throws IOException {
    try (ResultReader results = ResultReader.open(database.toString())) {
      TopicSummary summary = TopicSummary.of(results, "huawei");

      SpreadAnswer answer = SpreadAnswer.of(results, summary, "0-silent");
      assertThat(answer.mean()).isEmpty();
      assertThat(answer.bloggers()).hasSize(7).doesNotContain("0-silent");
      assertThat(SpreadAnswer.of(results, summary, "1595443924").mean()).isNotEmpty();
      assertThatThrownBy(() -> SpreadAnswer.of(results, summary, "nobody"))
          .hasMessageStartingWith("There is no audience 'nobody'");
    }
  }

  @Test
  void theReportIsWritten() throws IOException {
    Path report = directory.resolve("report.html");
    try (ResultReader results = ResultReader.open(database.toString())) {
      ReportWriter.write(results, report);
    }
    assertThat(Files.readString(report)).contains("\"0-silent\":{\"source\":\"0-silent\"");
  }

  private static Findings silent(AudienceSentiment like) {
    AudienceSentiment row =
        new AudienceSentiment(
            like.topic(),
            "0-silent",
            like.periodStart(),
            like.periodEnd(),
            0.5,
            0.1,
            9,
            1,
            1,
            null,
            null,
            null,
            false,
            "given",
            0,
            0);
    return Findings.of(like.topic(), like.periodStart(), like.periodEnd(), 0)
        .audienceSentiments(List.of(row))
        .build();
  }
}
