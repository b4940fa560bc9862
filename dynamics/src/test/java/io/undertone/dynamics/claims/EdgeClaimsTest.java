// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.claims.ClaimRule.Discoveries;
import io.undertone.dynamics.claims.EdgeTests.EdgeEvidence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeClaimsTest {
  private final EdgeTests scratch = new EdgeTests();

  @Test
  void everyNumberOfTheReferenceRun() {
    JsonNode reference = Reference.read("engine2_claims");
    double[][] y = Reference.matrix(reference.get("y"));
    double[][] levels = Reference.matrix(reference.get("own_filtered"));
    EdgeClaims claims = Streams.claims(y[0].length);
    for (int t = 0; t < y.length; t++) {
      Streams.step(claims, y[t], levels[t]);
      JsonNode date = reference.get("dates").get(Integer.toString(t + 1));
      if (date != null) {
        compare(claims, date);
      }
    }
  }

  private void compare(EdgeClaims claims, JsonNode date) {
    int n = claims.size();
    List<EdgeEvidence.Row> rows = Streams.evidence(claims, scratch);
    ClaimRule rule = new ClaimRule(rows, claims.tests());
    assertThat(claims.tests()).isEqualTo(n * (n - 1));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i == j) {
          continue;
        }
        EdgeEvidence edge = rows.get(i).from(j);
        double e = date.get("e").get(i).get(j).doubleValue();
        assertThat(edge.e()).isCloseTo(e, near(e));
        assertThat(edge.p()).isCloseTo(date.get("p").get(i).get(j).doubleValue(), within(1e-8));
        assertThat(edge.lag()).isEqualTo(date.get("lag").get(i).get(j).intValue());
        JsonNode interval = date.get("W90").get(i).get(j);
        ClaimLevel level =
            rule.level(
                edge,
                rule.q(i, j > i ? j - 1 : j),
                date.get("W").get(i).get(j).doubleValue(),
                interval.get(0).doubleValue(),
                interval.get(1).doubleValue());
        assertThat(level.name().toLowerCase(Locale.ROOT))
            .isEqualTo(date.get("level").get(i).get(j).textValue());
      }
    }
  }

  private static Offset<Double> near(double expected) {
    return within(1e-8 * Math.max(1, Math.abs(expected)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void relabellingTheAudiencesRelabelsTheEvidence(long seed) {
    double[][] y = Streams.random(5, 90, seed, .1);
    int[] order = Streams.permutation(5, seed);
    EdgeClaims one = Streams.run(y);
    EdgeClaims two = Streams.run(Streams.reordered(y, order));
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        if (i != j) {
          EdgeEvidence a = one.evidence(order[i], scratch).from(order[j]);
          EdgeEvidence b = two.evidence(i, scratch).from(j);
          assertThat(b.e()).isCloseTo(a.e(), near(a.e()));
          assertThat(b.p()).isCloseTo(a.p(), within(1e-8));
          assertThat(b.lag()).isEqualTo(a.lag());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void evidenceStaysInItsRangeWhateverIsHeard(long seed) {
    EdgeClaims claims = Streams.run(Streams.degenerate(6, 120, seed));
    for (int i = 0; i < 6; i++) {
      for (EdgeEvidence edge : claims.evidence(i, scratch).edges()) {
        if (edge.tested()) {
          assertThat(edge.e()).isFinite().isNotNegative();
          assertThat(edge.p()).isBetween(0.0, 1.0);
          assertThat(edge.lag()).isBetween(1, 3);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void constantAndCopiedSeriesAreNeverEvidence(long seed) {
    double[][] y = Streams.random(6, 300, seed, 0);
    for (double[] period : y) {
      period[1] = .4;
      period[3] = period[2];
      period[5] = period[2];
    }
    EdgeClaims claims = Streams.run(y);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        boolean degenerate = j == 1 || (i != j && i >= 2 && i != 4 && (j == 2 || j == 3 || j == 5));
        if (degenerate && i != j) {
          assertThat(claims.evidence(i, scratch).from(j).e()).isLessThan(1);
          assertThat(claims.evidence(i, scratch).from(j).p()).isGreaterThan(.05);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void aRowComputedAgainEqualsTheOneThatGrew(long seed) {
    int n = 30;
    double[][] y = Streams.random(n, 70, seed, .15);
    for (int t = 0; t < 33; t++) {
      y[t][4] = Double.NaN;
      y[t][7] = Double.NaN;
    }
    int[] sources = {0, 1, 4, 5, 6, 7, 12, 13, 20, 21, 28, 29};
    Streams.Past past = new Streams.Past();
    EdgeClaims grown = Streams.claims(n);
    EdgeClaims late = Streams.claims(n);
    for (int t = 0; t < y.length; t++) {
      past.add(y[t]);
      Streams.step(grown, y[t], past.newest());
      Streams.step(late, y[t], past.newest());
      if (t == 0) {
        grown.follow(2, sources, past);
        grown.follow(3, sources, past);
      }
    }
    late.follow(2, sources, past);
    late.follow(3, sources, past);
    for (int i = 2; i <= 3; i++) {
      EdgeEvidence.Row a = grown.evidence(i, scratch);
      EdgeEvidence.Row b = late.evidence(i, scratch);
      for (int j : sources) {
        assertThat(b.from(j).e()).isCloseTo(a.from(j).e(), near(a.from(j).e()));
        assertThat(b.from(j).p()).isCloseTo(a.from(j).p(), within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 40})
  void anAudienceThatJoinsLateEqualsOneThatWasSilentUntilThen(int joins) {
    double[][] y = Streams.random(4, 100, joins, .05);
    for (int t = 0; t < y.length; t++) {
      y[t][3] = t < joins ? Double.NaN : Double.isNaN(y[t][3]) ? .5 : y[t][3];
    }
    Streams.Past past = new Streams.Past();
    EdgeClaims silent = Streams.claims(4);
    EdgeClaims joined = Streams.claims(3);
    for (int t = 0; t < y.length; t++) {
      past.add(y[t]);
      Streams.step(silent, y[t], past.newest());
      if (t == joins) {
        joined.join();
      }
      int n = joined.size();
      Streams.step(joined, Arrays.copyOf(y[t], n), java.util.Arrays.copyOf(past.newest(), n));
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        if (i != j) {
          EdgeEvidence a = silent.evidence(i, scratch).from(j);
          assertThat(joined.evidence(i, scratch).from(j).e()).isCloseTo(a.e(), near(a.e()));
        }
      }
    }
  }

  @Test
  void aRestoredInstanceGoesOnBitForBit() {
    double[][] y = Streams.random(5, 120, 7, .1);
    Streams.Past past = new Streams.Past();
    EdgeClaims claims = Streams.claims(5);
    for (int t = 0; t < y.length; t++) {
      past.add(y[t]);
      Streams.step(claims, y[t], past.newest());
      if (t == 60) {
        claims = Streams.restored(claims);
      }
    }
    EdgeClaims straight = Streams.run(y);
    for (int i = 0; i < 5; i++) {
      assertThat(claims.evidence(i, scratch))
          .usingRecursiveComparison()
          .isEqualTo(straight.evidence(i, scratch));
    }
    assertThat(Streams.saved(claims)).isEqualTo(Streams.saved(straight));
  }

  @Test
  void twoAudiencesOrTooFewValuesAreNotTested() {
    EdgeClaims pair = Streams.run(Streams.random(2, 200, 3, 0));
    assertThat(pair.tests()).isZero();
    assertThat(pair.evidence(0, scratch).from(1).tested()).isFalse();
    EdgeClaims young = Streams.run(Streams.random(4, 23, 3, 0));
    assertThat(young.tests()).isZero();
    assertThat(Streams.run(Streams.random(4, 24, 3, 0)).tests()).isEqualTo(12);
  }

  @Test
  void stateOfARowIsBoundedInALargeCrowd() {
    EdgeClaims claims = Streams.run(Streams.random(60, 40, 5, 0));
    assertThat(Streams.saved(claims).length / 8 / 60.0).isLessThan(1200 + 520 * 4 / 60.0);
  }

  @Test
  void refusesAPeriodOfAnotherSize() {
    assertThatThrownBy(() -> Streams.claims(3).close(new double[2], new boolean[3], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 audiences")
        .hasMessageContaining("2 values");
  }

  @Test
  void bothControlsOfDiscoveriesOnKnownNumbers() {
    double[] p = {.001, .012, .02, .9, Double.NaN};
    assertThat(Discoveries.adjusted(p, 4))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(.004, .024, .08 / 3, .9, Double.NaN);
    assertThat(Discoveries.threshold(new double[] {100, 45, 1, 0}, 4)).isEqualTo(45);
    assertThat(Discoveries.threshold(new double[] {79, 39, 1, 0}, 4)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anEdgeShownWithALevelFulfilsItsConditions(long seed) {
    Random random = new Random(seed);
    List<EdgeEvidence.Row> rows = new ArrayList<>();
    int n = 2 + random.nextInt(8);
    for (int i = 0; i < n; i++) {
      int target = i;
      int[] sources = IntStream.range(0, n).filter(j -> j != target).toArray();
      EdgeEvidence[] edges = new EdgeEvidence[sources.length];
      for (int s = 0; s < edges.length; s++) {
        double p = Math.pow(random.nextDouble(), 1 + random.nextInt(6));
        edges[s] = new EdgeEvidence(.5 * Math.pow(p, -.7), p, 1);
      }
      rows.add(new EdgeEvidence.Row(sources, edges));
    }
    ClaimRule rule = new ClaimRule(rows, n * (n - 1));
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < n - 1; s++) {
        double weight = random.nextDouble() * .3;
        double lower = random.nextBoolean() ? 0 : weight * random.nextDouble();
        double upper = weight + random.nextDouble() * .1;
        EdgeEvidence edge = rows.get(i).edges()[s];
        ClaimLevel level = rule.level(edge, rule.q(i, s), weight, lower, upper);
        boolean claimed = level == ClaimLevel.CONFIRMED || level == ClaimLevel.LIKELY;
        assertThat(claimed && (weight < .05 || lower <= 0)).isFalse();
        assertThat(level == ClaimLevel.LIKELY && rule.q(i, s) > .05).isFalse();
        assertThat(level == ClaimLevel.EXCLUDED && upper > .1).isFalse();
      }
    }
  }
}
