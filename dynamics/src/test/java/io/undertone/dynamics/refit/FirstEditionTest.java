// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** State that version 0.1.0 wrote after 30 periods of a table of three bloggers. */
class FirstEditionTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);
  private static final RefitOptions OPTIONS = new RefitOptions(DAYS, 0.09, 400, List.of("mean"), 1);

  @Test
  void itsEngineIsLearnedAgainFromThePeriodsKept() throws IOException {
    SentimentSeries table = table();
    try (OnlineRefit restored = OnlineRefit.restore(OPTIONS, parts());
        OnlineRefit straight = new OnlineRefit(OPTIONS)) {
      for (int t = 0; t < 30; t++) {
        Refitted unused = straight.observe("t", table, t);
      }
      Refitted again = restored.observe("t", table, 30);
      Refitted expected = straight.observe("t", table, 30);
      assertThat(again.findings().influences()).isEqualTo(expected.findings().influences());
      assertThat(again.findings().forecasts()).isEqualTo(expected.findings().forecasts());
    }
  }

  @Test
  void itsScoreboardIsKept() throws IOException {
    Scoreboard board = Scoreboard.restore(parts().get("scores"));
    SentimentSeries table = table();
    try (OnlineRefit restored = OnlineRefit.restore(OPTIONS, parts())) {
      assertThat(board.close(restored.observe("t", table, 30), 0))
          .anySatisfy(
              score -> {
                assertThat(score.model()).isEqualTo("undertone");
                assertThat(score.n()).isGreaterThan(75);
              });
    }
  }

  @Test
  void whatItBecomesIsContinuedBitForBit() throws IOException {
    try (OnlineRefit restored = OnlineRefit.restore(OPTIONS, parts());
        OnlineRefit again = OnlineRefit.restore(OPTIONS, restored.parts())) {
      Map<String, byte[]> expected = restored.parts();
      Map<String, byte[]> actual = again.parts();
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
    }
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    Map<String, byte[]> parts = parts();
    parts.remove("engine/1");
    assertThatThrownBy(() -> OnlineRefit.restore(OPTIONS, parts))
        .hasMessageContaining("'engine/1' is missing");
  }

  private static Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (InputStream file = FirstEditionTest.class.getResourceAsStream("/state/refit-1.bin.gz")) {
      assertThat(file).isNotNull();
      DataInputStream in = new DataInputStream(new GZIPInputStream(file));
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        parts.put(name, in.readNBytes(in.readInt()));
      }
    }
    return parts;
  }

  /** The table behind it, and one more period. */
  private static SentimentSeries table() {
    Random random = new Random(4);
    SentimentSeries.Builder builder = SentimentSeries.builder();
    Period period =
        DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    for (int t = 0; t < 31; t++, period = DAYS.next(period)) {
      for (String blogger : List.of("ann", "bob", "cid")) {
        if (random.nextInt(10) > 0) {
          builder.add(period, blogger, 0.3 + 0.4 * random.nextDouble(), 0.002);
        }
      }
    }
    return builder.build();
  }
}
