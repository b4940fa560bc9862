// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
  private static final Set<String> KNOWN =
      Set.of(
          "FROM",
          "WORKDIR",
          "COPY",
          "RUN",
          "LABEL",
          "USER",
          "VOLUME",
          "EXPOSE",
          "HEALTHCHECK",
          "ENTRYPOINT",
          "CMD");
  private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

  private List<String> lines;

  @BeforeEach
  void read() throws IOException {
    String text = Files.readString(Path.of("Dockerfile")).replace("\\\n", " ");
    lines = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  private Stream<String> instructions(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).strip());
  }

  @Test
  void baseImagesArePinned() {
    assertThat(instructions("FROM"))
        .isNotEmpty()
        .allSatisfy(from -> assertThat(from).matches("[a-z]+:\\d+\\.\\d+\\.\\d+\\S*( AS build)?"));
  }

  @Test
  void theImageRunsFlinkOfTheBuild() throws IOException {
    String version =
        Files.readString(Path.of("../pom.xml"))
            .replaceAll("(?s).*<flink.version>(.*?)</flink.version>.*", "$1");
    assertThat(instructions("FROM").reduce((first, last) -> last))
        .hasValueSatisfying(from -> assertThat(from).startsWith("flink:" + version + "-"));
  }

  @Test
  void theLastUserIsNotRootAndHealthIsChecked() {
    assertThat(instructions("USER").reduce((first, last) -> last)).hasValue("flink");
    assertThat(instructions("HEALTHCHECK")).hasSize(1);
  }

  @Test
  void noSecretIsBuiltIn() {
    assertThat(lines).noneMatch(line -> line.matches("(?i)(ENV|ARG) .*(password|token|secret).*"));
    assertThat(instructions("ADD")).isEmpty();
  }

  @Test
  void instructionsAreKnownAndCommandsNeedNoShell() {
    assertThat(lines).allMatch(line -> KNOWN.contains(line.split(" ")[0]));
    assertThat(Stream.of("ENTRYPOINT", "CMD").flatMap(this::instructions))
        .hasSize(2)
        .allMatch(command -> command.matches("\\[(\"[^\"]+\"(, )?)+]"));
  }

  private Stream<String> copied() {
    return instructions("COPY")
        .filter(copy -> !copy.startsWith("--from"))
        .map(copy -> Stream.of(copy.split("\\s+")).filter(word -> !word.startsWith("--")).toList())
        .flatMap(words -> words.subList(0, words.size() - 1).stream());
  }

  @Test
  void whatIsCopiedExists() {
    assertThat(copied()).allSatisfy(source -> assertThat(Path.of("..", source)).exists());
  }

  @Test
  void mavenFindsEveryModuleThatTheProjectNames() throws IOException {
    String pom = Files.readString(Path.of("../pom.xml"));
    assertThat(MODULE.matcher(pom).results().map(module -> module.group(1)))
        .isNotEmpty()
        .allSatisfy(module -> assertThat(copied()).containsAnyOf(module, module + "/pom.xml"));
  }

  @Test
  void librariesModelsAndTheJobAreLayersOfTheirOwn() {
    assertThat(instructions("COPY").filter(copy -> copy.startsWith("--from")))
        .containsExactly(
            "--from=build /jars/undertone-libraries.jar /opt/flink/usrlib/",
            "--from=build /jars/undertone-models.jar /opt/flink/usrlib/",
            "--from=build /jars/undertone.jar /opt/flink/usrlib/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bin/undertone-start",
        "bin/undertone-healthy",
        "jar-layers",
        "kafka/create",
        "local/up",
        "local/status",
        "local/down",
        "../undertone"
      })
  void everyScriptIsExecutableBash(String script) throws IOException, InterruptedException {
    assertThat(Path.of(script)).isExecutable();
    assertThat(new ProcessBuilder("bash", "-n", script).inheritIO().start().waitFor()).isZero();
  }
}
