// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records and times for operator tests: days from 2024-01-01 UTC are numbered from 0. */
final class Streams {
  static final Duration LATENESS = Duration.ofDays(3);
  static final Deadlines DEADLINES =
      new Deadlines(
          new PeriodCalendar.Dates(
              LocalDate.of(2024, 1, 1), java.time.Period.ofDays(1), ZoneOffset.UTC),
          LATENESS,
          Duration.ofHours(6));

  private Streams() {}

  static Instant day(int day) {
    return Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(day));
  }

  static Instant at(int day, int hour) {
    return day(day).plus(Duration.ofHours(hour));
  }

  static Period period(int day) {
    return new Period(day(day), day(day + 1));
  }

  /** The watermark that closes the day. */
  static long closing(int day) {
    return day(day + 1).toEpochMilli() - 1;
  }

  static ScoredComment comment(String id, Instant postTime, double score, long likes) {
    return version(id, postTime, score, likes, null, false);
  }

  static ScoredComment version(
      String id,
      Instant postTime,
      double score,
      long likes,
      @Nullable Instant observedAt,
      boolean deleted) {
    return new ScoredComment(
        "t",
        "ann",
        "post",
        postTime,
        10,
        null,
        id,
        postTime.plusSeconds(60),
        likes,
        score,
        "given",
        observedAt,
        null,
        deleted,
        null,
        null);
  }

  /** A comment that was written at this time, under a post of the first day. */
  static ScoredComment written(String id, Instant time, double score) {
    return new ScoredComment(
        "t", "ann", "post", day(0), 10, null, id, time, 0, score, "given", null, null, false, null,
        null);
  }

  static PostSummary post(String blogger, String post, int day, double sentiment) {
    return PostSummary.closed(
        "t", blogger, post, period(day), at(day, 1), 5, null, sentiment, 4.0, 4);
  }

  static AudiencePeriod audience(String blogger, int day, PostSummary... posts) {
    return AudiencePeriod.of("t", blogger, period(day), List.of(posts));
  }

  static AlignedPeriod aligned(int day, AudiencePeriod... audiences) {
    return new AlignedPeriod("t", period(day), List.of(audiences));
  }

  static PostTally tally(double score, long likes) {
    return PostTally.EMPTY.plus(score, likes);
  }
}
