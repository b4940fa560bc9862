// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.ClaimRule;
import io.undertone.dynamics.claims.ClaimRule.PrivateSupport;
import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeTests.EdgeEvidence;
import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine says of influence and private opinion as of its last period. */
final class Answers {
  private static final double CHANGING = .5;

  private final OwnHistoryBank bank;
  private final Memories memories;
  private final ClaimCopies claims;
  private final RowLoop loop;
  private @Nullable InfluenceReport evidence;

  Answers(OwnHistoryBank bank, Memories memories, ClaimCopies claims, RowLoop loop) {
    this.bank = bank;
    this.memories = memories;
    this.claims = claims;
    this.loop = loop;
  }

  /** A period has been learned; returns whether any edge was ever claimed. */
  boolean renew(boolean everClaimed) {
    evidence = null;
    return everClaimed || evidence().anyClaimed(memories.whole, loop.workspace());
  }

  private InfluenceReport evidence() {
    InfluenceReport known = evidence;
    if (known == null) {
      known = new InfluenceReport(claims.all(), loop);
      evidence = known;
    }
    return known;
  }

  boolean heard(int i) {
    return i < bank.size() && bank.get(i).everObserved();
  }

  List<EdgeEstimate> influences(boolean everClaimed) {
    InfluenceReport report = evidence();
    List<List<EdgeEstimate>> rows = new ArrayList<>();
    for (int i = 0; i < bank.size(); i++) {
      rows.add(List.of());
    }
    boolean changing = changing(everClaimed);
    loop.forEach(
        rows.size(),
        (i, ws) -> {
          if (heard(i)) {
            AudienceReport row = memories.whole.edges(i, ws);
            rows.set(i, report.row(i, row, memories.whole, shownWeights(i, everClaimed), changing));
          }
        });
    return rows.stream().flatMap(List::stream).toList();
  }

  private boolean changing(boolean everClaimed) {
    return everClaimed && memories.share(0) < CHANGING;
  }

  private double[] shownWeights(int i, boolean everClaimed) {
    return everClaimed ? memories.weights(i) : memories.whole.weights(i);
  }

  List<UncertainRow> uncertainRows(int size, boolean everClaimed) {
    UncertainRow[] rows = new UncertainRow[size];
    Arrays.fill(rows, UncertainRow.unknown());
    boolean changing = changing(everClaimed);
    loop.forEach(
        bank.size(),
        (i, ws) -> {
          if (heard(i)) {
            rows[i] = memories.whole.joint(i, shownWeights(i, everClaimed), changing, ws);
          }
        });
    return List.of(rows);
  }

  PrivateEstimate privateView(int audience) {
    if (!heard(audience)) {
      return PrivateEstimate.without(Support.TOO_FEW_PERIODS);
    }
    double support = memories.whole.row(audience).evidence.support();
    int values = bank.get(audience).count();
    Support status = PrivateSupport.of(support, values, List.of(ClaimLevel.CONFIRMED));
    if (status != Support.SUPPORTED) {
      return PrivateEstimate.without(status);
    }
    AudienceReport row = memories.whole.report(audience, loop.workspace());
    double[] weights = memories.whole.weights(audience);
    List<EdgeEstimate> edges = evidence().row(audience, row, memories.whole, weights, false);
    List<ClaimLevel> incoming = edges.stream().map(EdgeEstimate::level).toList();
    return PrivateEstimate.of(PrivateSupport.of(support, values, incoming), row);
  }

  /** What the network and the claims say of every edge that is followed, as of one period. */
  static final class InfluenceReport {
    /** What one copy of the series says. */
    private record Copy(List<EdgeEvidence.Row> evidence, ClaimRule rule) {
      static Copy of(EdgeClaims claims, RowLoop loop) {
        EdgeEvidence.Row[] rows = new EdgeEvidence.Row[claims.size()];
        loop.forEach(rows.length, (i, ws) -> rows[i] = claims.evidence(i, ws.claims));
        List<EdgeEvidence.Row> evidence = Arrays.asList(rows);
        return new Copy(evidence, new ClaimRule(evidence, claims.tests()));
      }

