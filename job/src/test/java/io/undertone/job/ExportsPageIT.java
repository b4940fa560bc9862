// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/exports.md says a command prints is what it prints. */
class ExportsPageIT {
  private static final Path ROOT = Path.of("..");
  private static final String COMMAND = "    ./undertone ";

  @TempDir Path directory;

  /**
   * A command of the page.
   *
   * @param arguments of {@code undertone}
   * @param quoted lines that it is said to print, without those cut out
   */
  record Story(List<String> arguments, List<String> quoted) {}

  static Stream<Story> stories() throws IOException {
    List<String> page = Files.readAllLines(ROOT.resolve("docs/exports.md"));
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).startsWith(COMMAND)) {
        List<String> quoted = new ArrayList<>();
        if (page.get(i + 2).equals("```")) {
          for (int at = i + 3; !page.get(at).equals("```"); at++) {
            if (!page.get(at).equals("...") && !page.get(at).isBlank()) {
              quoted.add(page.get(at));
            }
          }
        }
        String[] words = page.get(i).substring(COMMAND.length()).split(" ");
        stories.add(new Story(Arrays.asList(words), quoted));
      }
    }
    assertThat(stories).hasSize(6);
    return stories.stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyLineIsPrinted(Story story) {
    List<String> arguments = new ArrayList<>(story.arguments());
    arguments.set(1, ROOT.resolve(arguments.get(1)).toString());
    if (arguments.get(0).equals("replay")) {
      arguments.addAll(List.of("--no-serve", "--out", directory.toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    int exit;
    try {
      exit =
          Undertone.commandLine()
              .setOut(new PrintWriter(System.out, true))
              .execute(arguments.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    assertThat(exit).isZero();
    assertThat(out.toString(UTF_8).lines().toList()).containsAll(story.quoted());
  }
}
