// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.ScoreSpread;
import io.undertone.dynamics.tally.ScorerVariances.ScorerNames;
import io.undertone.dynamics.tally.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScorerWatchTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void changeIsToldOnceAndNamesBoth() {
    ScorerWatch watch = new ScorerWatch();
    List<Alert> alerts = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      alerts.addAll(watch.observe(period(t, audience("ann", t, t < 2 ? "old" : "new")), 0));
    }
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(AlertKind.SCORER_CHANGE);
              assertThat(alert.periodStart()).isEqualTo(start(2));
              assertThat(alert.size()).isEqualTo(2);
              assertThat(List.of(alert.scorersBefore(), alert.scorers()))
                  .containsExactly("old", "new");
            });
  }

  @Test
  void scorersOfAllPostsCountWhateverTheirOrder() {
    ScorerWatch watch = new ScorerWatch();
    assertThat(watch.observe(period(0, audience("ann", 0, "b", "a")), 0)).isEmpty();
    assertThat(watch.observe(period(1, audience("ann", 1, "a + b", "a")), 0)).isEmpty();
    assertThat(watch.observe(period(2, audience("ann", 2, "c", "a")), 0))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(List.of(alert.scorersBefore(), alert.scorers()))
                    .containsExactly("a + b", "a + c"));
  }

  @Test
  void anAudienceInTwoLanguagesIsNoChangeOfScorer() {
    ScorerWatch watch = new ScorerWatch();
    assertThat(watch.observe(period(0, audience("ann", 0, "zh", "en")), 0)).isEmpty();
    assertThat(watch.observe(period(1, audience("ann", 1, "zh")), 0)).isEmpty();
    assertThat(watch.observe(period(2, audience("ann", 2, "zh", "en")), 0)).isEmpty();
    assertThat(watch.observe(period(3, audience("ann", 3, "en")), 0)).isEmpty();
    assertThat(watch.observe(period(4, audience("ann", 4, "zh")), 0)).hasSize(1);
  }

  @Test
  void silenceAndUnknownScorersAreNoChange() {
    ScorerWatch watch = new ScorerWatch();
    assertThat(watch.observe(period(0, audience("ann", 0, "a")), 0)).isEmpty();
    assertThat(watch.observe(period(1), 0)).isEmpty();
    assertThat(watch.observe(period(2, audience("ann", 2, "")), 0)).isEmpty();
    assertThat(watch.observe(period(3, audience("ann", 3, "a"), audience("bob", 3, "b")), 0))
        .isEmpty();
  }

  @Test
  void restoredWatchRemembersTheLastScorers() {
    ScorerWatch watch = new ScorerWatch();
    assertThat(watch.observe(period(0, audience("ann", 0, "a")), 0)).isEmpty();
    ScorerWatch restored = new ScorerWatch();
    Map<String, byte[]> parts = new HashMap<>();
    watch.parts(parts);
    restored.restore(parts);
    assertThat(restored.observe(period(1, audience("ann", 1, "b")), 3))
        .singleElement()
        .satisfies(alert -> assertThat(alert.revision()).isEqualTo(3));
    ScorerWatch ofAnEarlierBuild = new ScorerWatch();
    ofAnEarlierBuild.restore(Map.of());
    assertThat(ofAnEarlierBuild.observe(period(1, audience("ann", 1, "b")), 0)).isEmpty();
  }

  private static AlignedPeriod period(int t, AudiencePeriod... audiences) {
    return new AlignedPeriod("t", new Period(start(t), start(t + 1)), List.of(audiences));
  }

  private static AudiencePeriod audience(String blogger, int t, String... scorersOfPosts) {
    Period period = new Period(start(t), start(t + 1));
    return AudiencePeriod.of(
        "t",
        blogger,
        period,
        Stream.of(scorersOfPosts).map(scorers -> post(blogger, period, scorers)).toList());
  }

  private static PostSummary post(String blogger, Period period, String scorers) {
    return new PostSummary(
        "t",
        blogger,
        "post of " + scorers,
        period,
        period.start(),
        5,
        null,
        0.5,
        4,
        4,
        Standing.CLOSED,
        period.end(),
        ScorerNames.split(scorers).stream().map(s -> new ScoreSpread(s, .25, .1, 3)).toList(),
        List.of(),
        0);
  }

  private static Instant start(int t) {
    return START.plus(Duration.ofDays(t));
  }
}
