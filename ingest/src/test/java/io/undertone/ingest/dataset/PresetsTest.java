// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.CommentFile;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each preset reads what its platform's tool writes today, in the folders in which it does. */
class PresetsTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/presets/examples.txt");

  @TempDir Path directory;

  /** One folder of a platform. */
  private record Example(String format, Path folder, int comments) {}

  private List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    String format = "";
    Path file = directory;
    for (String line : Files.readAllLines(EXAMPLES)) {
      Path folder = directory.resolve("example-" + examples.size());
      if (line.startsWith("== ")) {
        String[] parts = line.substring(3).split(": ", 2);
        format = parts[0];
        file = folder.resolve(parts[1]);
      } else if (line.startsWith("+ ")) {
        file = folder.resolve(line.substring(2));
      } else if (line.startsWith("= ")) {
        examples.add(new Example(format, folder, Integer.parseInt(line.substring(2))));
      } else if (!line.startsWith("#")) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + line + "\n");
      }
    }
    return examples;
  }

  @TestFactory
  List<DynamicTest> everyPlatformIsRead() throws IOException {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.format(), () -> read(example)))
        .toList();
  }

  private static void read(Example example) throws IOException {
    DataSet dataSet = DataSet.open(example.folder(), null);

    assertThat(dataSet.files())
        .extracting(file -> file.format().name())
        .containsOnly(example.format());
    List<Parsed> all = new ArrayList<>();
    for (DataFile file : dataSet.files()) {
      try (CommentFile open = file.open(dataSet.parserOptions("salt"))) {
        while (open.read(all::add)) {}
      }
    }
    assertThat(all).noneMatch(parsed -> parsed.deadLetter() != null);
    assertThat(all.stream().filter(p -> p.comment() != null || p.unjoined() != null))
        .hasSize(example.comments());
    Instant early = Instant.parse("2009-01-01T00:00:00Z");
    assertThat(all).allMatch(parsed -> parsed.eventTime() > early.toEpochMilli());
    for (Parsed parsed : all) {
      Comment comment = parsed.comment();
      if (comment != null) {
        assertThat(comment.text()).isNotBlank();
        assertThat(comment.id()).isNotBlank();
      }
    }
  }

  @Test
  void everyPresetHasAnExample() throws IOException {
    Set<String> shown = new HashSet<>();
    examples().forEach(example -> shown.add(example.format()));
    Set<String> without = new TreeSet<>();
    for (CommentFormat format : Formats.all()) {
      without.add(format.name());
    }
    without.removeAll(shown);

    // these three have theirs in docs/formats.md
    assertThat(without).containsExactly("undertone", "weibo-research", "weibo-research-scored");
  }
}
