// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.ModelScore;
import io.undertone.job.console.Cells;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the README is what this build prints. */
class ReadmeTableIT {
  private static final Path WEIBO = Path.of("..", "replay-data", "weibo-2023");

  @TempDir Path directory;

  @Test
  void everyRowIsWhatAReplayPrints() throws Exception {
    Map<String, ModelScore> halfMonths = scores("half-months");
    Map<String, ModelScore> days = scores("days", "--period", "P1D");
    List<String> expected = new ArrayList<>();
    for (String model :
        List.of(
            "mean",
            "persistence",
            "ewma",
            "ar1",
            "french-degroot",
            "friedkin-johnsen",
            "expressed-private-reduced",
            "undertone",
            "undertone-conditional")) {
      expected.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s |",
              shown(model),
              cells(halfMonths, model),
              cells(days, model)));
    }
    assertThat(
            Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.matches("\\| \\S.* \\| \\d+ \\| \\.\\d{4} \\|.*"))
                .map(line -> line.replaceAll(" +", " ")))
        .containsExactlyElementsOf(
            expected.stream().map(line -> line.replaceAll(" +", " ")).toList());
    briefingIsQuoted(directory.resolve("half-months").resolve("undertone.db"));
  }

  private static void briefingIsQuoted(Path database) throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        Undertone.commandLine()
            .setOut(new PrintWriter(out))
            .execute("brief", "--db", database.toString());
    assertThat(exit).isZero();
    String readme = Files.readString(Path.of("..", "README.md"));
    int start = readme.indexOf("Who moves with whom?");
    String quoted = readme.substring(start, readme.indexOf("```", start)).strip();
    assertThat(out.toString()).contains(quoted);
  }

  private static String shown(String model) {
    return switch (model) {
      case "undertone" -> "**undertone**";
      case "undertone-conditional" -> "**undertone**, posts known";
      default -> model;
    };
  }

  private static String cells(Map<String, ModelScore> scores, String model) {
    ModelScore score = Objects.requireNonNull(scores.get(model), model);
    boolean baseline = io.undertone.dynamics.model.Models.BASELINES.contains(model);
    return String.format(
        Locale.ROOT,
        "%d | %s | %s",
        score.n(),
        Cells.fixed(score.rmse(), 4),
        baseline ? "" : Cells.fixed(score.skill(), 2) + " ±" + Cells.half95(score.skillError()));
  }

  private Map<String, ModelScore> scores(String name, String... options) throws Exception {
    StringWriter out = new StringWriter();
    Path results = directory.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("replay", WEIBO.toString(), "--no-serve", "--out", results.toString()));
    arguments.addAll(List.of(options));
    int exit =
        Undertone.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(out.toString()).isZero();
    try (ResultReader reader = ResultReader.open(results.resolve("undertone.db").toString())) {
      RowQuery ofTopic = RowQuery.topic(reader.topics().get(0));
      Instant asOf = reader.latest(ResultTable.MODEL_SCORE, "as_of", ofTopic);
      return reader
          .rows(ModelScore.class, ofTopic.where("as_of", Objects.requireNonNull(asOf)))
          .stream()
          .collect(Collectors.toMap(ModelScore::model, score -> score));
    }
  }
}
