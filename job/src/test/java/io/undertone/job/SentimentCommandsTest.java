// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    int exit = run(new ScoreCommand(), texts("太棒了\nThis is awful\n\n转发微博\n").toString());
    assertThat(exit).isZero();
    String[] rows = out.toString().split(System.lineSeparator());
    assertThat(rows).hasSize(4);
    assertThat(rows[0]).matches("0\\.[5-9]\\d{5}\tzh-ngram/\\w+\t太棒了");
    assertThat(rows[1]).matches("0\\.[0-4]\\d{5}\ten-lexicon/\\w+\tThis is awful");
    assertThat(rows[2]).isEqualTo("0.500000\trule/empty\t");
    assertThat(rows[3]).isEqualTo("0.500000\trule/bare-repost\t转发微博");
  }

  @Test
  void explanationIsAColumnOfFeatures() throws IOException {
    run(new ScoreCommand(), "--explain", texts("This is awful\n").toString());
    assertThat(out.toString()).contains("\tThis is awful\tawful -0.");
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
