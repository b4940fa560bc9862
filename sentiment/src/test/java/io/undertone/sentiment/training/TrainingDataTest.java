// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        read(
            "\uFEFF1\t真好\r\n0\t太差\twith a tab\n{\"text\":\"还行\",\"bert_score\":0.6,\"blogger\":\"b\"}\n");
    assertThat(data.examples())
        .containsExactly(
            new Example("真好", 1, false, null),
            new Example("太差\twith a tab", 0, false, null),
            new Example("还行", 0.6, true, "b"));
    assertThat(data.sources()).hasSize(1).first().matches(s -> s.texts() == 3);
  }

  @Test
  void scoredTextsThatARuleMakesNeutralAreLeftOut() throws IOException {
    TrainingData data =
        read("1\ta\n0\tb\n{\"text\":\"\",\"score\":0.5}\n{\"text\":\"转发微博\",\"score\":0.5}\n");
    assertThat(data.examples()).hasSize(2);
    assertThat(data.neutralByRule()).isEqualTo(2);
  }

  @Test
  void oneClassIsRefused() {
    assertThatThrownBy(() -> read("1\ta\n1\tb\n"))
        .isInstanceOf(BadTrainingDataException.class)
        .hasMessage(
            "2 texts, 2 of them positive; both classes are needed to learn to tell them apart.");
    assertThatThrownBy(() -> read("")).hasMessageContaining("both classes are needed");
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
  void brokenEncodingIsRefusedWithItsLine() {
    byte[] gbk = "1\t好\n0\t坏\n".getBytes(Charset.forName("GBK"));
    assertThatThrownBy(() -> read(gbk))
        .hasMessageContaining("data.tsv line 1: not valid UTF-8. Save the file as UTF-8.")
        .hasMessageContaining("data.tsv line 2: not valid UTF-8.");
    assertThatThrownBy(() -> read("1\tgood\n0\tb\uFFFDd\n"))
        .hasMessageContaining("data.tsv line 2: not valid UTF-8.");
  }

  @Test
  void otherLabelsAndLinesAreRefused() {
    assertThatThrownBy(() -> read("2\ta\n"))
        .hasMessageContaining("line 1: label is '2'; allowed are 0 (negative) and 1 (positive).");
    assertThatThrownBy(() -> read("no tab here\n"))
        .hasMessageContaining("line 1: no tab. A line is 'label<TAB>text' or a JSON object.");
    assertThatThrownBy(() -> read("{\"text\":\"a\",\"score\":1.5}\n"))
        .hasMessageContaining("line 1: score is '1.5'; a number in [0,1] is needed.");
    assertThatThrownBy(() -> read("{\"score\":0.5}\n")).hasMessageContaining("no field 'text'");
    assertThatThrownBy(() -> read("{\"text\":\n")).hasMessageContaining("line 1: no JSON object");
  }

  @Test
  void manyProblemsAreCountedAndTheFirstListed() {
    assertThatThrownBy(() -> read("x\ta\n".repeat(25)))
        .hasMessageStartingWith("25 lines cannot be learnt from:\ndata.tsv line 1:")
        .hasMessageEndingWith("and 15 more.");
  }
}
