// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ScoreForecastsTest {
  private static final int PERIODS = 30;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final double[][] values = new double[PERIODS][2];
  private Path series;

  @BeforeEach
  void writeASeries() throws IOException {
    Random random = new Random(4);
    StringBuilder rows = new StringBuilder("period,blogger,sentiment\n");
    for (int t = 0; t < PERIODS; t++) {
      for (int i = 0; i < 2; i++) {
        values[t][i] = .5 + .1 * (random.nextDouble() - .5);
        rows.append(row(t, i)).append(values[t][i]).append('\n');
      }
    }
    series = Files.writeString(folder.resolve("series.csv"), rows);
  }

  private static String row(int t, int i) {
    return String.format(Locale.ROOT, "2024-01-%02d,%s,", t + 1, i == 0 ? "ann" : "bob");
  }

  /** Persistence, made elsewhere, gets exactly what ours gets. */
  @Test
  void theSameForecastsGetTheSameScore() throws IOException {
    StringBuilder rows = new StringBuilder("period,blogger,mean\n");
    for (int t = 1; t < PERIODS; t++) {
      for (int i = 0; i < 2; i++) {
        rows.append(row(t, i)).append(values[t - 1][i]).append('\n');
      }
    }
    Path table = folder.resolve("scores.csv");
    assertThat(run(rows, "--name", "mine", "--out", table.toString())).as(err::toString).isZero();
    List<String> lines = Files.readAllLines(table);
    String ours = line(lines, "persistence");
    String mine = line(lines, "mine");
    assertThat(mine.split(",", -1)[3]).isEqualTo(ours.split(",", -1)[3]);
    assertThat(mine.split(",", -1)[2]).isEqualTo(Integer.toString(2 * (PERIODS - 1)));
    assertThat(mine.split(",", -1)[6]).as("no coverage without an error").isEmpty();
    assertThat(out.toString()).contains("58 forecasts read, 58 of them with an outcome", "mine");
  }

  @Test
  void aPerfectForecastTwoPeriodsAheadHasSkillOne() throws IOException {
    StringBuilder rows = new StringBuilder("period,blogger,mean,standard_error,made,model\n");
    for (int t = 9; t < PERIODS; t++) {
      rows.append(row(t, 0)).append(values[t][0]).append(",0.01,");
      rows.append(String.format(Locale.ROOT, "2024-01-%02d,oracle\n", t - 1));
    }
    rows.append("2024-02-09,ann,0.5,0.01,2024-01-30,oracle\n");
    Path table = folder.resolve("scores.csv");
    assertThat(run(rows, "--out", table.toString())).as(err::toString).isZero();
    String[] oracle = line(Files.readAllLines(table), "oracle").split(",", -1);
    assertThat(oracle[1]).isEqualTo("2");
    assertThat(oracle[2]).isEqualTo("21");
    assertThat(Double.parseDouble(oracle[8])).isEqualTo(1);
    assertThat(Double.parseDouble(oracle[6])).isEqualTo(1);
    assertThat(out.toString()).contains("22 forecasts read, 21 of them with an outcome");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01-05,anna,0.5 | line 2: There is no blogger 'anna'. Did you mean 'ann'?",
        "2023-12-05,ann,0.5 | which the series does not have; its last is '2024-01-30'",
        "2024-01-05,ann,high | mean is 'high'; it must be a number",
        "2024-01-05,ann,NaN | it must be a finite number",
        "2024-01-01,ann,0.5 | is the first of the series",
        "2024-02-05,ann,0.5 | No forecast can be scored"
      })
  void whatCannotBeScoredIsRefused(String row, String reason) throws IOException {
    assertThat(run(new StringBuilder("period,blogger,mean\n" + row + "\n"))).isEqualTo(1);
    assertThat(err.toString()).contains(reason);
  }

  @Test
  void aForecastGivenTwiceOrNamedAsOursIsRefused() throws IOException {
    StringBuilder rows = new StringBuilder("period,blogger,mean\n");
    rows.append(row(5, 0)).append("0.5\n").append(row(5, 0)).append("0.6\n");
    assertThat(run(rows)).isEqualTo(1);
    assertThat(err.toString()).contains("line 3:", "twice");
    rows = new StringBuilder("period,blogger,mean\n").append(row(5, 0)).append("0.5\n");
    assertThat(run(rows, "--name", "ewma")).isEqualTo(1);
    assertThat(err.toString()).contains("give them a name of their own");
  }

  private static String line(List<String> lines, String model) {
    return lines.stream().filter(line -> line.startsWith(model + ",")).findFirst().orElseThrow();
  }

  private int run(CharSequence forecasts, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("forecasts.csv"), forecasts);
    String[] words = {"score-forecasts", file.toString(), "--series", series.toString()};
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[words.length + options.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(options, 0, all, words.length, options.length);
    return line.execute(all);
  }
}
