// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.claims.EdgeTests.EdgeEvidence;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects, period by period, whether an audience's past levels predict another's next value. The
 * levels are those of each audience's own history: a network's would contain the target's past.
 * Values of a period are learned row by row ({@link #learn}, rows in any order or in parallel),
 * then the period is closed ({@link #close}).
 *
 * <p>Up to {@value #EVERYBODY} audiences every edge is followed; beyond, those that {@link #follow}
 * names, so that state and cost grow with their number. An audience counts from its first value on:
 * what it was before is written as one constant level.
 *
 * <p>Cost of learning a row (7 + 3K)^2/2, of its evidence 8 (7 + 3K)^2, for K sources.
 */
public final class EdgeClaims {
  /** Largest crowd in which every edge is followed. */
  public static final int EVERYBODY = 24;

  /** Values of an audience before the edges into it can be tested. */
  public static final int FEWEST_VALUES = 16;

  private static final int LAGS = EdgeSums.LAGS;

  /** Vectors that are added in one pass. */
  private static final int AT_ONCE = 4;

  private static final int FIRST_TARGET = 5 + LAGS;
  private static final int FEWEST_AUDIENCES = 3;

  /** Periods before an edge can be tested at the earliest: burn-in, then the fewest values. */
  public static final int NEEDED_PERIODS = FIRST_TARGET + FEWEST_VALUES;

  private final List<EdgeSums> rows = new ArrayList<>();
  private final Crowd crowd = new Crowd();

  /** Adds an audience; it counts from its first value on. */
  public void join() {
    int n = rows.size();
    rows.add(new EdgeSums());
    crowd.join();
    if (n < EVERYBODY) {
      for (int i = 0; i < n; i++) {
        rows.get(i).append(n);
        rows.get(n).append(i);
      }
    }
  }

  /** Number of audiences. */
  public int size() {
    return rows.size();
  }

  /**
   * Learns one value, given the levels of the periods before. Rows do not touch one another.
   *
   * @param i the audience
   * @param y its value in [0,1]
   */
  public void learn(int i, double y) {
    if (crowd.periods() < FIRST_TARGET || !crowd.heard(i)) {
      return;
    }
    EdgeSums row = rows.get(i);
    double[] u = row.next();
    controls(u, y, crowd.last(i));
    for (int l = 1; l <= LAGS; l++) {
      double own = crowd.level(l, i);
      lag(u, l, own, crowd.others(crowd.periods(), l, own));
      int[] sources = row.sources();
      for (int s = 0; s < sources.length; s++) {
        u[EdgeSums.column(s, l)] =
            crowd.heard(sources[s]) ? centred(crowd.level(l, sources[s])) : 0;
      }
    }
    row.add();
  }

  private static void controls(double[] u, double y, double last) {
    u[0] = 1;
    u[2] = centred(last);
    u[EdgeSums.TARGET] = centred(y);
  }

  private static void lag(double[] u, int lag, double own, double others) {
    if (lag == 1) {
      u[1] = centred(own);
    }
    u[2 + lag] = centred(others);
  }

  private static double centred(double x) {
    return x - EdgeSums.CENTRE;
  }

  /**
   * Closes a period.
   *
   * @param y values by audience; any number where missing
   * @param observed false where missing
   * @param level own-history level of each audience after the period
   */
  public void close(double[] y, boolean[] observed, double[] level) {
    int n = rows.size();
    if (y.length != n || observed.length != n || level.length != n) {
      throw new IllegalArgumentException(
          "The claims follow "
              + n
              + " audiences; the period has "
              + y.length
              + " values, "
              + observed.length
              + " flags and "
              + level.length
              + " levels.");
    }
    crowd.close(y, observed, level, (i, first) -> rows.forEach(row -> row.level(i, first)));
  }

  /**
   * Chooses the sources of a row in a crowd larger than {@value #EVERYBODY} and computes its sums
   * again from the periods kept (512 are used at most); the newest of these is the last one closed.
   *
   * @param i the target
   * @param sources audiences to follow, ascending, without i
   * @param past what everybody said, and the levels then
   */
  public void follow(int i, int[] sources, PastPeriods past) {
    EdgeSums row = rows.get(i);
    if (Arrays.equals(row.sources(), sources)) {
      return;
    }
    row.restart(sources);
    int newest = crowd.periods() - 1;
    int kept = Math.min(past.size(), Crowd.WINDOW);
    int m = row.order();
    double[][] many = new double[AT_ONCE][m];
    double[] weights = new double[AT_ONCE];
    int waiting = 0;
    for (int period = Math.max(FIRST_TARGET, newest - kept + 1 + LAGS);
        period <= newest;
        period++) {
      double y = past.value(newest - period, i);
      if (!Double.isNaN(y) && crowd.heard(i) && crowd.firstHeard(i) < period) {
        again(row, i, y, period, past);
        System.arraycopy(row.next(), 0, many[waiting], 0, m);
        waiting = (waiting + 1) % AT_ONCE;
        if (waiting == 0) {
          row.add(many, weights);
        }
      }
    }
    for (; waiting < AT_ONCE; waiting++) {
      Arrays.fill(many[waiting], 0);
    }
    row.add(many, weights);
  }

  private void again(EdgeSums row, int i, double y, int period, PastPeriods past) {
    double[] u = row.next();
    int newest = crowd.periods() - 1;
    double before = past.value(newest - period + 1, i);
    controls(u, y, Double.isNaN(before) ? pastLevel(past, period - 1, i) : before);
    for (int l = 1; l <= LAGS; l++) {
      double own = pastLevel(past, period - l, i);
      lag(u, l, own, crowd.others(period, l, own));
      int[] sources = row.sources();
      for (int s = 0; s < sources.length; s++) {
        int j = sources[s];
        u[EdgeSums.column(s, l)] = crowd.heard(j) ? centred(pastLevel(past, period - l, j)) : 0;
      }
    }
  }

  /** Level after a period; before the first value, the level after it. */
  private double pastLevel(PastPeriods past, int period, int i) {
    return past.level(crowd.periods() - 1 - Math.max(period, crowd.firstHeard(i)), i);
  }

  /** Whether the edges into an audience can be tested: enough values, and more than one other. */
  public boolean testable(int i) {
    return rows.get(i).count() >= FEWEST_VALUES && crowd.heard() >= FEWEST_AUDIENCES;
  }

  /** M: edges under test, also those that the candidates leave out. The one number of tests. */
  public int tests() {
    int targets = 0;
    for (EdgeSums row : rows) {
      targets += row.count() >= FEWEST_VALUES ? 1 : 0;
    }
    int heard = crowd.heard();
    return heard >= FEWEST_AUDIENCES ? targets * (heard - 1) : 0;
  }

  /**
   * Evidence for the edges into an audience as of the last period.
   *
   * @param scratch memory of the calling thread
   */
  public EdgeEvidence.Row evidence(int i, EdgeTests scratch) {
    EdgeSums row = rows.get(i);
    if (!testable(i)) {
      return EdgeEvidence.Row.EMPTY;
    }
    EdgeEvidence[] edges = scratch.of(row);
    int[] sources = row.sources();
    for (int s = 0; s < sources.length; s++) {
      if (!crowd.heard(sources[s])) {
        edges[s] = EdgeEvidence.NONE;
      }
    }
    return new EdgeEvidence.Row(sources.clone(), edges);
  }

  /** Saves or restores what belongs to everybody. */
  public void transferShared(Codec codec) {
    crowd.transferShared(codec);
  }

  /** Saves or restores the part of one audience; read them in order, into an empty instance. */
  public void transferRow(int i, Codec codec) {
    if (codec.reading()) {
      rows.add(new EdgeSums());
      crowd.join();
    }
    crowd.transferRow(i, codec);
    rows.get(i).transfer(codec);
  }

  /** The last periods of everybody, from which a row with new sources is computed again. */
  public interface PastPeriods {
    /** Periods kept, the newest included. */
    int size();

    /** Own-history level of an audience after the period that many periods ago (0 = the newest). */
    double level(int ago, int audience);

    /** Observed value then; NaN where it was missing. */
    double value(int ago, int audience);
  }
}
