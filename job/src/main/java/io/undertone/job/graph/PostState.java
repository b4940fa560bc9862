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
 * @param attributes newest attributes, with the earliest time of the post; null while nothing is
 *     known
 * @param settled newest attributes that count for every period: of versions that arrived apart;
 *     null if none
 * @param scorers names of all scorers met, in order of arrival
 * @param periods ascending by start
 * @param holds whether state of layout 1 still holds comments back
 */
public record PostState(
    @Nullable PostAttributes attributes,
    @Nullable PostAttributes settled,
    List<String> scorers,
    List<PeriodTally> periods,
    boolean holds) {

  /** Nothing is known yet. */
  static final PostState NEW = new PostState(null, null, List.of(), List.of(), false);

  /** Takes in a version of the post: the newest counts, its time is the earliest ever given. */
  PostState seeing(PostAttributes given) {
    PostAttributes next = attributes == null ? given : attributes.merge(given);
    return next.equals(attributes) ? this : new PostState(next, settled, scorers, periods, holds);
  }

  PostState withScorer(String name) {
    if (scorers.contains(name)) {
      return this;
    }
    List<String> more = new ArrayList<>(scorers);
    more.add(name);
    return new PostState(attributes, settled, more, periods, holds);
  }

  @Nullable PeriodTally period(long start) {
    for (PeriodTally period : periods) {
      if (period.start() == start) {
        return period;
      }
    }
    return null;
  }

  /** The version counts for every period. */
  PostState settling(PostAttributes given) {
    return settled != null && !given.supersedes(settled)
        ? this
        : new PostState(attributes, given, scorers, periods, holds);
  }

  /** Whether a period shows the post here as it does in another state. */
  boolean sameVersion(PostState other, PeriodTally period, Deadlines deadlines) {
    PeriodTally known = period(period.start());
    if (known == null) {
      return false;
    }
    PostAttributes here = asOf(known, Deadlines.SEGMENTS, deadlines);
    PostAttributes there = other.asOf(period, Deadlines.SEGMENTS, deadlines);
    return here.likes() == there.likes()
        && Objects.equals(here.contentScore(), there.contentScore())
        && here.text() == there.text()
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
    return new PostState(attributes, settled, scorers, next, holds);
  }

  PostState without(PeriodTally period) {
    List<PeriodTally> left =
        periods.stream().filter(other -> other.start() != period.start()).toList();
    return new PostState(attributes, settled, scorers, left, holds);
  }

  /** After all that layout 1 held back was taken. */
  PostState released() {
    return new PostState(attributes, settled, scorers, periods, false);
  }

  /**
   * Drops expired periods whose version of the post is older than that of a later expired one:
   * whoever asks for the former may ask for the latter.
   */
  PostState withoutOutdated() {
    List<PeriodTally> kept = new ArrayList<>();
    PostAttributes later = null;
    for (int i = periods.size() - 1; i >= 0; i--) {
      PeriodTally period = periods.get(i);
      PostAttributes seen = period.newest(null, Integer.MAX_VALUE);
      if (!period.isExpired() || later == null || (seen != null && seen.supersedes(later))) {
        kept.add(0, period);
      }
      if (period.isExpired() && seen != null && (later == null || seen.supersedes(later))) {
        later = seen;
      }
    }
    return new PostState(attributes, settled, scorers, kept, holds);
  }

  /** The version of the post as of the first segments of a period. */
  PostAttributes asOf(PeriodTally period, int firstSegments, Deadlines deadlines) {
    PostAttributes newest = settled;
    for (PeriodTally earlier : periods) {
      if (earlier.start() < period.start()
          && deadlines.remembers(
              deadlines.startingAt(earlier.start()), deadlines.startingAt(period.start()))) {
        newest = earlier.newest(newest, Integer.MAX_VALUE);
      }
    }
    newest = period.newest(newest, firstSegments);
    return newest == null ? known() : newest;
  }

  /**
   * The newest attributes.
   *
   * @throws IllegalStateException while nothing is known
   */
  PostAttributes known() {
    if (attributes == null) {
      throw new IllegalStateException("Nothing is known of this post.");
    }
    return attributes;
  }
}
