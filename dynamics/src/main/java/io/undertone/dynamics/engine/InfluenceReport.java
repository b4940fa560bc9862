// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.ClaimRule;
import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeEvidence;
import io.undertone.dynamics.findings.ClaimLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the network and the claims say of every edge that is followed, as of one period. */
final class InfluenceReport {
  private final List<EdgeEvidence.Row> evidence;
  private final ClaimRule rule;

  InfluenceReport(EdgeClaims claims, RowLoop loop) {
    EdgeEvidence.Row[] rows = new EdgeEvidence.Row[claims.size()];
    loop.forEach(rows.length, (i, ws) -> rows[i] = claims.evidence(i, ws.claims));
    evidence = Arrays.asList(rows);
    rule = new ClaimRule(evidence, claims.tests());
  }

  /** Whether some edge is likely or confirmed, by the whole record. */
  boolean anyClaimed(NetworkLayer whole, RowWorkspace ws) {
    for (int i = 0; i < evidence.size(); i++) {
      if (promising(i, whole)
          && claimed(row(i, whole.edges(i, ws), whole, whole.weights(i), false))) {
        return true;
      }
    }
    return false;
  }

  /** Spares the intervals of rows without evidence. */
  private boolean promising(int i, NetworkLayer whole) {
    for (int source : whole.row(i).sources) {
      if (isClaim(level(i, source, 1, 1, 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean claimed(List<EdgeEstimate> edges) {
    return edges.stream().anyMatch(edge -> isClaim(edge.level()));
  }

  private static boolean isClaim(ClaimLevel level) {
    return level == ClaimLevel.CONFIRMED || level == ClaimLevel.LIKELY;
  }

  /**
   * The edges of a row by source, its own weight included.
   *
   * @param report of the whole record
   * @param shown weights shown: by source, then the own one
   * @param changing whether intervals are withheld and levels are those of the whole record
   */
  List<EdgeEstimate> row(
      int i, RowReport report, NetworkLayer whole, double[] shown, boolean changing) {
    int[] sources = whole.row(i).sources;
    List<EdgeEstimate> edges = new ArrayList<>();
    int own = -1 - Arrays.binarySearch(sources, i);
    for (int s = 0; s < sources.length; s++) {
      if (s == own) {
        edges.add(own(i, report, shown[sources.length], changing));
      }
      edges.add(edge(i, sources[s], s, report, shown[s], changing));
    }
    if (own == sources.length) {
      edges.add(own(i, report, shown[sources.length], changing));
    }
    return edges;
  }

  private EdgeEstimate edge(
      int i, int source, int s, RowReport report, double shown, boolean changing) {
    double lower = Math.min(shown, report.lower()[s]);
    double upper = Math.max(shown, report.upper()[s]);
    ClaimLevel level =
        changing
            ? level(i, source, report.weight(s), report.lower()[s], report.upper()[s])
            : level(i, source, shown, lower, upper);
    EdgeEvidence found = evidence.get(i).from(source);
    return new EdgeEstimate(
        source,
        i,
        isClaim(level) ? found.lag() : report.delay(s),
        shown,
        changing ? Double.NaN : lower,
        changing ? Double.NaN : upper,
        found.tested() ? found.e() : Double.NaN,
        found.p(),
        q(i, source),
        level);
  }

  private static EdgeEstimate own(int i, RowReport report, double shown, boolean changing) {
    int at = report.ownAt();
    return new EdgeEstimate(
        i,
        i,
        1,
        shown,
        changing ? Double.NaN : Math.min(shown, report.lower()[at]),
        changing ? Double.NaN : Math.max(shown, report.upper()[at]),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        ClaimLevel.UNDETERMINED);
  }

  private ClaimLevel level(int i, int source, double weight, double lower, double upper) {
    return rule.level(evidence.get(i).from(source), q(i, source), weight, lower, upper);
  }

  private double q(int i, int source) {
    int position = Arrays.binarySearch(evidence.get(i).sources(), source);
    return position < 0 ? Double.NaN : rule.q(i, position);
  }
}
