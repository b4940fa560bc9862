// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class path that the launcher runs, in a process of its own. */
class AssembledIT {
  @TempDir Path directory;

  @Test
  void assembledClassPathReplaysADataSet() throws Exception {
    Path results = directory.resolve("out");
    assertThat(
            run("replay", "../replay-data/no-influence", "--no-serve", "--out", results.toString()))
        .isZero();
    assertThat(output()).contains("2,986 records read, 0 dead letters");
    assertThat(results.resolve("report.html")).exists();
  }

  @Test
  void assembledClassPathScoresText() throws Exception {
    Path texts = Files.writeString(directory.resolve("texts"), "I love it\n太差了\n");
    assertThat(run("score", texts.toString())).isZero();
    assertThat(output().lines().filter(l -> l.contains("\t"))).hasSize(2);
  }

  private int run(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dfile.encoding=UTF-8",
                "-cp",
                Path.of("target", "classpath") + "/*",
                "io.undertone.job.Undertone"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output()).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
  }
}
