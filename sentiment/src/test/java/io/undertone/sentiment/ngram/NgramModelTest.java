// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NgramModelTest {
  private final NgramModel model = twoFeatures();

  /** Knows 好 (weight 2, scale 1) and 坏 (weight -4, scale 2); intercept 0.5, a = 2, c = 0.1. */
  private static NgramModel twoFeatures() {
    int good = hashOf("好");
    int bad = hashOf("坏");
    int[] keys = {Math.min(good, bad), Math.max(good, bad)};
    boolean goodFirst = good < bad;
    double[] weights = goodFirst ? new double[] {2, -4} : new double[] {-4, 2};
    double[] scales = goodFirst ? new double[] {1, 2} : new double[] {2, 1};
    return NgramModelFile.model("two", 0.5, new Calibration(2, 0.1), keys, weights, scales);
  }

  private static int hashOf(String feature) {
    return NgramFeatures.labelled(feature).entrySet().stream()
        .filter(entry -> entry.getValue().equals(feature))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  void marginIsThatOfTheEquation() {
    assertThat(model.margin("好")).isCloseTo(0.5 + 2 / 1.0, within(1e-3));
    assertThat(model.margin("好坏")).isCloseTo(0.5 + (2 - 4) / Math.sqrt(5), within(1e-3));
    assertThat(model.margin("未知")).isEqualTo(0.5);
  }

  @Test
  void probabilityIsTheCalibratedMargin() {
    double logOdds = 2 * (0.5 + 2) + 0.1;
    assertThat(model.probability("好")).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-3));
  }

  @Test
  void contributionsAddUpToTheLogOdds() {
    double sum = model.explain("好坏好", 10).stream().mapToDouble(c -> c.weight()).sum();
    assertThat(sum).isCloseTo(2 * (model.margin("好坏好") - 0.5), within(1e-9));
    assertThat(model.explain("好坏", 10).get(0).feature()).isEqualTo("坏");
  }

  @Test
  void fileGivesTheModelBack() throws IOException {
    byte[] bytes = NgramModelFile.bytes(model);
    NgramModel read = NgramModelFile.read(new ByteArrayInputStream(bytes), "memory");
    assertThat(NgramModelFile.bytes(read)).isEqualTo(bytes);
    assertThat(read.version()).isEqualTo(model.version());
    assertThat(read.probability("好坏")).isEqualTo(model.probability("好坏"));
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
