// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one post but its comments' versions: one value, so that a comment costs one
 * read and one write of it.
 *
 * @param attributes newest attributes, with the earliest time of the post; null while its only
 *     comments are held
 * @param settled newest attributes that count for every period: of versions that arrived apart, or
 *     with comments of periods forgotten since; null if none
 * @param scorers names of all scorers met, in order of arrival
 * @param periods ascending by start
 * @param held moments at which held comments are taken, ascending epoch milliseconds
 */
public record PostState(
    @Nullable PostAttributes attributes,
    @Nullable PostAttributes settled,
    List<String> scorers,
    List<PeriodTally> periods,
    List<Long> held) {

  /** Nothing is known yet. */
  static final PostState NEW = new PostState(null, null, List.of(), List.of(), List.of());

  /** Takes in a version of the post: the newest counts, its time is the earliest ever given. */
  PostState seeing(PostAttributes given) {
    PostAttributes next = attributes == null ? given : attributes.merge(given);
    return next.equals(attributes) ? this : new PostState(next, settled, scorers, periods, held);
  }

  PostState withScorer(String name) {
    if (scorers.contains(name)) {
      return this;
    }
    List<String> more = new ArrayList<>(scorers);
    more.add(name);
    return new PostState(attributes, settled, more, periods, held);
  }

  @Nullable PeriodTally period(long start) {
    for (PeriodTally period : periods) {
      if (period.start() == start) {
        return period;
      }
    }
    return null;
  }

  PeriodTally periodOrNew(long start) {
    PeriodTally known = period(start);
    return known == null ? PeriodTally.starting(start) : known;
  }

  /** The post was seen in this version with a comment of this segment. */
  @SuppressWarnings("ReferenceEquality") // the same instance says that nothing changed
  PostState seeing(long periodStart, int segment, PostAttributes given) {
    PeriodTally known = periodOrNew(periodStart);
    PeriodTally next = known.seeing(segment, given);
    return next == known ? this : with(next);
  }

  /** The version counts for every period. */
  PostState settling(PostAttributes given) {
    return settled != null && !given.supersedes(settled)
        ? this
        : new PostState(attributes, given, scorers, periods, held);
  }

  /** Whether a period shows the post here as it does in another state. */
  boolean sameVersion(PostState other, long periodStart) {
    PostAttributes here = asOf(periodOrNew(periodStart), Deadlines.SEGMENTS);
    PostAttributes there = other.asOf(other.periodOrNew(periodStart), Deadlines.SEGMENTS);
    return here.likes() == there.likes()
        && Objects.equals(here.contentScore(), there.contentScore())
        && known().postTime().equals(other.known().postTime());
  }

  /** With this tally in the place of its period. */
  PostState with(PeriodTally period) {
    List<PeriodTally> next = new ArrayList<>(periods);
    int at = 0;
    while (at < next.size() && next.get(at).start() < period.start()) {
      at++;
    }
    if (at < next.size() && next.get(at).start() == period.start()) {
      next.set(at, period);
    } else {
      next.add(at, period);
    }
    return new PostState(attributes, settled, scorers, next, held);
  }

  /** Forgets periods, but not the version of the post that they have seen. */
  PostState without(List<PeriodTally> gone) {
    PostAttributes newest = settled;
    for (PeriodTally period : gone) {
      newest = period.newest(newest, Integer.MAX_VALUE);
    }
    List<PeriodTally> left = periods.stream().filter(p -> !gone.contains(p)).toList();
    return new PostState(attributes, newest, scorers, left, held);
  }

  PostState holding(long due) {
    if (held.contains(due)) {
      return this;
    }
    List<Long> moments = new ArrayList<>(held);
    moments.add(due);
    moments.sort(null);
    return new PostState(attributes, settled, scorers, periods, moments);
  }

  /** After all that was held until this moment was taken. */
  PostState released(long timestamp) {
    return new PostState(
        attributes, settled, scorers, periods, held.stream().filter(d -> d > timestamp).toList());
  }

  boolean holdsUntil(long timestamp) {
    return !held.isEmpty() && held.get(0) <= timestamp;
  }

  /** The version of the post as of the first segments of a period. */
  PostAttributes asOf(PeriodTally period, int firstSegments) {
    PostAttributes newest = settled;
    for (PeriodTally earlier : periods) {
      if (earlier.start() < period.start()) {
        newest = earlier.newest(newest, Integer.MAX_VALUE);
      }
    }
    newest = period.newest(newest, firstSegments);
    return newest == null ? known() : newest;
  }

  /**
   * The newest attributes.
   *
   * @throws IllegalStateException while the post's only comments are held
   */
  PostAttributes known() {
    if (attributes == null) {
      throw new IllegalStateException("Nothing but held comments is known of this post.");
    }
    return attributes;
  }
}
