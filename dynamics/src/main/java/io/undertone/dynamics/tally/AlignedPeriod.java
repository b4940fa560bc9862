// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import java.time.Instant;
import java.util.List;

/**
 * One period across all bloggers of a topic.
 *
 * @param topic what the audiences talk about
 * @param period when
 * @param audiences ascending by blogger; a blogger without a post is not in the list
 * @param standing whether the period is complete
 * @param asOf event time for which it holds; the end of a complete period
 */
public record AlignedPeriod(
    String topic, Period period, List<AudiencePeriod> audiences, Standing standing, Instant asOf) {

  /** A complete period. */
  public AlignedPeriod(String topic, Period period, List<AudiencePeriod> audiences) {
    this(topic, period, audiences, Standing.CLOSED, period.end());
  }
}
