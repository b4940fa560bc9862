// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.Words;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.SeriesOf;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final SentimentSeries PAPER =
      SeriesOf.rows(Reference.matrix(Reference.read("paper_models").get("X")));

  @Test
  void rangeTestOfThePapersSeriesHasTheReferenceCounts() {
    JsonNode expected = Reference.read("paper_models").get("range_test");
    List<RangeTest> range = RangeTest.of(PAPER, 10);
    for (int k = 0; k <= 10; k++) {
      assertThat(range.get(k).outside()).isEqualTo(expected.get(k).get("violations").intValue());
      assertThat(range.get(k).of()).isEqualTo(63);
      assertThat(range.get(k).shareInside())
          .isCloseTo(expected.get(k).get("share_inside").doubleValue(), within(1e-12));
    }
  }

  @Test
  void papersSeriesShowsNoCrossInfluence() {
    AuditReport report = Audit.of(PAPER, 1);
    assertThat(report.count(ClaimLevel.CONFIRMED)).isZero();
    assertThat(report.verdict(id -> new Words(id, id)).get(0).en())
        .contains("No measurable cross-influence");
    assertThat(report.verdict(id -> new Words(id, id)))
        .anyMatch(s -> s.en().startsWith("The best of 10 models is no better than"));
    assertThat(report.verdict(id -> new Words(id, id)))
        .anyMatch(s -> s.en().contains("too few complete periods"));
    assertThat(report.verdict(id -> new Words("english " + id, "chinese " + id)))
        .anyMatch(s -> s.en().contains("(english ") && s.zh().contains("（chinese "))
        .noneMatch(s -> s.en().contains("chinese ") || s.zh().contains("english "));
    assertThat(report.temporalDeviation()).isCloseTo(.061, within(.001));
  }

  @Test
  void sameSeedGivesTheSameReport() {
    assertThat(Audit.of(PAPER, 5).nulls()).isEqualTo(Audit.of(PAPER, 5).nulls());
    assertThat(Audit.of(PAPER, 5).weights()).isEqualTo(Audit.of(PAPER, 5).weights());
  }

  @Test
  void strongInfluenceIsFoundByTheEngineAndByBothNulls() {
    AuditReport report = Audit.of(driven(150), 1);
    assertThat(report.nulls()).allSatisfy(n -> assertThat(n.pValue()).isLessThan(.05));
    assertThat(report.edges())
        .filteredOn(e -> e.source().equals("b00") && e.target().equals("b01"))
        .allSatisfy(e -> assertThat(e.status()).isEqualTo(ClaimLevel.CONFIRMED));
    assertThat(report.weights())
        .filteredOn(w -> w.source().equals("b00") && w.target().equals("b01"))
        .allSatisfy(w -> assertThat(w.survives()).isTrue());
    assertThat(report.verdict(id -> new Words(id, id)).get(0).en())
        .contains("confirmed")
        .contains("not causes");
  }

  /** b01 follows b00; nobody else follows anybody. */
  private static SentimentSeries driven(int periods) {
    Random random = new Random(4);
    double[][] x = new double[periods][4];
    x[0] = new double[] {.5, .5, .5, .5};
    for (int t = 1; t < periods; t++) {
      for (int i = 0; i < 4; i++) {
        double pull = i == 1 ? .7 * (x[t - 1][0] - .5) : .6 * (x[t - 1][i] - .5);
        x[t][i] = .5 + pull + .04 * random.nextGaussian();
      }
    }
    SentimentSeries series = SentimentSeries.empty(List.of("b00", "b01", "b02", "b03"));
    boolean[] all = {true, true, true, true};
    double[] variance = {1e-5, 1e-5, 1e-5, 1e-5};
    for (int t = 0; t < periods; t++) {
      series = series.observe(SeriesOf.day(t), x[t], all, variance);
    }
    return series;
  }

  @Test
  void halvesOfTheSameCommentsAgreeWithThemselves() {
    SentimentSeries series = driven(60);
    AuditReport report = Audit.of(series, series, series, 1);
    assertThat(report.halves()).isEqualTo(new SplitHalf(1, 1, 0, 1));
    assertThatThrownBy(() -> Audit.of(series, series, series.head(10), 1))
        .hasMessageContaining("same bloggers and periods");
  }

  @Test
  void nearlyCollinearBloggersLeaveADirectionUndetermined() {
    Random random = new Random(2);
    double[][] x = new double[50][3];
    for (double[] row : x) {
      row[0] = .5 + .1 * random.nextGaussian();
      row[1] = row[0];
      row[2] = .5 + .1 * random.nextGaussian();
    }
    Identifiability spectrum = Identifiability.of(SeriesOf.rows(x), .01);
    assertThat(spectrum.determined()).isEqualTo(1);
    assertThat(spectrum.condition()).isNull();
    assertThat(spectrum.standardErrors()[1]).isInfinite();
  }

  @Test
  void secondLagIsNegativeWhereThereArePrivateOpinions() {
    Random random = new Random(8);
    int periods = 1500;
    double[][] x = new double[periods][3];
    double[] hidden = {.5, .5, .5};
    x[0] = hidden.clone();
    for (int t = 1; t < periods; t++) {
      for (int i = 0; i < 3; i++) {
        double crowd = .5 * (x[t - 1][(i + 1) % 3] + x[t - 1][(i + 2) % 3]);
        hidden[i] = .8 * hidden[i] + .2 * crowd + .02 * random.nextGaussian();
        x[t][i] = .4 * hidden[i] + .6 * crowd + .0025 * random.nextGaussian();
      }
    }
    assertThat(SecondLagTest.of(SeriesOf.rows(x)))
        .allSatisfy(
            test -> {
              assertThat(test.sum()).isNegative();
              assertThat(test.pValue()).isLessThan(.001);
            });
  }

  @Test
  void tooSmallSeriesIsRefusedWithWhatItTakes() {
    assertThatThrownBy(() -> Audit.of(PAPER.head(2), 1))
        .hasMessageContaining("at least two bloggers and three periods")
        .hasMessageContaining("7 bloggers, 2 periods");
  }
}