      EdgeEvidence from(int i, int source) {
        return evidence.get(i).from(source);
      }

      double q(int i, int source) {
        int position = Arrays.binarySearch(evidence.get(i).sources(), source);
        return position < 0 ? Double.NaN : rule.q(i, position);
      }

      ClaimLevel level(int i, int source, double weight, double lower, double upper) {
        return rule.level(from(i, source), q(i, source), weight, lower, upper);
      }

      boolean stands(int i, int source) {
        return isClaim(level(i, source, 1, 1, 1));
      }
    }

    /**
     * The series less what posts explain, then as they were heard; one where these are the same.
     */
    private final List<Copy> copies;

    InfluenceReport(List<EdgeClaims> claims, RowLoop loop) {
      copies = claims.stream().map(copy -> Copy.of(copy, loop)).toList();
    }

    /** Whether some edge is likely or confirmed, by the whole record. */
    boolean anyClaimed(NetworkLayer whole, RowWorkspace ws) {
      for (int i = 0; i < copies.get(0).evidence().size(); i++) {
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
        int i, AudienceReport report, NetworkLayer whole, double[] shown, boolean changing) {
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
        int i, int source, int s, AudienceReport report, double shown, boolean changing) {
      double lower = Math.min(shown, report.lower()[s]);
      double upper = Math.max(shown, report.upper()[s]);
      ClaimLevel level =
          changing
              ? level(i, source, report.weight(s), report.lower()[s], report.upper()[s])
              : level(i, source, shown, lower, upper);
      EdgeEvidence found = weakest(i, source);
      return new EdgeEstimate(
          source,
          i,
          isClaim(level) ? found.lag() : report.delay(s),
          shown,
          changing ? Double.NaN : lower,
          changing ? Double.NaN : upper,
          found.tested() ? found.e() : Double.NaN,
          found.p(),
          copies.stream().mapToDouble(copy -> copy.q(i, source)).max().orElse(Double.NaN),
          level,
          explained(i, source));
    }

    private static EdgeEstimate own(int i, AudienceReport report, double shown, boolean changing) {
      return new EdgeEstimate(
          i,
          i,
          1,
          shown,
          changing ? Double.NaN : Math.min(shown, report.ownLower()),
          changing ? Double.NaN : Math.max(shown, report.ownUpper()),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          ClaimLevel.UNDETERMINED,
          false);
    }

    /** The lowest level of all copies: a claim needs each of them. */
    private ClaimLevel level(int i, int source, double weight, double lower, double upper) {
      ClaimLevel lowest = copies.get(0).level(i, source, weight, lower, upper);
      for (Copy copy : copies) {
        ClaimLevel level = copy.level(i, source, weight, lower, upper);
        boolean weaker = isClaim(lowest) && level != ClaimLevel.CONFIRMED;
        lowest = weaker || level == ClaimLevel.UNDETERMINED && !isClaim(lowest) ? level : lowest;
      }
      return lowest;
    }

    /** The evidence that all copies give at least; the lag is that of the series less the posts. */
    private EdgeEvidence weakest(int i, int source) {
      EdgeEvidence found = copies.get(0).from(i, source);
      double e = copies.stream().mapToDouble(copy -> copy.from(i, source).e()).min().orElse(0);
      double p = copies.stream().mapToDouble(copy -> copy.from(i, source).p()).max().orElse(1);
      return new EdgeEvidence(e, p, found.lag());
    }

    /** Whether what was heard shows the edge, and what posts do not explain shows none. */
    private boolean explained(int i, int source) {
      return copies.get(copies.size() - 1).stands(i, source) && !copies.get(0).stands(i, source);
    }
  }
}
