// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One post with more comments than fit into memory: the heap is a fraction of what their texts
 * would take. The whole size is {@code -Dundertone.viral=1500000 -Dundertone.viral.heap=512m}.
 */
@Timeout(1800)
class ViralPostIT {
  private static final long COMMENTS = Long.getLong("undertone.viral", 150_000);
  private static final String HEAP = System.getProperty("undertone.viral.heap", "120m");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"none", "5"})
  void aPostOfAnySizeIsTalliedAndShownInASmallHeap(String cap) throws Exception {
    Path log = directory.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                ViralPost.class.getName(),
                Long.toString(COMMENTS),
                cap)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(25, TimeUnit.MINUTES)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
    long left = COMMENTS - COMMENTS / ViralPost.DELETED;
    assertThat(last(lines, " comments of ")).startsWith(left + " comments of 1 post");
    assertThat(last(lines, " shown ")).endsWith(" shown " + heaviest());
  }

  private static String last(List<String> lines, String with) {
    List<String> all = lines.stream().filter(line -> line.contains(with)).toList();
    assertThat(all).as(() -> String.join("\n", lines)).isNotEmpty();
    return all.get(all.size() - 1);
  }

  /** Those with most likes that are not deleted; of equal ones the smaller id. */
  private static String heaviest() {
    return LongStream.range(0, COMMENTS)
        .filter(n -> n % ViralPost.DELETED != 0)
        .boxed()
        .sorted(
            Comparator.comparingLong((Long n) -> -ViralPost.likes(n)).thenComparing(n -> "c" + n))
        .limit(3)
        .map(n -> "c" + n)
        .collect(Collectors.joining(" "));
  }
}
