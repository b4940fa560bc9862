// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDurationTest {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Test
  void aNumberAndAUnitAreTheSameDuration() {
    Random random = new Random(4);
    for (int i = 0; i < 1000; i++) {
      int number = random.nextInt(100_000);
      UNITS.forEach(
          (unit, one) -> {
            String upper = (number + " " + unit).toUpperCase(Locale.ROOT);
            assertThat(Duration.parse(IsoDuration.of(number + unit)))
                .isEqualTo(one.multipliedBy(number));
            assertThat(IsoDuration.of(upper)).isEqualTo(IsoDuration.of(number + unit));
          });
    }
    assertThat(IsoDuration.of("2w")).isEqualTo("P2W");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT10S", "P1D", "half-month", "1m", "10", "s", "-1s", "1.5h", "", "1 d 2 h"})
  void anythingElseIsLeftToWhoReadsIt(String text) {
    assertThat(IsoDuration.of(text)).isEqualTo(text);
  }
}
