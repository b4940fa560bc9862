// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.ClaimRule.PrivateSupport;
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
      return PrivateEstimate.without(Support.TOO_FEW_PERIODS, 0);
    }
    double support = memories.whole.row(audience).evidence.support();
    int values = bank.get(audience).count();
    Support status = PrivateSupport.of(support, values, List.of(ClaimLevel.CONFIRMED));
    if (status != Support.SUPPORTED) {
      return PrivateEstimate.without(status, support);
    }
    AudienceReport row = memories.whole.report(audience, loop.workspace());
    double[] weights = memories.whole.weights(audience);
    List<EdgeEstimate> edges = evidence().row(audience, row, memories.whole, weights, false);
    List<ClaimLevel> incoming = edges.stream().map(EdgeEstimate::level).toList();
    return PrivateEstimate.of(PrivateSupport.of(support, values, incoming), row);
  }
}
