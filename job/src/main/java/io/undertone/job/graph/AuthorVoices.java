// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.AuthorCap;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/**
 * What the authors of one post count for under the cap, kept up with each comment: a comment costs
 * one author's sums, however many there are. Without a cap nothing is kept.
 */
final class AuthorVoices {
  private final AuthorCap cap;
  private final MapState<String, AuthorSegments> authors;
  private final MapState<Long, CappedSums> sums;

  /** Gives all comments of a period to a visitor. */
  interface Comments {
    void forEach(Visitor visitor) throws Exception;
  }

  /** Takes a comment and the place in which it is tallied. */
  interface Visitor {
    void visit(int place, CommentVersion version) throws Exception;
  }

  AuthorVoices(
      AuthorCap cap, MapState<String, AuthorSegments> authors, MapState<Long, CappedSums> sums) {
    this.cap = cap;
    this.authors = authors;
    this.sums = sums;
  }

  /**
   * Makes the sums of a period where they are missing, since the state was written without a cap,
   * with another one or before they were kept.
   *
   * @param comments as they are tallied now
   */
  void ensure(PeriodTally tally, Comments comments) throws Exception {
    if (cap.isNone()) {
      return;
    }
    CappedSums known = sums.get(tally.start());
    if (known != null && known.cap() == cap.cap()) {
      return;
    }
    forget(tally.start());
    sums.put(tally.start(), CappedSums.empty(cap.cap()));
    comments.forEach((place, version) -> plus(tally, place, version));
  }

  void plus(PeriodTally tally, int place, CommentVersion version) throws Exception {
    if (!cap.isNone() && !version.deleted() && !Unscored.is(version.scorer())) {
      change(tally, place, version, true);
    }
  }

  void minus(PeriodTally tally, int place, CommentVersion version) throws Exception {
    if (!cap.isNone() && !version.deleted() && !Unscored.is(version.scorer())) {
      change(tally, place, version, false);
    }
  }

  private void change(PeriodTally tally, int place, CommentVersion version, boolean in)
      throws Exception {
    String scorer = version.scorer();
    AuthorSegments before;
    AuthorSegments after;
    if (version.author() == null) {
      // whoever is unknown stands alone
      AuthorSegments alone = AuthorSegments.NONE.change(place, scorer, t -> version.tally());
      before = in ? AuthorSegments.NONE : alone;
      after = in ? alone : AuthorSegments.NONE;
    } else {
      String key = tally.start() + "/" + version.author();
      AuthorSegments known = authors.get(key);
      before = (known == null ? AuthorSegments.NONE : known).counting(tally.counted());
      after =
          before.change(
              place, scorer, t -> in ? t.merge(version.tally()) : t.subtract(version.tally()));
      if (after.parts().isEmpty()) {
        authors.remove(key);
      } else {
        authors.put(key, after);
      }
    }
    List<CappedSums.Prefix> next = new ArrayList<>();
    for (CappedSums.Prefix prefix : of(tally.start()).reaching(place).prefixes()) {
      AuthorCap.Sum less = cap.minus(prefix.sum(), before.upTo(prefix.last()));
      next.add(new CappedSums.Prefix(prefix.last(), cap.plus(less, after.upTo(prefix.last()))));
    }
    sums.put(tally.start(), new CappedSums(cap.cap(), next));
  }

  private CappedSums of(long start) throws Exception {
    CappedSums known = sums.get(start);
    return known == null ? CappedSums.empty(cap.cap()) : known;
  }

  /** The segments of a tally until this one count from now on. */
  void counting(PeriodTally tally, int last) throws Exception {
    CappedSums known = cap.isNone() ? null : sums.get(tally.start());
    if (known != null) {
      sums.put(tally.start(), known.counting(last));
    }
  }

  /** The first segments; these sums are {@link #ensure ensured} before. */
  AuthorCap.Capped sum(PeriodTally tally, List<String> scorers, int segments) throws Exception {
    return cap.isNone()
        ? AuthorCap.uncapped(tally.byScorer(segments, scorers))
        : cap.of(of(tally.start()).upTo(segments - 1));
  }

  void forget(long start) throws Exception {
    sums.remove(start);
    String prefix = start + "/";
    Entries.removeIf(authors, entry -> entry.getKey().startsWith(prefix));
  }

  void forgetAll() {
    authors.clear();
    sums.clear();
  }
}
