// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedCountTest {
  private static final long LIMIT = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "1.2万, 12000",
    "10万+, 100000",
    "3万, 30000",
    "1.0001万, 10001",
    "1亿, 100000000",
    "10亿, 1000000000",
    "100+, 100",
    "2.0, 2",
    "0万, 0"
  })
  void readsWhatPlatformsShow(String shown, long count) {
    assertThat(RoundedCount.read(shown, LIMIT)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.23456万", "1.5", "万", "-1万", "11亿", "1e3", "1.万", "１万", "1万万", "+", "", "赞"})
  void anythingElseIsNone(String shown) {
    assertThat(RoundedCount.read(shown, LIMIT)).isEqualTo(-1);
  }
}
