// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.5, 0.4795001221869535",
    "1, 0.15729920705028513",
    "2.4, 6.885138966450786e-4",
    "2.6, 2.3603441652934919e-4",
    "5, 1.5374597944280349e-12",
    "10, 2.0884875837625448e-45",
    "-1, 1.8427007929497148"
  })
  void complementaryErrorFunctionIsAccurateInTheTail(double x, double expected) {
    assertThat(Distributions.erfc(x)).isCloseTo(expected, Percentage.withPercentage(1e-10));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.05, -1.6448536269514722",
    "0.975, 1.959963984540054",
    "0.001, -3.090232306167813",
    "1e-20, -9.262340089798408",
    "1e-300, -37.0471"
  })
  void normalQuantileInvertsTheDistribution(double p, double expected) {
    assertThat(Distributions.normalQuantile(p)).isCloseTo(expected, within(1e-4));
    assertThat(Distributions.normal(Distributions.normalQuantile(p)))
        .isCloseTo(p, Percentage.withPercentage(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 0.5",
    "1, 1, 0.25",
    "2.015048373333024, 5, 0.05",
    "12.706204736432095, 1, 0.025",
    "1.6558, 127, 0.05010",
    "-2.015048373333024, 5, 0.95"
  })
  void studentTailAgreesWithTables(double t, double df, double expected) {
    assertThat(Distributions.studentUpperTail(t, df)).isCloseTo(expected, within(1e-4));
  }

  @Test
  void anInfiniteStatisticHasNoTail() {
    assertThat(Distributions.studentUpperTail(Double.POSITIVE_INFINITY, 9)).isZero();
    assertThat(Distributions.normalQuantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
