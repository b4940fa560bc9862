// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import java.util.Comparator;

/**
 * Which issue of a period's rows it is; later ones are larger.
 *
 * @param complete false while the period is open and its rows are provisional
 * @param revision 0 for the first, higher for each later one
 */
record PeriodIssue(boolean complete, int revision) implements Comparable<PeriodIssue> {
  static PeriodIssue of(Findings findings) {
    boolean open = findings.audienceSentiments().stream().anyMatch(AudienceSentiment::provisional);
    return new PeriodIssue(!open, findings.revision());
  }

  @Override
  public int compareTo(PeriodIssue other) {
    return Comparator.comparing(PeriodIssue::complete)
        .thenComparing(PeriodIssue::revision)
        .compare(this, other);
  }
}
