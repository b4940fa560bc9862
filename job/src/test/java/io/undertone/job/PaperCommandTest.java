// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.console.Prose;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PaperCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void thePublishedTableAndTheOneThatIsLikeForLikeAreReproduced() throws Exception {
    assertThat(run("paper", "--out", directory.toString())).isZero();
    List<String> lines = out.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .as("optima: ours is the exact one, the paper's rounds weights")
        .anyMatch(line -> line.matches("french-degroot \\.200023\\d\\d \\.20002336 .*"))
        .anyMatch(line -> line.matches("expressed-private-reduced \\.091196\\d\\d \\.09119697 .*"));
    assertThat(lines)
        .as("as published")
        .contains(
            "french-degroot .0387 6.12 % .0521 .0773 .0848",
            "french-degroot, paper .0387 6.12 % .0521 .0773 .0848",
            "friedkin-johnsen .0371 5.96 % .0501 .0546 .0701",
            "delayed-anchor-1 .0421 6.87 % .0550 .0462 .0702",
            "delayed-anchor-2 .0459 7.58 % .0587 .0460 .0683");
    assertThat(lines)
        .as("like for like")
        .contains(
            "persistence .0432 .0547",
            "french-degroot .0553 .0728 .0553 .0728",
            "friedkin-johnsen .0482 .0679 .0482 .0679",
            "delayed-anchor-1 .0566 .0571 .0566 .0572",
            "delayed-anchor-2 .0468 .0620 .0468 .0620",
            "expressed-private-reduced .0512 .0550 .0512 .0550");
    assertThat(lines).as("averaging check").contains(" 1 14 63", " 2 8 63", " 3 4 63");
    assertThat(out.toString().lines().filter(line -> !line.startsWith("Results")))
        .allMatch(line -> Prose.width(line) <= Prose.WIDTH);
    assertThat(Files.readAllLines(directory.resolve("paper_trajectories.csv")))
        .hasSize(1 + 4 * 12 * 7);
  }

  @Test
  void aSeriesWithAGapIsRefusedWithWhatToDo() throws Exception {
    Path series = directory.resolve("gap.csv");
    StringBuilder text = new StringBuilder("period,blogger,sentiment\n");
    for (int t = 0; t < 9; t++) {
      text.append(t).append(",a,0.5\n").append(t == 4 ? "" : t + ",b,0.6\n");
    }
    Files.writeString(series, text);
    assertThat(run("paper", series.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("needs every value", "undertone audit");
  }

  private int run(String... args) {
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
