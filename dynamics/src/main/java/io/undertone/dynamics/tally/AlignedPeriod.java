// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import java.util.List;

/**
 * One period across all bloggers of a topic.
 *
 * @param topic what the audiences talk about
 * @param period when
 * @param audiences ascending by blogger; a blogger without a post is not in the list
 */
public record AlignedPeriod(String topic, Period period, List<AudiencePeriod> audiences) {}
