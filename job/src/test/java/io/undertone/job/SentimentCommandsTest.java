// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.console.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SentimentCommandsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, line, result) -> {
              line.getErr().println(e.getMessage());
              return e instanceof UserError user && user.kind() == UserError.Kind.USAGE ? 2 : 1;
            })
        .execute(arguments);
  }

  private Path texts(String content) throws IOException {
    Path file = folder.resolve("texts.txt");
    Files.writeString(file, content);
    return file;
  }

  @Test
  void everyLineGetsItsScoreAndScorer() throws IOException {
    int exit =
        run(
            new ScoreCommand(),
            "--rules",
            "paper",
            texts("太棒了\nThis is awful\n\n转发微博\n").toString());
    assertThat(exit).isZero();
    String[] rows = out.toString().split(System.lineSeparator());
    assertThat(rows).hasSize(4);
    assertThat(rows[0]).matches("0\\.[5-9]\\d{5}\tzh-ngram/\\w+\t太棒了\tpositive\t0\\.\\d{3}");
    assertThat(rows[1])
        .matches("0\\.[0-4]\\d{5}\ten-lexicon/\\w+\tThis is awful\tnegative\t0\\.\\d{3}");
    assertThat(rows[2]).isEqualTo("0.500000\trule/empty\t\tneutral\t1.000");
    assertThat(rows[3]).isEqualTo("0.500000\trule/bare-repost\t转发微博\tneutral\t1.000");
  }

  @Test
  void explanationIsAColumnOfFeatures() throws IOException {
    run(new ScoreCommand(), "--explain", texts("This is awful\n").toString());
    assertThat(out.toString()).containsPattern("\tThis is awful\tnegative\t0\\.\\d{3}\t.*awful -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GBK", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void fileIsReadInTheEncodingItHas(String charset) throws IOException {
    Path file = folder.resolve("texts.txt");
    Files.write(file, "太棒了，很满意\n质量很差\n".getBytes(Charset.forName(charset)));
    assertThat(run(new ScoreCommand(), file.toString())).isZero();
    assertThat(out.toString()).contains("\t太棒了，很满意\tpositive\t", "\t质量很差\tnegative\t");
  }

  @Test
  void tableAndObjectsKeepTheirIds() throws IOException {
    Path table = folder.resolve("t.csv");
    Files.writeString(table, "id,text\na7,\"good,\tgreat\nday\"\nb8,no good\n");
    assertThat(run(new ScoreCommand(), "--format", "json", table.toString())).isZero();
    assertThat(out.toString())
        .contains("\"id\":\"a7\",\"text\":\"good,\\tgreat\\nday\"", "\"id\":\"b8\"");
    Path objects = folder.resolve("t.jsonl");
    Files.writeString(objects, "{\"id\":5,\"text\":\"so good\"}\n");
    assertThat(run(new ScoreCommand(), "--format", "csv", objects.toString())).isZero();
    assertThat(out.toString()).contains("\n5,0.").contains("id,score,scorer,text,label,confidence");
  }

  @Test
  void ownExpressionsAndPriorChangeScores() throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(own, "# ours\n呱呱叫\t3.5\n");
    String file = texts("呱呱叫\n").toString();
    assertThat(run(new ScoreCommand(), "--lexicon", own.toString(), file)).isZero();
    assertThat(out.toString()).contains("positive");
    Files.writeString(own, "呱呱叫\n");
    assertThat(run(new ScoreCommand(), "--lexicon", own.toString(), file)).isEqualTo(1);
    assertThat(err.toString()).contains("own.tsv line 1: '呱呱叫'; expression<TAB>valence");
    assertThat(run(new ScoreCommand(), "--prior", "1.5", file)).isEqualTo(2);
    assertThat(run(new ScoreCommand(), "--prior", ".3", "--calibrate", file, file)).isEqualTo(2);
    assertThat(err.toString()).contains("--prior and --calibrate were both given");
  }

  @Test
  void everyOverrideIsToldByTheVersion() throws IOException {
    Path own = folder.resolve("own.tsv");
    Files.writeString(own, "呱呱叫\t3.5\n");
    StringBuilder labelled = new StringBuilder();
    for (int k = 0; k < 60; k++) {
      labelled.append(k % 3 == 0 ? "1\t真好" : "0\t真好").append(k).append('\n');
    }
    Path sample = folder.resolve("sample.tsv");
    Files.writeString(sample, labelled.toString());
    String file = texts("太棒了\nThis is awful\n").toString();
    List<List<String>> overrides =
        List.of(
            List.of(),
            List.of("--prior", "0.3"),
            List.of("--prior", "0.31"),
            List.of("--lexicon", own.toString()),
            List.of("--lexicon", own.toString(), "--prior", "0.3"),
            List.of("--calibrate", sample.toString()));
    assertThat(overrides.stream().map(o -> versions(o, file)).distinct()).hasSize(6);
    assertThat(versions(overrides.get(4), file)).isEqualTo(versions(overrides.get(4), file));
    assertThat(versions(overrides.get(5), file)).isEqualTo(versions(overrides.get(5), file));
  }

  /** The column of scorers that one run prints. */
  private List<String> versions(List<String> override, String file) {
    out.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(override);
    arguments.add(file);
    assertThat(run(new ScoreCommand(), arguments.toArray(String[]::new))).isZero();
    return out.toString().lines().map(row -> row.split("\t")[1]).toList();
  }

  @Test
  void wrongUseOfScoreSaysWhatIsAllowed() throws IOException {
    String file = texts("a\n").toString();
    assertThat(run(new ScoreCommand(), "--language", "fr", file)).isEqualTo(2);
    assertThat(run(new ScoreCommand(), "--scorer", "nope", file)).isEqualTo(2);
    assertThat(run(new ScoreCommand(), "--rules", "some", file)).isEqualTo(2);
    assertThat(run(new ScoreCommand(), "--max-tokens", "0", file)).isEqualTo(2);
    assertThat(run(new ScoreCommand(), folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("--language is 'fr'; allowed are auto, zh and en.")
        .contains("scorer is 'nope'; available are auto, en-lexicon,")
        .contains("--rules is 'some'; allowed are paper and none.")
        .contains("maxTokens is 0; it must be at least 1.")
        .contains("it cannot be read. Give a text file or -.");
  }

  @Test
  void trainingPrintsATablePerClassAndItsModelScores() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append(i % 2).append('\t').append(i % 2 == 0 ? "失望" : "喜欢").append(i % 37).append('\n');
    }
    Path data = texts(lines.toString());
    Path models = folder.resolve("models");
    int exit =
        run(
            new TrainSentimentCommand(),
            data.toString(),
            "--out",
            models.toString(),
            "--name",
            "mine",
            "--folds",
            "2");
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("200 labelled texts, unseen: accuracy 1.000", "negative");
    assertThat(models.resolve("mine.md")).exists();
    assertThat(models.resolve("mine.json")).exists();
    String own = "model:" + models.resolve("mine.model");
    run(new ScoreCommand(), "--scorer", own, texts("喜欢\n").toString());
    assertThat(out.toString()).contains("\tmine/");
  }

  @Test
  void dataThatCannotBeLearntFromIsRefusedWithLines() throws IOException {
    assertThat(run(new TrainSentimentCommand(), texts("1\ta\n0\t \n").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("texts.txt line 2: empty text.");
    assertThat(run(new TrainSentimentCommand(), "--prior", "2", texts("1\ta\n0\tb\n").toString()))
        .isEqualTo(2);
  }
}
