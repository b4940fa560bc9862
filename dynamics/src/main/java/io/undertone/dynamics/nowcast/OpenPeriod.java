// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostNowcast;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period that is open, as of one moment.
 *
 * @param topic what the audiences talk about
 * @param period that is open
 * @param elapsed share in [0,1] of it that has passed
 * @param audiences ascending by blogger: those with a post, and all others that are followed
 * @param posts what single posts will come to; empty where nobody asked
 * @param z80 half-width of the forecasts' 80 % intervals in standard deviations
 * @param z95 the same for 95 %
 */
public record OpenPeriod(
    String topic,
    Period period,
    double elapsed,
    List<Audience> audiences,
    List<PostNowcast> posts,
    double z80,
    double z95) {

  /**
   * One audience.
   *
   * @param tally what has been said so far; no sentiment while there is no post
   * @param forecast what was expected before the period; null for a newcomer
   * @param nowcast what tally and forecast together say of the close; null for a newcomer
   */
  public record Audience(
      AudienceSentiment tally, @Nullable Nowcast forecast, @Nullable Nowcast nowcast) {}

  /**
   * All rows of the open period.
   *
   * @param audienceSentiments its provisional rows
   */
  public Findings findings(List<AudienceSentiment> audienceSentiments) {
    return Findings.of(topic, period.start(), period.end(), AudienceSentiment.PROVISIONAL_REVISION)
        .audienceSentiments(audienceSentiments)
        .postNowcasts(posts)
        .build();
  }
}
