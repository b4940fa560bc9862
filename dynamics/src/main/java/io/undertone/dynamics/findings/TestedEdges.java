// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How many edges were tested at once: every edge from another audience into one whose edges can be
 * tested, also where a large crowd's rows hold the strongest candidates alone.
 */
public final class TestedEdges {
  private TestedEdges() {}

  /** M of one influence matrix: targets with a test times the other audiences in it. */
  public static int count(Collection<Influence> matrix) {
    Set<String> targets = new HashSet<>();
    Set<String> audiences = new HashSet<>();
    for (Influence edge : matrix) {
      audiences.add(edge.source());
      audiences.add(edge.target());
      if (edge.pValue() != null) {
        targets.add(edge.target());
      }
    }
    return targets.size() * Math.max(0, audiences.size() - 1);
  }
}
