// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import java.util.List;

/**
 * A period that is open, as of one moment.
 *
 * @param topic what the audiences talk about
 * @param period that is open
 * @param elapsed share in [0,1] of it that has passed
 * @param audiences ascending by blogger: those with a post, and all others that are followed
 * @param z80 half-width of the forecasts' 80 % intervals in standard deviations
 * @param z95 the same for 95 %
 */
public record OpenPeriod(
    String topic,
    Period period,
    double elapsed,
    List<OpenAudience> audiences,
    double z80,
    double z95) {

  /**
   * All rows of the open period.
   *
   * @param audienceSentiments its provisional rows
   */
  public Findings findings(List<AudienceSentiment> audienceSentiments) {
    return new Findings(
        topic,
        period.start(),
        period.end(),
        AudienceSentiment.PROVISIONAL_REVISION,
        audienceSentiments,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
