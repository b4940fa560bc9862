// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.dynamics.findings.PostComments;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * The most weighty comments of one post by period, kept beside its tally. A comment that ranks
 * below the floor of the {@link Candidates}, as nearly all of a large post do, costs a comparison;
 * all comments are looked through only when more than the margin has been taken out, at most once
 * an issue, and never more of them held than there are candidates.
 */
final class TopComments {
  private final MapState<Long, ShownComments> periods;
  private final MapState<String, CommentVersion> versions;
  private final int most;

  /**
   * @param most comments per post and period to show; 0 for none
   */
  TopComments(
      MapState<Long, ShownComments> periods, MapState<String, CommentVersion> versions, int most) {
    this.periods = periods;
    this.versions = versions;
    this.most = most;
  }

  /** The floor of a period without comments. */
  @Nullable Rank floor() {
    return most == 0 ? Rank.TOP : null;
  }

  /** A comment is tallied in this place of the period. */
  PeriodTally plus(PeriodTally tally, int place, String id, CommentVersion version)
      throws Exception {
    return version.isEvidence() ? change(tally, place, new Rank(version.likes(), id), true) : tally;
  }

  /** A comment is no longer tallied in this place of the period. */
  PeriodTally minus(PeriodTally tally, int place, String id, CommentVersion version)
      throws Exception {
    return version.isEvidence()
        ? change(tally, place, new Rank(version.likes(), id), false)
        : tally;
  }

  private PeriodTally change(PeriodTally tally, int place, Rank rank, boolean in) throws Exception {
    boolean counts = place < Deadlines.SEGMENTS;
    Rank floor = tally.floor();
    if (most == 0) {
      return tally;
    }
    if (counts && floor != null && !rank.isAbove(floor)) {
      // unknown candidates are looked for when they are due
      return floor.equals(Rank.TOP) ? tally.textsDue(Long.MIN_VALUE) : tally;
    }
    ShownComments known = known(tally.start());
    Candidates old = known.of(place);
    Candidates next = in ? old.plus(rank, capacity()) : old.minus(rank);
    periods.put(tally.start(), known.with(place, next));
    return counts ? tally.floor(next.floor()).textsDue(Long.MIN_VALUE) : tally;
  }

  private int capacity() {
    return Candidates.capacity(most);
  }

  private ShownComments known(long start) throws Exception {
    ShownComments known = periods.get(start);
    return known == null ? ShownComments.NONE : known;
  }

  /** The segments of a tally until this one count from now on. */
  PeriodTally counting(PeriodTally tally, int last) throws Exception {
    ShownComments known = periods.get(tally.start());
    if (known == null || known.waiting().isEmpty()) {
      return tally;
    }
    // until they are looked for, unknown candidates stay unknown
    Candidates counted = Rank.TOP.equals(tally.floor()) ? Candidates.UNKNOWN : known.counted();
    ShownComments next = known.counted(counted).counting(last, capacity());
    periods.put(tally.start(), next);
    return tally.floor(next.counted().floor()).textsDue(Long.MIN_VALUE);
  }

  /** Nothing is known any more of which comments count. */
  PeriodTally lose(PeriodTally tally) throws Exception {
    ShownComments known = periods.get(tally.start());
    if (known != null) {
      periods.put(
          tally.start(),
          new ShownComments(known.revision(), known.digest(), Candidates.NONE, List.of()));
    }
    return most == 0 ? tally : tally.floor(Rank.TOP).textsDue(Long.MIN_VALUE);
  }

  void forget(long start) throws Exception {
    periods.remove(start);
  }

  void forgetAll() {
    periods.clear();
  }

  /**
   * What is passed on of a period; null when it has not changed since it was passed on last.
   *
   * @param revision at least that of the issue
   * @param counts whether a comment counts in this period at this moment
   */
  @Nullable PostComments issue(
      String key, PeriodTally tally, Period period, int revision, Predicate<CommentVersion> counts)
      throws Exception {
    ShownComments known = known(tally.start());
    Candidates candidates = Rank.TOP.equals(tally.floor()) ? Candidates.UNKNOWN : known.counted();
    if (!candidates.isExact(most)) {
      candidates = lookThrough(counts);
    }
    int next = Math.max(known.revision() + 1, revision);
    String[] parts = key.split("\u0000", -1);
    List<CommentEvidence> rows = rows(parts, candidates.first(most), period, next);
    long digest = digest(rows);
    if (digest == known.digest()) {
      periods.put(tally.start(), known.counted(candidates));
      return null;
    }
    periods.put(tally.start(), known.counted(candidates).issued(next, digest));
    return new PostComments(parts[0], parts[1], parts[2], period.start(), period.end(), next, rows);
  }

  /** FNV-1a over what is shown; 0 of nothing. */
  private static long digest(List<CommentEvidence> rows) {
    long hash = 0;
    for (CommentEvidence row : rows) {
      String shown =
          row.comment()
              + '\u0000'
              + row.time()
              + '\u0000'
              + row.likes()
              + '\u0000'
              + row.score()
              + '\u0000'
              + row.scorer()
              + '\u0000'
              + row.text();
      hash = hash == 0 ? 0xcbf29ce484222325L : hash;
      for (int i = 0; i < shown.length(); i++) {
        hash = (hash ^ shown.charAt(i)) * 0x100000001b3L;
      }
    }
    return hash;
  }

  /** The floor after an issue. */
  @Nullable Rank floorOf(long start) throws Exception {
    return known(start).counted().floor();
  }

  private Candidates lookThrough(Predicate<CommentVersion> counts) throws Exception {
    PriorityQueue<Rank> lightestFirst = new PriorityQueue<>((a, b) -> b.compareTo(a));
    for (Map.Entry<String, CommentVersion> entry : versions.entries()) {
      CommentVersion version = entry.getValue();
      if (version.isEvidence() && counts.test(version)) {
        lightestFirst.add(new Rank(version.likes(), entry.getKey()));
        if (lightestFirst.size() > capacity() + 1) {
          lightestFirst.remove();
        }
      }
    }
    Rank floor = lightestFirst.size() > capacity() ? lightestFirst.remove() : null;
    List<Rank> best = new ArrayList<>(lightestFirst);
    best.sort(null);
    return new Candidates(best, floor);
  }

  private List<CommentEvidence> rows(String[] key, List<Rank> first, Period period, int revision)
      throws Exception {
    List<CommentEvidence> rows = new ArrayList<>();
    for (Rank rank : first) {
      CommentVersion version = versions.get(rank.id());
      if (version == null || version.text() == null) {
        throw new IOException("Comment '" + rank.id() + "' is to be shown, but is not in state.");
      }
      rows.add(
          new CommentEvidence(
              key[0],
              key[1],
              key[2],
              period.start(),
              period.end(),
              rows.size() + 1,
              rank.id(),
              Instant.ofEpochMilli(version.written()),
              version.likes(),
              version.score(),
              version.scorer(),
              Objects.requireNonNull(version.text()).text(),
              revision));
    }
    return rows;
  }
}
