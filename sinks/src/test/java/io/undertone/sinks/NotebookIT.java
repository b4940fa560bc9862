// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook's Python cells run on a result database. */
class NotebookIT {
  private static final Path NOTEBOOK = Path.of("..", "docs", "notebook.ipynb");
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  @TempDir Path directory;

  @Test
  void everyCodeCellRuns() throws Exception {
    assumeTrue(
        Files.isExecutable(PYTHON), "No " + PYTHON + ": install python3 to run the notebook.");
    Path database = directory.resolve("undertone.db");
    try (ResultDatabase results = ResultDatabase.open(database, SampleResults.TIMES)) {
      for (Findings period : SampleResults.huawei(17).findings()) {
        results.write(period);
      }
      results.write(nowcastScore(SampleResults.huawei(17).findings().get(15)));
    }
    StringBuilder script = new StringBuilder();
    for (JsonNode cell : new ObjectMapper().readTree(NOTEBOOK.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cell.path("source").forEach(line -> script.append(line.asText()));
        script.append('\n');
      }
    }
    Path file = Files.writeString(directory.resolve("notebook.py"), script);
    ProcessBuilder python = new ProcessBuilder(PYTHON.toString(), file.toString());
    python.environment().put("UNDERTONE_DB", database.toString());
    python.environment().put("PYTHONIOENCODING", "UTF-8");
    Process process = python.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(printed)
        .contains("CREATE TABLE \"audience_sentiment\"", "2023-05-01  1595443924", " +- 0.059")
        .containsSubsequence("ar1  ", "mean  ", "undertone  ")
        .doesNotContain("nowcast-20");
  }

  /** The best score of the last period, as that of a nowcast. */
  private static Findings nowcastScore(Findings of) {
    ModelScore best = of.modelScores().get(of.modelScores().size() - 1);
    ModelScore nowcast =
        new ModelScore(
            best.topic(),
            best.asOf(),
            "nowcast-20",
            best.n(),
            best.rmse(),
            best.mae(),
            best.logScore(),
            best.coverage80(),
            best.coverage95(),
            best.skill(),
            best.skillError(),
            0);
    return Findings.of(of.topic(), of.periodStart(), of.periodEnd(), 0)
        .modelScores(List.of(nowcast))
        .build();
  }
}
