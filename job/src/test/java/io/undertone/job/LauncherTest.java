// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a checkout of its own, with a Maven and a Java that only note what they are
 * asked.
 */
class LauncherTest {
  private static final String BUILDS =
      """
      #!/usr/bin/env bash
      echo "$*" >>"$NOTES/mvn"
      printf '\\033[0m'
      echo '[INFO] Building Undertone ingest 0.1.0-SNAPSHOT                          [1/2]'
      echo '[INFO] noise'
      mkdir -p job/target/classpath
      echo library >job/target/classpath/library.jar
      """;
  private static final String FAILS =
      """
      #!/usr/bin/env bash
      echo "$*" >>"$NOTES/mvn"
      echo '[ERROR] Wrong.java:[3,7] a semicolon is missing'
      exit 1
      """;

  @TempDir Path folder;

  private Path home;
  private Path tools;
  private Path notes;

  private record Ended(int code, String output) {}

  @BeforeEach
  void checkout() throws IOException {
    home = Files.createDirectories(folder.resolve("a checkout"));
    tools = Files.createDirectories(folder.resolve("jdk/bin"));
    notes = Files.createDirectories(folder.resolve("notes"));
    Files.copy(Path.of("../undertone"), home.resolve("undertone"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.createDirectories(home.resolve("job/src"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("job/pom.xml"), "<project/>");
    script(
        "java",
        "#!/usr/bin/env bash\ncase $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) echo \"$*\" >\"$NOTES/java\"; echo \"program: ${*: -1}\" ;; esac\n");
    script("javac", "#!/usr/bin/env bash\n");
    script("mvn", BUILDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "package", "release", "local"})
  void helpTouchesNothing(String command) throws Exception {
    launch("replay");
    Map<Path, String> before = tree();
    for (String help : List.of("--help", "-h")) {
      Ended ended = launch(command, help);
      assertThat(ended.code()).isZero();
      assertThat(ended.output()).startsWith("Usage: undertone " + command);
    }
    assertThat(tree()).isEqualTo(before);
    assertThat(mavenRuns()).isEqualTo(1);
  }

  @Test
  void buildsOnceAndSaysWhereItIs() throws Exception {
    Ended first = launch("replay", "data");
    assertThat(first.code()).isZero();
    assertThat(first.output())
        .contains("building for the first time")
        .contains("building Undertone ingest (1/2)")
        .contains("program: data")
        .doesNotContain("noise")
        .doesNotContain("\u001b");
    assertThat(launch("replay", "data").output()).isEqualTo("program: data\n");
    assertThat(mavenRuns()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer:no-such-folder", "--scorer=transformer:no-such-folder"})
  void aFolderWithoutATransformerIsRefusedBeforeAnythingIsFetched(String argument)
      throws Exception {
    Ended ended = launch("score", "--scorer", argument, "texts.txt");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("scorer is 'transformer:no-such-folder'")
        .contains("tokenizer.json");
    assertThat(notes.resolve("mvn")).doesNotExist();
  }

  /** Whatever took a library away, the next start brings it back. */
  @Test
  void buildsAgainWhatIsGoneOrCut() throws Exception {
    launch("replay");
    Path library = home.resolve("job/target/classpath/library.jar");
    Files.delete(library);
    assertThat(launch("replay").output()).contains("building Undertone ingest");
    Files.writeString(library, "");
    assertThat(launch("replay").code()).isZero();
    assertThat(library).hasContent("library");
    assertThat(mavenRuns()).isEqualTo(3);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndStartsNothing() throws Exception {
    script("mvn", FAILS);
    Ended ended = launch("replay");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("Wrong.java:[3,7] a semicolon is missing")
        .contains("the whole of what Maven said is in")
        .doesNotContain("program:");
    script("mvn", BUILDS);
    assertThat(launch("replay").code()).isZero();
  }

  /** What is told soon is told first, and what passed is not tested again. */
  @Test
  void aMistakeInTheFirstStageOfTheTestsEndsThemThere() throws Exception {
    script("chromium", "#!/usr/bin/env bash\n");
    script("buildah", "#!/usr/bin/env bash\n");
    script("shellcheck", "#!/usr/bin/env bash\n");
    Ended all = launch("test", "-o");
    assertThat(all.code()).isZero();
    assertThat(all.output()).endsWith("0 passed, 0 failed, 0 skipped\n");
    assertThat(Files.readAllLines(notes.resolve("mvn")))
        .satisfiesExactly(
            first -> assertThat(first).endsWith("spotless:check package -o"),
            second -> assertThat(second).contains("verify -o ").contains("-Dtest=none"));
    script("mvn", FAILS);
    Ended broken = launch("test");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.output())
        .contains("a semicolon is missing")
        .endsWith("0 passed, 0 failed, 0 skipped\n");
    assertThat(mavenRuns()).isEqualTo(3);
    script("shellcheck", "#!/usr/bin/env bash\necho 'In undertone line 7:'\nexit 1\n");
    assertThat(launch("test").code()).isEqualTo(1);
    assertThat(mavenRuns()).as("a script with a mistake").isEqualTo(3);
  }

  /** What reads little and ends soon is compiled lightly; what runs long or reads much is not. */
  @Test
  void shortRunsAreCompiledLightly() throws Exception {
    Path few = Files.writeString(folder.resolve("few.csv"), "time,score\n");
    Path many = Files.write(folder.resolve("many.csv"), new byte[17 << 20]);
    assertThat(options("replay", few.toString())).contains("-XX:TieredStopAtLevel=1");
    assertThat(options("replay", "--out=" + folder.resolve("new"), few.toString()))
        .contains("-XX:TieredStopAtLevel=1");
    assertThat(options("replay", few.toString(), many.toString())).doesNotContain("Tiered");
    assertThat(options("run", "--config", few.toString())).doesNotContain("Tiered");
    assertThat(options("audit", few.toString())).doesNotContain("Tiered");
    assertThat(options("score", few.toString())).doesNotContain("Tiered");
  }

  private String options(String... words) throws Exception {
    assertThat(launch(words).code()).isZero();
    return Files.readString(notes.resolve("java"));
  }

  private void script(String name, String text) throws IOException {
    Path script = tools.resolve(name);
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended launch(String... words) throws IOException, InterruptedException {
    Path output = notes.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("bash", home.resolve("undertone").toString()), Stream.of(words))
                .toList());
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("NOTES", notes.toString());
    builder.environment().remove("UNDERTONE_JAVA_OPTS");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private long mavenRuns() throws IOException {
    try (Stream<String> lines = Files.lines(notes.resolve("mvn"))) {
      return lines.count();
    }
  }

  private Map<Path, String> tree() throws IOException {
    Map<Path, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tree.put(home.relativize(file), Files.readString(file) + Files.getLastModifiedTime(file));
      }
    }
    return tree;
  }
}
