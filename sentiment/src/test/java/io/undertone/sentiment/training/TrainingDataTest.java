// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingDataTest {
  @TempDir private Path folder;

  private TrainingData read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private TrainingData read(byte[] content) throws IOException {
    Path file = folder.resolve("data.tsv");
    Files.write(file, content);
    return TrainingData.read(List.of(file));
  }

  @Test
  void labelsAndScoresAreRead() throws IOException {
    TrainingData data =
        readPadded(
            "\uFEFF1\t真好\r\n0\t太差\twith a tab\n{\"text\":\"还行\",\"bert_score\":0.6,\"blogger\":\"b\"}\n");
    assertThat(data.examples())
        .contains(
            new Example("真好", 1, false, null, 1, false),
            new Example("太差\twith a tab", 0, false, null, 1, false),
            new Example("还行", 0.6, true, "b", 1, false));
    assertThat(data.sources()).hasSize(1).first().matches(s -> s.texts() == 3 + PADDING);
  }

  @Test
  void scoredTextsThatARuleMakesNeutralAreLeftOut() throws IOException {
    TrainingData data =
        readPadded(
            "1\ta\n0\tb\n{\"text\":\"\",\"score\":0.5}\n{\"text\":\"转发微博\",\"score\":0.5}\n");
    assertThat(data.examples()).hasSize(2 + PADDING);
    assertThat(data.neutralByRule()).isEqualTo(2);
  }

  @Test
  void tooFewOfAClassAreRefused() {
    assertThatThrownBy(() -> read("1\ta\n1\tb\n"))
        .isInstanceOf(BadTrainingDataException.class)
        .hasMessageStartingWith("2 texts, 2 of them positive and 0 negative; at least 10 of each");
    assertThatThrownBy(() -> read("")).hasMessageContaining("at least 10 of each");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "negative\tA\nneutral\tB\npositive\tC\n",
        "0\tA\n1\tB\n2\tC\n",
        "-1\tA\n0\tB\n1\tC\n",
        "label\ttext\nneg\tA\nneu\tB\npos\tC\n",
        "{\"label\":\"negative\",\"text\":\"A\"}\n{\"label\":\"中性\",\"text\":\"B\"}\n{\"label\":\"正面\",\"text\":\"C\"}\n"
      })
  void namesAndNumbersOfThreeClassesAreUnderstood(String lines) throws IOException {
    Path file = folder.resolve("three.tsv");
    Files.writeString(file, lines);
    Path other = folder.resolve("other.tsv");
    Files.writeString(other, padding());
    assertThat(TrainingData.read(List.of(file, other)).examples().subList(0, 3))
        .extracting(Example::text, Example::target, Example::neutral)
        .containsExactly(tuple("A", 0.0, false), tuple("B", 0.5, true), tuple("C", 1.0, false));
  }

  @Test
  void commaSeparatedFileIsReadByItsHeader() throws IOException {
    Path file = folder.resolve("data.csv");
    String rows =
        "5,\"good, very\n\"\"good\"\"\",positive\n".repeat(12) + "6,bad,negative\n".repeat(12);
    Files.writeString(file, "id,Text,Sentiment\n" + rows);
    assertThat(TrainingData.read(List.of(file)).examples())
        .hasSize(24)
        .first()
        .isEqualTo(new Example("good, very\n\"good\"", 1, false, null, 1, false));
    Files.writeString(file, "id,body\n1,x\n");
    assertThatThrownBy(() -> TrainingData.read(List.of(file)))
        .hasMessageContaining("a column 'text' and a column 'label' or 'score' are needed");
  }

  @Test
  void ratingsAreReadOnTheScaleThatIsSaid() throws IOException {
    Path file = folder.resolve("stars.tsv");
    Files.writeString(file, "5\tgood\n3.5\tfair\n".repeat(10) + "1\tbad\n".repeat(10));
    assertThat(TrainingData.read(List.of(file), Map.of(), 1.0, 5.0).examples().subList(0, 2))
        .extracting(Example::target, Example::scored)
        .containsExactly(tuple(1.0, true), tuple(0.625, true));
    assertThatThrownBy(() -> TrainingData.read(List.of(file)))
        .hasMessageContaining("label is '3.5'")
        .hasMessageContaining("--scale LOW,HIGH");
  }

  @Test
  void emptyTextIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("1\ta\n0\t  \n0\tb\n"))
        .hasMessage(
            "1 lines cannot be learnt from:\ndata.tsv line 2: empty text. Take the line out.");
    assertThatThrownBy(() -> read("1\ta\n0\tb\n{\"text\":\" \",\"score\":0.7}\n"))
        .hasMessageContaining("data.tsv line 3: empty text with score 0.7");
  }

  @Test
  void brokenEncodingIsRefused() {
    byte[] gbk = "1\t好\n0\t坏\n".getBytes(Charset.forName("GBK"));
    assertThatThrownBy(() -> read(gbk))
        .hasMessageContaining("data.tsv: not valid UTF-8")
        .hasMessageContaining("Save the file as UTF-8.");
    assertThatThrownBy(() -> read("1\tgood\n0\tb\uFFFDd\n")).hasMessageContaining("damaged before");
  }

  @Test
  void otherLabelsAndLinesAreRefused() {
    assertThatThrownBy(() -> read("1\tb\n7\ta\n"))
        .hasMessageContaining("line 2: label is '7'; allowed are 0 and 1, or");
    assertThatThrownBy(() -> read("no tab here\n"))
        .hasMessageContaining("line 1: no tab. A line is 'label<TAB>text' or a JSON object.");
    assertThatThrownBy(() -> read("{\"text\":\"a\",\"score\":1.5}\n"))
        .hasMessageContaining("line 1: score is missing or outside [0,1]");
    assertThatThrownBy(() -> read("{\"score\":0.5}\n")).hasMessageContaining("no field 'text'");
    assertThatThrownBy(() -> read("{\"text\":\n")).hasMessageContaining("line 1: no JSON object");
  }

  @Test
  void manyProblemsAreCountedAndTheFirstListed() {
    assertThatThrownBy(() -> read("no tab\n".repeat(25)))
        .hasMessageStartingWith("25 lines cannot be learnt from:\ndata.tsv line 1:")
        .hasMessageEndingWith("and 15 more.");
  }

  private static final int PADDING = 20;

  private static String padding() {
    return "1\tp\n".repeat(PADDING / 2) + "0\tn\n".repeat(PADDING / 2);
  }

  private TrainingData readPadded(String content) throws IOException {
    return read(content + padding());
  }
}
