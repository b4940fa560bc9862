// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void whatIsWiderThanTheTerminalStandsBelowEachOtherWithTheFirstColumn() {
    TextTable table = new TextTable("from", "a".repeat(30), "b".repeat(30), "c".repeat(30));
    table.row("2024", "1", "2", "3");
    String text = table.render();
    assertThat(text.lines()).allMatch(line -> Prose.width(line) <= Prose.WIDTH);
    assertThat(text.lines().filter(line -> line.startsWith("2024"))).hasSize(2);
    assertThat(text).contains("a".repeat(30)).contains("c".repeat(30));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyTableFitsWhoseCellsDoAndKeepsEveryCell(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 50; run++) {
      int columns = 1 + random.nextInt(14);
      TextTable table = new TextTable(cells(random, columns));
      String[] row = cells(random, columns);
      table.row(row);
      String text = table.render();
      assertThat(text.lines()).allMatch(line -> Prose.width(line) <= Prose.WIDTH);
      for (String cell : row) {
        assertThat(text).contains(cell);
      }
    }
  }

  @Test
  void aLongLastColumnOfProseIsWrappedBetweenWords() {
    TextTable table = new TextTable("model", "detail");
    table.row("ar1", "left out ".repeat(20).strip());
    assertThat(table.render().lines()).hasSizeGreaterThan(2).allMatch(l -> l.length() <= 80);
    assertThat(table.render().lines().skip(2)).allMatch(line -> line.startsWith("       left out"));
  }

  private static String[] cells(Random random, int columns) {
    return random
        .ints(columns, 0, 38)
        .mapToObj(size -> (random.nextBoolean() ? "9" : "字").repeat(size / 2))
        .toArray(String[]::new);
  }
}
