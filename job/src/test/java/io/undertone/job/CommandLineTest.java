// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.ingest.dataset.DataSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  @Test
  void unknownCommandIsWrongUsageWithASuggestion() {
    assertThat(run("rplay")).isEqualTo(2);
    assertThat(err.toString()).contains("replay");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : Undertone.commandLine().getSubcommands().keySet()) {
      assertThat(run(command, "--help")).isZero();
    }
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("undertone", "--period", "Flink");
  }

  @Test
  void schemasAreWrittenIntoAFolder() throws IOException {
    Path folder = directory.resolve("a/b");

    assertThat(run("schemas", folder.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(String.format(Locale.ROOT, "24 schemas written to %s%n", folder));
    assertThat(folder.resolve("influence.key.json")).content().contains("\"as_of\"");
  }

  @Test
  void completionCompletesEachCommandAndItsOptions() throws Exception {
    assertThat(run("completion")).isZero();
    Path script = Files.writeString(directory.resolve("completion"), out.toString());
    String ask =
        "source %s; COMP_WORDS=(undertone replay --pe); COMP_CWORD=2; _complete_undertone;"
            + " echo ${COMPREPLY[@]}";
    Process bash =
        new ProcessBuilder("bash", "-c", String.format(Locale.ROOT, ask, script)).start();
    String answer = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(answer).contains("--period", "--period-by");
  }

  @Test
  void flagsMayBeWrittenWithUnderscores() {
    assertThat(run("config", "--period_by=comment", "--state_backend", "rocksdb", "--db", "a_b.db"))
        .isZero();
    assertThat(out.toString())
        .containsPattern("period-by +comment +flag")
        .containsPattern("state-backend +rocksdb +flag")
        .containsPattern("database +a_b.db +flag");
  }

  @Test
  void configSaysWhereEachValueComesFrom() throws IOException {
    Path file = directory.resolve("undertone.yaml");
    Files.writeString(file, "period: P1W\nkafka:\n  group.id: x\n");
    assertThat(run("config", "--config", file.toString(), "--zone", "Asia/Tokyo")).isZero();
    assertThat(out.toString())
        .containsPattern("period\\s+P1W\\s+" + java.util.regex.Pattern.quote(file.toString()))
        .containsPattern("zone\\s+Asia/Tokyo\\s+flag")
        .containsPattern("lateness\\s+P14D\\s+default");
  }

  @Test
  void fitFindsThePaperOptimaAndSaysSoInJson() throws IOException {
    Path series = paperSeries();
    assertThat(run("fit", series.toString(), "--model", "french-degroot", "--json")).isZero();
    JsonNode degroot = new ObjectMapper().readTree(out.toString());
    assertThat(degroot.get("status").asText()).isEqualTo("fitted");
    assertThat(degroot.get("objective").asDouble()).isCloseTo(0.2000233638539, within(1e-9));
    assertThat(degroot.get("kkt_residual").asDouble()).isLessThan(1e-9);
    assertThat(degroot.get("weights")).hasSize(7);
    assertThat(degroot.get("forecast")).hasSize(7);
    out.getBuffer().setLength(0);
    assertThat(run("fit", series.toString(), "--model", "friedkin-johnsen", "--json")).isZero();
    JsonNode fj = new ObjectMapper().readTree(out.toString());
    assertThat(fj.get("objective").asDouble()).isCloseTo(0.1810907362087, within(1e-9));
    assertThat(fj.get("kkt_residual").asDouble()).isLessThan(1e-9);
    assertThat(fj.get("susceptibility")).hasSize(7);
    JsonNode longRun = fj.get("long_run");
    assertThat(longRun.get("settles").asBoolean()).isTrue();
    assertThat(longRun.get("consensus").asBoolean()).isFalse();
    assertThat(longRun.get("mixing_time").asDouble()).isCloseTo(2.0, within(.05));
    double power = 0;
    for (JsonNode share : longRun.get("social_power")) {
      power += share.asDouble();
    }
    assertThat(power).isCloseTo(1, within(1e-9));
  }

  @Test
  void fitSaysWhereItsWeightsLead() throws IOException {
    assertThat(run("fit", paperSeries().toString(), "--model", "french-degroot")).isZero();
    assertThat(out.toString())
        .contains("all audiences would come to one opinion")
        .contains("would fade to 37 % in 6.0 periods")
        .containsPattern("1783497251 +\\.31");
    out.getBuffer().setLength(0);
    assertThat(run("fit", paperSeries().toString(), "--model", "mean")).isZero();
    assertThat(out.toString()).doesNotContain("social power");
  }

  @Test
  void fitWritesItsTables() throws IOException {
    Path to = directory.resolve("fit");
    assertThat(
            run(
                "fit",
                paperSeries().toString(),
                "--model",
                "french-degroot",
                "--out",
                to.toString()))
        .isZero();
    assertThat(Files.readAllLines(to.resolve("influence.csv"))).hasSize(50);
    assertThat(Files.readAllLines(to.resolve("forecast.csv"))).hasSize(8);
    assertThat(out.toString())
        .contains("objective 0.20002336", "Effective weights W: what each row's audience takes");
  }

  @Test
  void tooFewPeriodsIsAnOrdinaryAnswer() throws IOException {
    Path series = table("period,blogger,sentiment\n1,a,0.5\n1,b,0.6\n");
    assertThat(run("fit", series.toString(), "--model", "french-degroot", "--json")).isZero();
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.get("status").asText()).isEqualTo("too_few_periods");
    assertThat(answer.get("have").asInt()).isLessThan(answer.get("need").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "period,blogger,sentiment\\n1,a,1.5 | line 2: sentiment is '1.5'; it must be a number in [0,1]",
        "period,blogger,sentiment\\n1,a,high | line 2: sentiment is 'high'; it must be a number",
        "period,blogger,sentiment\\n1,a,.5\\n1,a,.6 | line 3: blogger 'a' has a second value for period '1'",
        "period,blogger,value\\n1,a,.5 | has no column 'sentiment'",
        "period,blogger,sentiment | has no row below its header",
        "period,blogger,sentiment\\nsoon,a,.5 | period is 'soon'; use whole numbers, dates",
        "period,blogger,sentiment,variance\\n1,a,.5,-1 | variance is '-1'; it must be a number of at least 0",
      })
  void unusableSeriesIsRefusedInOneLine(String content, String message) throws IOException {
    Path series = table(content.replace("\\n", "\n"));
    assertThat(run("fit", series.toString(), "--model", "mean")).isEqualTo(1);
    assertThat(err.toString()).contains(message).doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void unknownModelIsWrongUsageWithASuggestion() throws IOException {
    assertThat(run("fit", paperSeries().toString(), "--model", "french-degrot")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean 'french-degroot'?");
  }

  @Test
  void datesAndNumbersNamePeriodsAndGapsAreMissing() throws IOException {
    Path halfMonths =
        table("period,blogger,sentiment\n2023-05-01,a,.5\n2023-05-16,a,.6\n2023-06-16,a,.7\n");
    assertThat(SeriesFile.read(halfMonths).length()).isEqualTo(4);
    assertThat(SeriesFile.read(halfMonths).observed(2, 0)).isFalse();
    Path weeks =
        table("period,blogger,sentiment\n2023-05-01,a,.5\n2023-05-08,a,.6\n2023-05-29,a,.7\n");
    assertThat(SeriesFile.read(weeks).length()).isEqualTo(5);
    Path numbers = table("period,blogger,sentiment\n1,a,.5\n2,a,.6\n10,a,.7\n");
    assertThat(SeriesFile.read(numbers).length()).isEqualTo(10);
  }

  @Test
  void missingDataSetIsOneClearLine() {
    assertThat(run("replay", directory.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere").doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void unknownPeriodOfAReplayIsWrongUsage() {
    assertThat(run("replay", "../replay-data/weibo-2023", "--period", "fortnight")).isEqualTo(2);
    assertThat(err.toString()).contains("period is 'fortnight' (flag)").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--author a | Results do not say who wrote a comment. Give with --data the data set",
        "--author a --comment c --data x | --comment names one comment of a --post; leave it out",
        "--post p --deletions x.jsonl | --deletions takes the records from a data set; give it with",
        "--post p --author a | --author=ID, --post=ID are mutually exclusive",
        "--blogger b | (--author=ID | --post=ID)",
        "--post p --password-env NO_SUCH_VARIABLE | The environment variable NO_SUCH_VARIABLE is not",
      })
  void erasingSaysWhatItNeeds(String options, String message) {
    List<String> args = new ArrayList<>(List.of("erase", "--db", "nowhere.db"));
    args.addAll(List.of(options.split(" ")));
    assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"--author", "--post", "--comment", "--blogger"})
  void erasingABlankIdIsWrongUsage(String option) {
    List<String> args = new ArrayList<>(List.of("erase", "--db", "nowhere.db", option, " "));
    if (!option.equals("--author") && !option.equals("--post")) {
      args.addAll(List.of("--post", "p"));
    }
    assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(option + " is ' '; give an id, which is never blank");
  }

  @Test
  void erasingFromWhatIsNoDatabaseIsOneClearLine() {
    assertThat(run("erase", "--db", directory.resolve("no.db").toString(), "--post", "p"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("There is no result database").hasLineCount(1);
    assertThat(run("erase", "--db", "jdbc:mysql://h/d", "--post", "p")).isEqualTo(1);
    assertThat(err.toString()).contains("The database is 'jdbc:mysql://h/d'; it must be");
  }

  private Path table(String content) throws IOException {
    Path file = directory.resolve("series.csv");
    Files.writeString(file, content);
    return file;
  }

  private Path paperSeries() throws IOException {
    JsonNode fits =
        new ObjectMapper().readTree(getClass().getResource("/reference/paper-fits.json"));
    StringBuilder rows = new StringBuilder("period,blogger,sentiment\n");
    for (int t = 0; t < fits.get("X").size(); t++) {
      for (int i = 0; i < fits.get("order").size(); i++) {
        rows.append(t + 1)
            .append(',')
            .append(fits.get("order").get(i).asText())
            .append(',')
            .append(fits.get("X").get(t).get(i).asDouble())
            .append('\n');
      }
    }
    return table(rows.toString());
  }

  @Test
  void generatesACrawlThatIsReadWithoutADescriptor() throws IOException {
    Path crawl = directory.resolve("crawl");
    String[] command = {
      "generate", "no-influence", "--format", "mediacrawler-weibo", "--periods", "3", "--out"
    };
    List<String> words = new ArrayList<>(List.of(command));
    words.add(crawl.toString());
    assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains("--text");
    words.addAll(List.of("--text", "mixed"));
    assertThat(run(words.toArray(String[]::new))).isZero();
    DataSet read = DataSet.open(crawl, null);
    assertThat(read.format().name()).isEqualTo("mediacrawler-weibo");
    assertThat(Files.readAllLines(crawl.resolve("search_comments.jsonl")))
        .allSatisfy(line -> assertThat(new ObjectMapper().readTree(line).has("note_id")).isTrue());
  }
}
