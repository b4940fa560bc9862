// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    int explained = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      List<AlignedPeriod> periods = periods(echo(seed), 0);
      raw += confirmed(edges(periods, ContentMode.NONE)).isEmpty() ? 0 : 1;
      List<Influence> edges = edges(periods, ContentMode.TEXT);
      adjusted += confirmed(edges).isEmpty() ? 0 : 1;
      explained += edges.stream().anyMatch(Influence::explained) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "evidence: echo, runs with a false confirmed edge of %d: %d without content, %d with; an edge"
            + " said to be explained by what was posted in %d%n",
        RUNS,
        raw,
        adjusted,
        explained);
    assertThat(adjusted).isLessThanOrEqualTo((int) Math.ceil(.06 * RUNS));
    assertThat(raw).isGreaterThan(RUNS / 2);
    assertThat(explained).isGreaterThanOrEqualTo(raw * 9 / 10);
  }

  /** Strong influence; posts that say nothing, or that move the reactions to them. */
  @ParameterizedTest
  @ValueSource(doubles = {0, .5})
  void influenceThatIsThereIsFoundAsOften(double reaction) {
    int runs = Math.max(6, RUNS / 3);
    int raw = 0;
    int adjusted = 0;
    int explained = 0;
    double squares = 0;
    for (long seed = 1; seed <= runs; seed++) {
      List<AlignedPeriod> periods = periods(strong(seed), reaction);
      int without = confirmed(edges(periods, ContentMode.NONE)).size();
      List<Influence> edges = edges(periods, ContentMode.TEXT);
      int with = confirmed(edges).size();
      raw += without;
      adjusted += with;
      squares += (double) (with - without) * (with - without);
      explained += (int) edges.stream().filter(Influence::explained).count();
    }
    double error = Math.sqrt(squares);
    System.out.printf(
        Locale.ROOT,
        "evidence: influence, reaction to posts %.1f, confirmed edges in %d runs: %d without content, %d with, difference"
            + " %+d, standard error %.1f; %d edges said to be explained by what was posted%n",
        reaction,
        runs,
        raw,
        adjusted,
        adjusted - raw,
        error,
        explained);
    assertThat(raw).isPositive();
    assertThat((double) (raw - adjusted)).isLessThanOrEqualTo(2 * error);
  }

  private static List<Influence> edges(List<AlignedPeriod> periods, ContentMode mode) {
    RefitOptions options =
        new RefitOptions(DAYS, ScorerPriors.of(.09), 400, List.of(), 1, 400, mode);
    try (OnlineRefit refit = new OnlineRefit(options)) {
      periods.subList(0, periods.size() - 1).forEach(refit::learn);
      return refit.observe(periods.get(periods.size() - 1), 0).findings().influences().stream()
          .filter(edge -> !edge.source().equals(edge.target()))
          .toList();
    }
  }

  private static List<String> confirmed(List<Influence> edges) {
    return edges.stream()
        .filter(edge -> edge.status() == ClaimLevel.CONFIRMED)
        .map(EchoIT::name)
        .toList();
  }

  private static String name(Influence edge) {
    return edge.source() + " to " + edge.target();
  }

  private static GeneratedSuite strong(long seed) {
    return GeneratedSuite.of(
        Suite.DELAYED_PRIVATE, new SuiteOptions(4, 250, .1, 4, 12, 1, TextLanguage.NONE, .5, seed));
  }

  private static GeneratedSuite echo(long seed) {
    return GeneratedSuite.of(
        Suite.ECHO, new SuiteOptions(4, 200, .02, 4, 12, 1, TextLanguage.NONE, seed));
  }

  /** Closed periods; each post's comments are moved by the reaction to its sentiment. */
  private static List<AlignedPeriod> periods(GeneratedSuite generated, double reaction) {
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
                          posts.values().stream()
                              .map(own -> post(period, own, reaction))
                              .toList())));
          periods.add(new AlignedPeriod("t", period, audiences));
        });
    return periods;
  }

  private static PostSummary post(Period period, List<GeneratedComment> comments, double reaction) {
    PostTally tally = PostTally.EMPTY;
    for (GeneratedComment comment : comments) {
      double score = comment.score() + reaction * (comment.postScore() - .5);
      tally = tally.plus(Math.max(0, Math.min(1, score)), comment.likes());
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
