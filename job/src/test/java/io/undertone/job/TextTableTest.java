// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    TextTable table = new TextTable("model", "rmse");
    table.row("mean", ".08");
    table.row("persistence", "10.2");
    assertThat(table.render())
        .isEqualTo("model        rmse\nmean          .08\npersistence  10.2\n");
  }

  @Test
  void chineseCharactersTakeTwoColumns() {
    TextTable table = new TextTable("name", "n");
    table.row("小白测评", "1");
    table.row("ann", "2");
    assertThat(table.render()).isEqualTo("name      n\n小白测评  1\nann       2\n");
  }

  @Test
  void rowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new TextTable("a", "b").row("x"))
        .hasMessageContaining("1 cells were given for 2 columns");
  }
}
