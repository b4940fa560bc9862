// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.scope.Reading;
import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NgramModelTest {
  private static final ScopeReader READER = new ScopeReader(ScopeLexicon.shipped(false));
  private final NgramModel model = twoFeatures();

  /** Knows 柴 (weight 2, scale 1) and 硕 (weight -4, scale 2); S weighs 3; a = 2, b = 1. */
  private static NgramModel twoFeatures() {
    Map<Integer, Double> weights =
        new java.util.TreeMap<>(Map.of(hashOf("柴"), 2.0, hashOf("硕"), -4.0));
    int[] keys = weights.keySet().stream().mapToInt(k -> k).toArray();
    double[] w = weights.values().stream().mapToDouble(v -> v).toArray();
    double[] s = Arrays.stream(w).map(v -> v > 0 ? 1 : 2).toArray();
    return NgramModelFile.model(
        "two",
        Language.ZH,
        new ClassScale(2, 0, 1, -1, 1),
        new double[] {3, 0, 0, 0, 0, 0},
        keys,
        w,
        s);
  }

  private static int hashOf(String feature) {
    return READER.explain(feature + "x").labels().entrySet().stream()
        .filter(entry -> entry.getValue().equals(feature))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  void marginIsThatOfTheEquation() {
    Reading reading = READER.read("柴硕柴");
    double base = reading.features().length * NgramModel.BASE_SQUARE;
    assertThat(model.margin(reading)).isCloseTo((2 - 4) / Math.sqrt(5 + base), within(1e-3));
    Reading praise = READER.read("喜欢");
    assertThat(model.margin(praise)).isCloseTo(3 * praise.dense()[0], within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "未知", "……", "qwxz"})
  void noEvidenceIsExactlyNeutral(String text) {
    assertThat(model.polarity(READER.read(text))).isEqualTo(0.5);
    assertThat(model.scale().label(model.margin(READER.read(text))))
        .isEqualTo(io.undertone.sentiment.Polarity.NEUTRAL);
  }

  @Test
  void classesAddUpAndMirror() {
    ClassScale scale = new ClassScale(1.3, 0, 1.2, -1, 1);
    for (double z = -6; z <= 6; z += 0.5) {
      assertThat(scale.polarity(z) + scale.polarity(-z)).isCloseTo(1, within(1e-12));
      assertThat(scale.neutral(z))
          .isBetween(0.0, 2 * Math.min(scale.polarity(z), 1 - scale.polarity(z)) + 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"柴硕柴", "不喜欢", "太好了，但是太慢", "not bad, love it", "柴"})
  void contributionsAddUpToTheLogOdds(String text) {
    NgramModel shifted = model.withScale(model.scale().withOffset(0.7));
    for (int limit : new int[] {2, 3, 100}) {
      double sum =
          shifted.explain(READER.explain(text), limit).stream()
              .mapToDouble(Contribution::weight)
              .sum();
      assertThat(sum).isCloseTo(2 * model.margin(READER.read(text)) + 0.7, within(1e-9));
    }
  }

  @Test
  void explanationNamesTheNegator() {
    assertThat(model.explain(READER.explain("It was not a good day"), 20))
        .extracting(Contribution::feature)
        .contains("not … good");
    assertThat(model.explain(READER.explain("一点也不喜欢"), 20))
        .extracting(Contribution::feature)
        .contains("一点也不 … 喜欢");
  }

  @Test
  void fileGivesTheModelBack() throws IOException {
    byte[] bytes = NgramModelFile.bytes(model);
    NgramModel read = NgramModelFile.read(new ByteArrayInputStream(bytes), "memory");
    assertThat(NgramModelFile.bytes(read)).isEqualTo(bytes);
    assertThat(read.version()).isEqualTo(model.version());
    assertThat(read.polarity(READER.read("柴硕"))).isEqualTo(model.polarity(READER.read("柴硕")));
  }

  @Test
  void damagedFileIsRefused() {
    byte[] bytes = NgramModelFile.bytes(model);
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> NgramModelFile.read(new ByteArrayInputStream(bytes), "x.model"))
        .isInstanceOf(IOException.class)
        .hasMessage("x.model is damaged: its checksum does not match. Train it again.");
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 5);
    assertThatThrownBy(() -> NgramModelFile.read(new ByteArrayInputStream(cut), "x.model"))
        .hasMessageContaining("is damaged");
  }

  @Test
  void otherFileIsRefused() {
    byte[] other =
        "label\ttext, and so on, long enough for a digest".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> NgramModelFile.read(new ByteArrayInputStream(other), "data.tsv"))
        .hasMessage("data.tsv is no model file. Give a .model file written by train-sentiment.");
  }
}
