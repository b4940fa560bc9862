// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSummaryTest {
  @TempDir Path directory;

  @Test
  void aTopicIsSummedUp() throws IOException {
    List<Findings> findings = SampleResults.huawei(17).findings();
    TopicSummary summary = summary(findings, Map.of("blogger_name.7109370363", "勇气数码君"));

    assertThat(summary.closedPeriods()).isEqualTo(16);
    assertThat(summary.periods()).hasSize(17).filteredOn(TopicSummary.Span::open).hasSize(1);
    assertThat(summary.audiences()).hasSize(7);
    assertThat(summary.audiences().get(5).name()).isEqualTo("勇气数码君");
    assertThat(summary.audiences().get(1).periods()).isEqualTo(15);
    assertThat(summary.audiences().get(0).comments())
        .isEqualTo(
            findings.stream().mapToLong(f -> f.audienceSentiments().get(0).comments()).sum());
    assertThat(summary.influenceModels()).containsExactly("french-degroot", "undertone");
    assertThat(Objects.requireNonNull(summary.best()).model()).isEqualTo("undertone");
    assertThat(summary.forecastModel()).isEqualTo("undertone");
    assertThat(summary.averaging()).hasSize(7);
  }

  @Test
  void aClaimIsSaidWithItsCounts() throws IOException {
    TopicSummary summary = summary(SampleResults.huawei(17).findings(), Map.of());

    assertThat(summary.claims().edges()).isEqualTo(42);
    assertThat(summary.claims().tested()).isEqualTo(42);
    assertThat(summary.claims().explained()).isEqualTo(1);
    assertThat(summary.verdict().sentence())
        .isEqualTo(
            "Of 42 tested edges 1 is confirmed: predictive dependency, not cause; evidence that holds however often one looks.");
  }

  /** The database counts as is counted from the rows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void claimsAreThoseOfTheRows(long seed) throws IOException {
    Random random = new Random(seed);
    Findings period = SampleResults.huawei(17).findings().get(8 + random.nextInt(8));
    List<Influence> rows =
        period.influences().stream()
            .filter(edge -> random.nextInt(3) > 0)
            .map(edge -> random.nextBoolean() ? edge : untested(edge))
            .toList();
    Findings part =
        Findings.of(period.topic(), period.periodStart(), period.periodEnd(), 0)
            .audienceSentiments(period.audienceSentiments())
            .influences(rows)
            .build();
    TopicSummary.Claims claims = summary(List.of(part), Map.of()).claims();
    List<Influence> matrix =
        rows.stream().filter(edge -> edge.model().equals(TopicSummary.ENGINE)).toList();
    List<Influence> edges =
        matrix.stream().filter(edge -> !edge.source().equals(edge.target())).toList();
    assertThat(claims.tested()).isEqualTo(tested(matrix));
    assertThat(claims.edges()).isEqualTo(edges.size());
    for (ClaimLevel level : ClaimLevel.values()) {
      int counted =
          switch (level) {
            case CONFIRMED -> claims.confirmed();
            case LIKELY -> claims.likely();
            case UNDETERMINED -> claims.undetermined();
            case EXCLUDED -> claims.excluded();
          };
      assertThat(counted)
          .as(level.name())
          .isEqualTo((int) edges.stream().filter(edge -> edge.status() == level).count());
    }
  }

  private static Influence untested(Influence edge) {
    return new Influence(
        edge.topic(),
        edge.asOf(),
        edge.model(),
        edge.source(),
        edge.target(),
        edge.lag(),
        edge.weight(),
        edge.lower(),
        edge.upper(),
        null,
        null,
        null,
        ClaimLevel.UNDETERMINED,
        false,
        0);
  }

  @Test
  void testedEdgesWithoutAClaimAreNoMeasurableInfluence() throws IOException {
    assertThat(summary(SampleResults.huawei(5).findings(), Map.of()).verdict().sentence())
        .isEqualTo(
            "No measurable cross-influence: none of 42 tested edges stands out from chance.");
  }

  @Test
  void fewPeriodsAreNotEnough() throws IOException {
    Verdict verdict = summary(SampleResults.huawei(1).findings(), Map.of()).verdict();

    assertThat(verdict.sentence())
        .isEqualTo("Not enough data yet to test for influence: 0 of 24 periods.");
    assertThat(verdict.shortly()).isEqualTo("not enough data yet to test: 0 of 24 periods");
  }

  @Test
  void weightsWithoutATestClaimNothing() {
    Verdict verdict =
        Verdict.of(30, new TopicSummary.Claims("french-degroot", null, 42, 0, 0, 0, 42, 0, 0));

    assertThat(verdict.sentence())
        .isEqualTo("The fitted weights are not tested, so no influence is claimed.");
  }

  @Test
  void whatIsOnlyLikelyIsNoDependency() {
    Verdict verdict =
        Verdict.of(30, new TopicSummary.Claims("undertone", null, 42, 42, 0, 2, 30, 10, 0));

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ONLY_LIKELY);
    assertThat(verdict.shortly()).isEqualTo("no confirmed dependency");
    assertThat(verdict.sentence())
        .isEqualTo(
            "No dependency is confirmed among 42 tested edges; 2 are likely at this date, which chance gives now and then.");
  }

  private TopicSummary summary(List<Findings> findings, Map<String, String> meta)
      throws IOException {
    Path file = directory.resolve("undertone.db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      database.writeMeta(meta);
      for (Findings period : findings) {
        database.write(period);
      }
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      return TopicSummary.of(results, "huawei");
    }
  }

  /** From every other audience into each one that has an edge with a p-value. */
  private static int tested(List<Influence> matrix) {
    long audiences =
        matrix.stream().flatMap(edge -> Stream.of(edge.source(), edge.target())).distinct().count();
    long targets =
        matrix.stream()
            .filter(edge -> edge.pValue() != null)
            .map(Influence::target)
            .distinct()
            .count();
    return Math.toIntExact(targets * (audiences - 1));
  }
}
