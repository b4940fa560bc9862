// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.Standing;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever arrives in whatever order, each issue is what the definition gives for the comments that
 * have arrived: tallies, with and without a cap, and most weighty comments.
 */
class PostTallyPropertyTest {
  private static final int MOST = 3;
  private static final int DAYS = 4;

  static Stream<Arguments> runs() {
    return IntStream.rangeClosed(1, 60)
        .mapToObj(
            seed ->
                Arguments.of(
                    seed,
                    seed % 2 == 0 ? PeriodBy.POST : PeriodBy.COMMENT,
                    seed % 3 == 0 ? new AuthorCap(12) : AuthorCap.NONE));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void eachIssueIsWhatTheDefinitionGives(int seed, PeriodBy periodBy, AuthorCap cap)
      throws Exception {
    Random random = new Random(seed);
    List<ScoredComment> comments = comments(random, periodBy, 40 + random.nextInt(400));
    Map<ScoredComment, Instant> arrival = new HashMap<>();
    comments.forEach(c -> arrival.put(c, c.time().plusSeconds(random.nextInt(90_000))));
    comments.sort(Comparator.comparing(arrival::get));
    List<ScoredComment> arrived = new ArrayList<>();
    try (var harness = open(periodBy, cap)) {
      int summaries = 0;
      int issues = 0;
      for (ScoredComment comment : comments) {
        harness.processElement(comment, comment.time().toEpochMilli());
        arrived.add(comment);
        if (arrived.size() % 50 == 0) {
          harness.snapshot(arrived.size(), arrived.size());
        }
        if (random.nextInt(10) == 0) {
          Instant newest = Collections.max(arrived.stream().map(ScoredComment::time).toList());
          harness.processWatermark(newest.minusSeconds(90_000).toEpochMilli());
          summaries = checkSummaries(harness, summaries, arrived, periodBy, cap);
          issues = checkIssues(harness, issues, arrived, periodBy);
        }
      }
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(checkSummaries(harness, summaries, arrived, periodBy, cap)).isPositive();
      assertThat(checkIssues(harness, issues, arrived, periodBy)).isPositive();
      checkLast(harness, arrived, periodBy);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theOrderOfArrivalDoesNotMatter(int seed, PeriodBy periodBy, AuthorCap cap) throws Exception {
    Random random = new Random(seed);
    List<ScoredComment> comments = comments(random, periodBy, 200);
    List<ScoredComment> shuffled = new ArrayList<>(comments);
    shuffled.addAll(comments.subList(0, 50));
    Collections.shuffle(shuffled, random);
    assertThat(run(periodBy, cap, shuffled)).isEqualTo(run(periodBy, cap, comments));
  }

  private static List<Object> run(PeriodBy periodBy, AuthorCap cap, List<ScoredComment> comments)
      throws Exception {
    try (var harness = open(periodBy, cap)) {
      for (ScoredComment comment : comments) {
        harness.processElement(comment, comment.time().toEpochMilli());
      }
      harness.processWatermark(Long.MAX_VALUE);
      List<Object> all = new ArrayList<>(harness.extractOutputValues());
      all.addAll(issued(harness));
      return all;
    }
  }

  /** Versions of comments over some days: corrected, deleted, without text, from few authors. */
  private static List<ScoredComment> comments(Random random, PeriodBy periodBy, int size) {
    List<ScoredComment> comments = new ArrayList<>();
    int ids = 1 + random.nextInt(size);
    Instant[] written = new Instant[ids];
    for (int i = 0; i < ids; i++) {
      written[i] = day(0).plusSeconds(3600 + random.nextInt(DAYS * 86_400));
    }
    for (int i = 0; i < size; i++) {
      int id = random.nextInt(ids);
      boolean deleted = random.nextInt(3) == 0;
      // sources disagree about the time of the post by an hour, and now and then by a day
      Instant posted = at(0, random.nextInt(2));
      comments.add(
          new ScoredComment(
              "t",
              "ann",
              "post",
              posted,
              10 + random.nextInt(3),
              random.nextBoolean() ? null : random.nextDouble(),
              "c" + id,
              written[id],
              random.nextInt(6),
              random.nextInt(1000) / 1000.0,
              random.nextBoolean() ? "given" : "other",
              random.nextInt(4) == 0 ? null : written[id].plusSeconds(random.nextInt(90_000)),
              null,
              deleted,
              random.nextInt(4) == 0 ? null : "a" + id % 4,
              random.nextInt(5) == 0 ? null : "text " + random.nextInt(1000)));
    }
    return comments;
  }

  private static int checkSummaries(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness,
      int from,
      List<ScoredComment> arrived,
      PeriodBy periodBy,
      AuthorCap cap) {
    List<StreamRecord<? extends PostSummary>> all = harness.extractOutputStreamRecords();
    for (StreamRecord<? extends PostSummary> record : all.subList(from, all.size())) {
      PostSummary summary = record.getValue();
      if (summary.standing() != Standing.CLOSED) {
        continue;
      }
      Map<String, Map<String, PostTally>> authors = new HashMap<>();
      counted(arrived, periodBy, summary.period(), record.getTimestamp())
          .forEach(
              (id, version) -> {
                String voice = version.author() == null ? "#" + id : "@" + version.author();
                authors
                    .computeIfAbsent(voice, v -> new HashMap<>())
                    .merge(version.scorer(), version.tally(), PostTally::merge);
              });
      AuthorCap.Sum sum = AuthorCap.Sum.EMPTY;
      for (Map<String, PostTally> author : authors.values()) {
        sum = cap.plus(sum, author);
      }
      AuthorCap.Capped expected = cap.of(sum);
      assertThat(summary.comments()).isEqualTo(expected.comments());
      assertThat(summary.sentiment()).isCloseTo(expected.sentiment(), within(1e-15));
      assertThat(summary.effectiveComments())
          .isCloseTo(expected.effectiveComments(), within(1e-12));
    }
    return all.size();
  }

  private static int checkIssues(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness,
      int from,
      List<ScoredComment> arrived,
      PeriodBy periodBy) {
    var issued = harness.getSideOutput(PostTallyFunction.COMMENTS);
    if (issued == null) {
      return from;
    }
    List<StreamRecord<PostComments>> all = new ArrayList<>(issued);
    for (StreamRecord<PostComments> record : all.subList(from, all.size())) {
      PostComments issue = record.getValue();
      Period period = new Period(issue.periodStart(), issue.periodEnd());
      assertThat(rows(issue))
          .isEqualTo(top(counted(arrived, periodBy, period, record.getTimestamp())));
    }
    return all.size();
  }

  /** What is not issued again has not changed. */
  private static void checkLast(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness,
      List<ScoredComment> arrived,
      PeriodBy periodBy) {
    TreeMap<Period, List<String>> last = new TreeMap<>();
    for (PostComments issue : issued(harness)) {
      last.put(new Period(issue.periodStart(), issue.periodEnd()), rows(issue));
    }
    for (int day = 0; day <= DAYS; day++) {
      Period period = Streams.period(day);
      long expiry = Streams.DEADLINES.expires(period);
      assertThat(last.getOrDefault(period, List.of()))
          .isEqualTo(top(counted(arrived, periodBy, period, expiry)));
    }
  }

  private static List<PostComments> issued(
      KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> harness) {
    var issued = harness.getSideOutput(PostTallyFunction.COMMENTS);
    return issued == null ? List.of() : issued.stream().map(StreamRecord::getValue).toList();
  }

  private static List<String> rows(PostComments issue) {
    return issue.comments().stream()
        .map(
            (CommentEvidence c) ->
                c.rank() + " " + c.comment() + " " + c.likes() + " " + c.score() + " " + c.text())
        .toList();
  }

  /** The newest versions of the comments that a period has at this moment. */
  private static Map<String, CommentVersion> counted(
      List<ScoredComment> arrived, PeriodBy periodBy, Period period, long moment) {
    Map<String, CommentVersion> newest = new TreeMap<>();
    for (ScoredComment comment : arrived) {
      long written = comment.time().toEpochMilli();
      Period own =
          periodBy == PeriodBy.POST
              ? Streams.period(0)
              : Streams.DEADLINES.calendar().periodOf(comment.time());
      boolean late = written >= Streams.DEADLINES.expires(own);
      if (own.equals(period) && !late) {
        newest.merge(comment.id(), CommentVersion.of(comment), CommentVersion::merge);
      }
    }
    newest
        .values()
        .removeIf(
            version ->
                version.written() > Streams.DEADLINES.closes(period)
                    && Streams.DEADLINES.passesOn(period, version.written()) > moment);
    return newest;
  }

  private static List<String> top(Map<String, CommentVersion> counted) {
    List<Map.Entry<String, CommentVersion>> shown =
        new ArrayList<>(
            counted.entrySet().stream().filter(e -> e.getValue().isEvidence()).toList());
    shown.sort(
        Comparator.comparingLong((Map.Entry<String, CommentVersion> e) -> -e.getValue().likes())
            .thenComparing(Map.Entry::getKey));
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, CommentVersion> e : shown.subList(0, Math.min(MOST, shown.size()))) {
      CommentVersion v = e.getValue();
      rows.add(
          (rows.size() + 1)
              + " "
              + e.getKey()
              + " "
              + v.likes()
              + " "
              + v.score()
              + " "
              + text(v.text()));
    }
    return rows;
  }

  private static @Nullable String text(@Nullable CommentText text) {
    return text == null ? null : text.text();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary> open(
      PeriodBy periodBy, AuthorCap cap) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, ScoredComment, PostSummary>(
            new PostTallyOperator(
                new PostTallyFunction(
                    Streams.DEADLINES, periodBy, Duration.ZERO, cap, MOST, WarmStart.none())),
            ScoredComment::postKey,
            Types.STRING);
    harness.open();
    return harness;
  }
}
