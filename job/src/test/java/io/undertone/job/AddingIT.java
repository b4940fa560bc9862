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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of CONTRIBUTING.md: what it names is there, and a plug-in made so runs. */
class AddingIT {
  private static final Path ROOT = Path.of("..");
  private static final int DAYS = 9;
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

  private static final String SINK =
      """
      package io.undertone.sinks;
      import io.undertone.dynamics.findings.Findings;
      import java.io.IOException;
      import java.nio.file.*;
      import org.apache.flink.api.connector.sink2.*;
      public final class Lines implements Sink<Findings> {
        public SinkWriter<Findings> createWriter(WriterInitContext context) {
          return new SinkWriter<>() {
            public void write(Findings findings, Context context) throws IOException {
              Files.writeString(Path.of("lines.txt"), findings.topic() + " " + findings.periodStart() + "\\n",
                  StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            public void flush(boolean endOfInput) {}
            public void close() {}
          };
        }
      }
      """;
  private static final String FORMAT =
      """
      title: A tool of mine
      recognise:
        - [channel, said]
      fields:
        blogger: channel
        post: thread
        post_time: published
        id: number
        time: written
        score: mood
        text: said
      """;
  private static final String VIEW =
      "app.views.push({ id: 'mine', picks: [], render: async () => [el('h1', {}, 'Mine')] });\n";
  private static final String IMPORTS =
      "import { el } from './dom.js';\nimport { app } from './state.js';\n";

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

  @Test
  void aFormatAndAViewOfTheirOwnAreUsed() throws Exception {
    Path index = ROOT.resolve("ingest/src/main/resources/io/undertone/ingest/format/presets");
    write("io/undertone/ingest/format/presets/my-tool.yaml", FORMAT);
    write(
        "io/undertone/ingest/format/presets/index.txt",
        "my-tool\n" + Files.readString(index.resolve("index.txt")));
    write("io/undertone/sinks/page/view-mine.js", IMPORTS + VIEW);
    compile(
        "io/undertone/sinks/page/PageAssets.java",
        withLine(
            place("sinks", "sinks/page/PageAssets.java"),
            "SCRIPTS =",
            "List.of(",
            "\"view-mine.js\","));
    Path comments = comments();
    assertThat(undertone("formats")).contains("my-tool", "A tool of mine");
    assertThat(undertone("inspect", comments.toString())).contains("my-tool");
    String said =
        undertone(
            "replay",
            comments.toString(),
            "--no-serve",
            "--period",
            "P1D",
            "--out",
            folder.resolve("out").toString());
    assertThat(folder.resolve("out/report.html")).as(said).exists();
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains(VIEW.strip())
        .contains("ada");
  }

  @Test
  void aSinkOfItsOwnGetsEveryPeriodBesideTheDatabase() throws Exception {
    compile("io/undertone/sinks/Lines.java", SINK);
    compile(
        "io/undertone/job/stream/StreamOutput.java",
        withLine(
            place("job", "job/stream/StreamOutput.java"),
            "static StreamOutput of(",
            "output.add(output.kafka);",
            "output.results.add(Outlet.named(\"lines\", new io.undertone.sinks.Lines()));"));
    Path comments =
        write(
            "comments.jsonl",
            Files.readString(comments())
                .replace("channel", "blogger")
                .replace("thread", "post")
                .replace("published", "post_time")
                .replace("number", "id")
                .replace("written", "time")
                .replace("mood", "score")
                .replace("said", "text"));
    Path config =
        write(
            "undertone.yaml",
            String.format(
                Locale.ROOT,
                "input: '%s'\ndatabase: '%s'\nperiod: P1D\n",
                comments,
                folder.resolve("results.db")));
    String said = undertone("run", "--config", config.toString());
    assertThat(folder.resolve("lines.txt")).as(said).exists();
    assertThat(folder.resolve("results.db")).isNotEmptyFile();
    String lines = Files.readString(folder.resolve("lines.txt"));
    for (int day = 1; day <= DAYS; day++) {
      assertThat(lines)
          .as(said)
          .contains(String.format(Locale.ROOT, " 2024-01-%02dT00:00:00Z", day));
    }
  }

  /** What a tool of one's own writes: three channels, a thread a day. */
  private Path comments() throws IOException {
    StringBuilder records = new StringBuilder();
    for (int day = 1; day <= DAYS; day++) {
      for (String channel : List.of("ada", "bo", "cy")) {
        for (int hour = 10; hour < 14; hour++) {
          records.append(
              String.format(
                  Locale.ROOT,
                  """
                  {"channel":"%1$s","thread":"%1$s-%2$d","published":"2024-01-%2$02dT09:00:00Z",\
                  "number":"%1$s%2$d.%3$d","written":"2024-01-%2$02dT%3$d:00:00Z","mood":0.%4$d,"said":"so"}
                  """,
                  channel,
                  day,
                  hour,
                  2 + day * hour % 7));
        }
      }
    }
    return write("mine.jsonl", records.toString());
  }

  /** The file's text with one more line behind a text, where that first comes after a mark. */
  private static String withLine(Path file, String mark, String behind, String line)
      throws IOException {
    String text = Files.readString(file);
    int at = text.indexOf(behind, text.indexOf(mark)) + behind.length();
    return text.substring(0, at) + "\n" + line + text.substring(at);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void compile(String name, String code) throws IOException {
    Path source = write(name, code);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-d",
                folder.toString(),
                "-cp",
                folder + File.pathSeparator + classpath(),
                source.toString());
    assertThat(errors).isZero();
  }

  private void plugin(String name, String code, String service) throws IOException {
    compile(name + ".java", code);
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(service), name + "\n");
  }

  private static String classpath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String undertone(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-cp"));
    command.add(folder + File.pathSeparator + classpath());
    command.add(Undertone.class.getName());
    command.addAll(List.of(arguments));
    Process java =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
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
