// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiProblemTest {
  @ParameterizedTest
  @EnumSource(ApiProblem.class)
  void bothLanguagesNameTheSameValues(ApiProblem problem) {
    Words words = problem.words("first<", "second<", "third<");
    for (String value : new String[] {"first<", "second<", "third<"}) {
      assertThat(words.zh().contains(value)).as(value).isEqualTo(words.en().contains(value));
    }
    assertThat(words.zh()).matches(".*\\p{IsHan}.*").endsWith("。").doesNotContain("{");
    assertThat(words.en()).endsWith(".").doesNotContain("{");
    assertThat(problem.status()).isBetween(400, 599);
  }
}
