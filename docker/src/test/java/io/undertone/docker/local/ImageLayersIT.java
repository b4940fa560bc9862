// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar in the parts that are layers of the image. */
@Timeout(180)
class ImageLayersIT {
  @TempDir static Path directory;
  private static @Nullable Path jar;

  @BeforeAll
  static void split() throws Exception {
    jar = BuiltJar.assumed();
    Commands.run(
        Path.of("").toAbsolutePath(),
        directory.resolve("split.log"),
        List.of(
            Path.of("jar-layers").toAbsolutePath().toString(),
            jar().toString(),
            directory.resolve("usrlib").toString()));
  }

  private static Path jar() {
    return Objects.requireNonNull(jar);
  }

  private static List<String> entries(String part) throws IOException {
    return entries(directory.resolve("usrlib").resolve(part));
  }

  /** Files, without the manifest, which each part has. */
  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(Object::toString)
          .filter(entry -> !entry.endsWith("/") && !entry.equals(JarFile.MANIFEST_NAME))
          .toList();
    }
  }

  @Test
  void noEntryIsLostOrTwice() throws IOException {
    Map<String, Integer> times = new TreeMap<>();
    for (String jar : List.of("undertone-libraries.jar", "undertone-models.jar", "undertone.jar")) {
      entries(jar).forEach(entry -> times.merge(entry, 1, Integer::sum));
    }
    assertThat(times.keySet()).containsExactlyInAnyOrderElementsOf(entries(jar()));
    assertThat(times.values()).containsOnly(1);
    assertThat(entries("undertone.jar")).allMatch(entry -> entry.startsWith("io/undertone/"));
    assertThat(entries("undertone-models.jar")).anyMatch(entry -> entry.endsWith(".model"));
  }

  /** As the image's entry point starts a command. */
  @Test
  void thePartsScoreTextTogether() throws Exception {
    Path texts = Files.writeString(directory.resolve("texts"), "I love it\n太差了\n");
    String printed =
        Commands.run(
            directory,
            directory.resolve("score.log"),
            List.of(
                Commands.java(),
                "-Xmx384m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                "usrlib/*:" + Path.of("flink-dist/target/lib").toAbsolutePath() + "/*",
                "io.undertone.job.Undertone",
                "score",
                texts.toString()));

    assertThat(printed.lines().filter(line -> line.contains("\t"))).hasSize(2);
  }
}
