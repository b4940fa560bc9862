// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentMode;
import io.undertone.dynamics.findings.ClaimLevel;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.generate.GeneratedComment;
import io.undertone.dynamics.generate.GeneratedSuite;
import io.undertone.dynamics.generate.Suite;
import io.undertone.dynamics.generate.SuiteOptions;
import io.undertone.dynamics.generate.SuiteOptions.TextLanguage;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One blogger posts a period later what another posted, and nobody influences anybody: the series
 * alone show an influence, the series less what posts explain do not.
 */
class EchoIT {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);
  private static final int RUNS = Integer.getInteger("undertone.echo.runs", 25);

  @Test
  void whatIsPostedIsNotTakenForInfluence() {
    int raw = 0;
    int adjusted = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      List<AlignedPeriod> periods = periods(Suite.ECHO, seed);
      raw += confirmed(periods, ContentMode.NONE).isEmpty() ? 0 : 1;
      adjusted += confirmed(periods, ContentMode.TEXT).isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "evidence: echo, runs with a false confirmed edge of %d: %d without content, %d with%n",
        RUNS, raw, adjusted);
    assertThat(adjusted).isLessThanOrEqualTo((int) Math.ceil(.06 * RUNS));
    assertThat(raw).isGreaterThan(RUNS / 2);
  }

  @Test
  void influenceThatIsThereIsFoundAsOften() {
    int raw = 0;
    int adjusted = 0;
    int runs = Math.max(4, RUNS / 4);
    for (long seed = 1; seed <= runs; seed++) {
      List<AlignedPeriod> periods = periods(Suite.DELAYED_PRIVATE, seed);
      raw += confirmed(periods, ContentMode.NONE).size();
      adjusted += confirmed(periods, ContentMode.TEXT).size();
    }
    System.out.printf(
        "evidence: influence, confirmed edges in %d runs: %d without content, %d with%n",
        runs, raw, adjusted);
    assertThat(adjusted).isGreaterThanOrEqualTo((int) (.95 * raw));
  }

  private static List<String> confirmed(List<AlignedPeriod> periods, ContentMode mode) {
    RefitOptions options = new RefitOptions(DAYS, .09, 400, List.of(), 1).withContent(mode);
    try (OnlineRefit refit = new OnlineRefit(options)) {
      periods.subList(0, periods.size() - 1).forEach(refit::learn);
      return refit.observe(periods.get(periods.size() - 1), 0).findings().influences().stream()
          .filter(edge -> edge.status() == ClaimLevel.CONFIRMED)
          .filter(edge -> !edge.source().equals(edge.target()))
          .map(EchoIT::name)
          .toList();
    }
  }

  private static String name(Influence edge) {
    return edge.source() + " to " + edge.target();
  }

  private static List<AlignedPeriod> periods(Suite suite, long seed) {
    GeneratedSuite generated =
        GeneratedSuite.of(suite, new SuiteOptions(4, 200, .02, 4, 12, 1, TextLanguage.NONE, seed));
    TreeMap<Period, TreeMap<String, TreeMap<String, List<GeneratedComment>>>> all = new TreeMap<>();
    generated
        .comments()
        .forEach(
            comment ->
                all.computeIfAbsent(DAYS.periodOf(comment.postTime()), p -> new TreeMap<>())
                    .computeIfAbsent(comment.blogger(), b -> new TreeMap<>())
                    .computeIfAbsent(comment.post(), p -> new ArrayList<>())
                    .add(comment));
    List<AlignedPeriod> periods = new ArrayList<>();
    all.forEach(
        (period, bloggers) -> {
          List<AudiencePeriod> audiences = new ArrayList<>();
          bloggers.forEach(
              (blogger, posts) ->
                  audiences.add(
                      AudiencePeriod.of(
                          "t",
                          blogger,
                          period,
                          posts.values().stream().map(own -> post(period, own)).toList())));
          periods.add(new AlignedPeriod("t", period, audiences));
        });
    return periods;
  }

  private static PostSummary post(Period period, List<GeneratedComment> comments) {
    PostTally tally = PostTally.EMPTY;
    for (GeneratedComment comment : comments) {
      tally = tally.plus(comment.score(), comment.likes());
    }
    GeneratedComment any = Objects.requireNonNull(comments.get(0));
    return PostSummary.closed(
        "t",
        any.blogger(),
        any.post(),
        period,
        any.postTime(),
        any.postLikes(),
        any.postScore(),
        tally.sentiment(),
        tally.effectiveComments(),
        tally.comments());
  }
}
