// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @Test
  void everyDecimalIsTheDoubleThatTheLibraryReads() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      String text = decimal(random);
      assertThat(Decimals.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  private static String decimal(Random random) {
    StringBuilder text = new StringBuilder();
    text.append(random.nextInt(8) == 0 ? "-" : "");
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    if (random.nextInt(4) > 0) {
      text.insert(random.nextInt(text.length()) + (text.charAt(0) == '-' ? 1 : 0), '.');
    }
    for (int i = random.nextInt(26); i >= 0 && random.nextBoolean(); i--) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.append(random.nextInt(10) == 0 ? "e-" + random.nextInt(20) : "").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "-", "+", "e5", "1e", "1.2.3", "0x1p3", "NaN", "Infinity", "1d", "1 2"})
  void whatIsNoDecimalIsNone(String text) {
    assertThat(Decimals.parse(text)).isNaN();
  }
}
