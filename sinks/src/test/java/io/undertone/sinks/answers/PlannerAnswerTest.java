// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.audit.Audit;
import io.undertone.dynamics.audit.EdgePlan;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerAnswerTest {
  private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);

  @TempDir Path directory;

  @Test
  void smallerEdgesNeedMorePeriods() throws IOException {
    List<EdgePlan.Size> sizes = plan(SampleResults.huawei(17).findings()).plan().sizes();

    assertThat(sizes).hasSize(4);
    for (int i = 1; i < sizes.size(); i++) {
      assertThat(Objects.requireNonNull(sizes.get(i).median()))
          .isLessThan(Objects.requireNonNull(sizes.get(i - 1).median()));
      assertThat(sizes.get(i).easiest()).isLessThanOrEqualTo(sizes.get(i).median());
    }
  }

  @Test
  void movementWithinTheNoiseGivesNoNumber() throws IOException {
    List<Findings> noisy =
        SampleResults.huawei(17).findings().stream().map(PlannerAnswerTest::noisier).toList();

    assertThat(plan(noisy).plan().sizes())
        .hasSize(4)
        .allSatisfy(
            size -> {
              assertThat(size.easiest()).isNull();
              assertThat(size.median()).isNull();
            });
  }

  @Test
  void fewPeriodsGiveNoPlan() throws IOException {
    PlannerAnswer answer = plan(SampleResults.huawei(4).findings());

    assertThat(answer.plan().have()).isEqualTo(3);
    assertThat(answer.plan().sizes()).isEmpty();
  }

  @Test
  void theDatabaseOfATableGivesThePlanOfTheTable() throws IOException {
    PeriodCalendar days = PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), SHANGHAI);
    SentimentSeries table = table(days, 60);
    List<Findings> findings = new ArrayList<>();
    try (OnlineRefit refit =
        new OnlineRefit(new RefitOptions(days, 0.09, 400, List.of("mean"), 1))) {
      for (int t = 0; t < table.length(); t++) {
        findings.add(refit.observe("huawei", table, t).findings());
      }
    }

    assertThat(plan(findings).plan()).isEqualTo(EdgePlan.of(table));
    assertThat(Audit.of(table, 1).plan()).isEqualTo(EdgePlan.of(table));
  }

  /** Persistent audiences; one joins late, values are missing here and there. */
  private static SentimentSeries table(PeriodCalendar days, int periods) {
    Random random = new Random(4);
    SentimentSeries.Builder table = SentimentSeries.builder();
    Period period = days.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(SHANGHAI));
    double[] x = {0.5, 0.5, 0.5, 0.5};
    for (int t = 0; t < periods; t++, period = days.next(period)) {
      for (int i = 0; i < x.length; i++) {
        x[i] += 0.3 * (0.5 - x[i]) + 0.05 * random.nextGaussian();
        if (random.nextDouble() > 0.1 && (i > 0 || t > 10)) {
          double value = Math.max(0, Math.min(1, x[i] + 0.02 * random.nextGaussian()));
          table.add(period, "b" + i, value, 0.0004);
        }
      }
    }
    return table.build();
  }

  @Test
  void aLongHistoryIsJudgedByItsLastPeriods() throws IOException {
    List<Findings> all = SampleResults.huawei(41).findings();
    int most = 7 * 12;
    PlannerAnswer whole = plan(all, most);
    PlannerAnswer last = plan(all.subList(28, 41), most);
    assertThat(whole.judgedPeriods()).isEqualTo(12);
    assertThat(last.judgedPeriods()).isEqualTo(12);
    assertThat(whole.plan().have()).isEqualTo(40);
    assertThat(whole.plan().sizes()).isNotEmpty().isEqualTo(last.plan().sizes());
    assertThat(plan(all, 10_000).judgedPeriods()).isEqualTo(40);
  }

  private PlannerAnswer plan(List<Findings> findings) throws IOException {
    return plan(findings, PlannerAnswer.MOST_VALUES);
  }

  private PlannerAnswer plan(List<Findings> findings, int mostValues) throws IOException {
    Path file = directory.resolve(findings.size() + "-" + mostValues + ".db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      for (Findings period : findings) {
        database.write(period);
      }
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      return PlannerAnswer.of(results, TopicSummary.of(results, "huawei"), mostValues);
    }
  }

  private static Findings noisier(Findings period) {
    List<AudienceSentiment> rows =
        period.audienceSentiments().stream()
            .map(
                row ->
                    new AudienceSentiment(
                        row.topic(),
                        row.blogger(),
                        row.periodStart(),
                        row.periodEnd(),
                        row.sentiment(),
                        row.sentiment() == null ? null : 0.5,
                        row.comments(),
                        row.posts(),
                        row.effectivePosts(),
                        row.contentEffect(),
                        row.nowcast(),
                        row.nowcastError(),
                        row.provisional(),
                        row.scorer(),
                        row.unscored(),
                        row.revision()))
            .toList();
    return period.but().audienceSentiments(rows).build();
  }
}
