// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScorersTest {
  @Test
  void unknownScorerNamesThoseThatExist() {
    assertThatThrownBy(() -> Scorers.byName("nope", ScorerOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scorer is 'nope'; available are ");
  }
}
