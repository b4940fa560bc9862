// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of CONTRIBUTING.md: what it names is there, and a plug-in made so runs. */
class AddingTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`([a-z]+/src/main/[^`]+)`");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String SCORER =
      """
      import io.undertone.sentiment.*;
      import java.util.List;
      public final class Shouting implements ScorerProvider, SentimentScorer {
        public String name() { return "shouting"; }
        public String description() { return "1 for an exclamation mark, else 0."; }
        public SentimentScorer open(String argument, ScorerOptions options) { return this; }
        public String version() { return "1"; }
        public Score score(String text) { return Score.of(text.endsWith("!") ? 1 : 0, "shouting", Language.EN); }
        public List<Contribution> explain(String text, Language language, int limit) { return List.of(); }
      }
      """;

  @TempDir Path folder;

  @Test
  void everyPlaceThatIsNamedIsThere() throws IOException {
    Matcher named = NAMED.matcher(walk());
    List<String> missing = new ArrayList<>();
    int count = 0;
    while (named.find()) {
      Path place = ROOT.resolve(named.group(1));
      count++;
      if (named.group(1).contains("NAME")) {
        if (!hasSiblings(place)) {
          missing.add(named.group(1));
        }
      } else if (!Files.exists(place)) {
        missing.add(named.group(1));
      }
    }
    assertThat(missing).isEmpty();
    assertThat(count).isGreaterThan(10);
    assertThat(Files.readString(place("dynamics", "dynamics/model/Models.java")))
        .contains("FACTORIES.put(");
    assertThat(Files.readString(place("job", "job/stream/StreamOutput.java")))
        .contains("results.add(");
    assertThat(Files.readString(place("sinks", "sinks/page/PageAssets.java")))
        .contains("SCRIPTS =");
  }

  @Test
  void everyPresetAndEveryViewIsMadeKnown() throws IOException {
    Path presets = ROOT.resolve("ingest/src/main/resources/io/undertone/ingest/format/presets");
    List<String> listed =
        Files.readAllLines(presets.resolve("index.txt")).stream()
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(names(presets, ".yaml")).containsExactlyInAnyOrderElementsOf(listed);
    String scripts = Files.readString(place("sinks", "sinks/page/PageAssets.java"));
    Path page = ROOT.resolve("sinks/src/main/resources/io/undertone/sinks/page");
    assertThat(names(page, ".js").stream().filter(name -> name.startsWith("view-")))
        .isNotEmpty()
        .allSatisfy(view -> assertThat(scripts).contains('"' + view + ".js\""));
  }

  @Test
  void aModelFromAnotherJarIsFittedByItsName() throws Exception {
    Matcher code = CODE.matcher(walk());
    assertThat(code.find()).isTrue();
    plugin("LastTwo", code.group(1), "io.undertone.dynamics.model.OpinionModel");
    Path series = folder.resolve("series.csv");
    StringBuilder rows = new StringBuilder("blogger,period,sentiment\n");
    for (int day = 1; day <= 9; day++) {
      rows.append("a,2024-01-0").append(day).append(",0.").append(day).append('\n');
    }
    Files.writeString(series, rows);
    assertThat(undertone("fit", series.toString(), "--model", "last-two")).contains("last-two");
    assertThat(undertone("fit", series.toString(), "--model", "last-too"))
        .contains("Did you mean 'last-two'?");
  }

  @Test
  void aScorerFromAnotherJarScoresByItsName() throws Exception {
    plugin("Shouting", SCORER, "io.undertone.sentiment.ScorerProvider");
    Path texts = folder.resolve("texts.txt");
    Files.writeString(texts, "hear me!\nno\n");
    assertThat(undertone("score", "--scorer", "shouting", texts.toString()))
        .contains("1.00", "0.00");
  }

  private void plugin(String name, String code, String service) throws IOException {
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, code);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classpath(), source.toString());
    assertThat(errors).isZero();
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(service), name + "\n");
  }

  private static String classpath() {
    return System.getProperty("java.class.path");
  }

  private String undertone(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-cp"));
    command.add(classpath() + File.pathSeparator + folder);
    command.add(Undertone.class.getName());
    command.addAll(List.of(arguments));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String walk() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    return page.substring(page.indexOf("## Adding something"), page.indexOf("## Rules"));
  }

  private static Path place(String room, String name) {
    return ROOT.resolve(room + "/src/main/java/io/undertone/" + name);
  }

  private static boolean hasSiblings(Path place) throws IOException {
    String name = place.toString();
    String ending = name.substring(name.lastIndexOf('.'));
    return !names(place.resolve("..").normalize(), ending).isEmpty();
  }

  private static List<String> names(Path place, String ending) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }
}
