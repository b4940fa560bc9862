// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Dockerfile as it stands, built and run without a registry: the images that it starts from are
 * {@link StandIns}, which hold the same Flink and no Maven.
 */
@Timeout(600)
class ImageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
  private static final long MEBIBYTE = 1L << 20;

  @TempDir static Path directory;
  private static @Nullable Buildah buildah;
  private static String container = "";
  private static @Nullable JsonNode image;

  @BeforeAll
  static void build() throws Exception {
    Path jar = BuiltJar.assumed();
    buildah = Buildah.assumed(directory);
    Path base = Files.createDirectories(directory.resolve("base"));
    StandIns.base(base.resolve("rootfs"), Path.of("flink-dist/target/lib").toAbsolutePath());
    Path standIn = base.resolve("Dockerfile");
    Files.writeString(
        standIn, "FROM scratch\nCOPY rootfs/ /\nENV PATH=/opt/java/bin:/usr/local/bin:/usr/bin\n");
    Path file = Path.of("Dockerfile").toAbsolutePath();
    for (var from : FROM.matcher(Files.readString(file)).results().toList()) {
      buildah().build(base, standIn, from.group(1), List.of());
    }
    buildah()
        .build(
            Path.of("..").toAbsolutePath().normalize(),
            file,
            "undertone:test",
            List.of("--volume=" + jar.getParent() + ":/built:ro"));
    image = JSON.readTree(buildah().run("inspect", "--type", "image", "undertone:test"));
    container = buildah().run("from", "undertone:test").strip();
  }

  @AfterAll
  static void remove() throws InterruptedException {
    if (buildah != null) {
      buildah.close();
    }
  }

  private static Buildah buildah() {
    return Objects.requireNonNull(buildah);
  }

  private static JsonNode config() {
    return Objects.requireNonNull(image).get("Docker").get("config");
  }

  /** What a command prints in a container of the image, as the image's user. */
  private static String inside(String... command) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--isolation", "chroot"));
    arguments.addAll(List.of(container, "--"));
    arguments.addAll(List.of(command));
    return buildah().run(arguments.toArray(String[]::new));
  }

  @Test
  void itSaysHowItIsStartedAndWatched() {
    assertThat(config().get("User").asText()).isEqualTo("flink");
    assertThat(config().get("Entrypoint"))
        .extracting(JsonNode::asText)
        .containsExactly("undertone-start");
    assertThat(config().get("Cmd")).extracting(JsonNode::asText).containsExactly("--help");
    assertThat(config().get("Healthcheck").get("Test"))
        .extracting(JsonNode::asText)
        .containsExactly("CMD", "undertone-healthy");
    assertThat(config().get("Volumes").has("/var/lib/undertone")).isTrue();
  }

  @Test
  void itRunsWithoutRightsButToItsStateAndSettings() throws Exception {
    assertThat(inside("id", "-u").strip()).isEqualTo("9999");
    assertThat(
            inside(
                "bash",
                "-c",
                "for f in /opt/flink/conf /var/lib/undertone/checkpoints /usr/local/bin"
                    + " /opt/flink/usrlib /opt/undertone; do [ -w $f ] && echo $f; done; true"))
        .isEqualTo("/opt/flink/conf\n/var/lib/undertone/checkpoints\n");
  }

  @Test
  void whatABuildChangesIsASmallLayer() {
    JsonNode layers;
    try {
      layers = JSON.readTree(Objects.requireNonNull(image).get("Manifest").asText()).get("layers");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    List<Double> sizes = new ArrayList<>();
    layers.forEach(layer -> sizes.add(layer.get("size").asDouble() / MEBIBYTE));
    System.out.println(
        "layers of the image in MB, the base first: "
            + sizes.stream().map(size -> String.format(Locale.ROOT, "%.1f", size)).toList());
    int n = sizes.size();
    assertThat(sizes.get(n - 1)).as("the job").isLessThan(10);
    assertThat(sizes.subList(1, n).stream().mapToDouble(size -> size).sum())
        .as("all above the base")
        .isLessThan(120);
  }

  @Test
  void itsEntryPointScoresText() throws Exception {
    String help = inside("undertone-start", "--help");
    assertThat(help).contains("Usage: undertone").contains("replay");
    assertThat(inside("undertone-start")).isEqualTo(help);
    assertThat(inside("bash", "-c", "printf 'I love it\\n' | undertone-start score -"))
        .containsPattern("(?m)^[01]\\.\\d+\\t");
  }

  @Test
  void itsEntryPointStartsTheJobFromTheNewestState() throws Exception {
    assertThat(inside("env", "PARALLELISM=3", "undertone-start", "jobmanager"))
        .startsWith(
            "argument standalone-job\nargument --job-classname\nargument io.undertone.job.Undertone\n"
                + "argument run\nargument --config\nargument /opt/undertone/undertone.yaml\n")
        .contains("parallelism.default: 3\n")
        .contains("execution.checkpointing.dir: file:///var/lib/undertone/checkpoints\n");
    String state = "/var/lib/undertone/checkpoints/a/chk-7";
    assertThat(
            inside(
                "bash",
                "-c",
                "mkdir -p "
                    + state
                    + " && touch "
                    + state
                    + "/_metadata && undertone-start jobmanager"))
        .contains("argument --fromSavepoint\nargument file://" + state + "\n");
  }

  @Test
  void itsUserMayRunTheHealthCommand() throws Exception {
    assertThat(inside("undertone-healthy")).isEmpty();
  }
}
