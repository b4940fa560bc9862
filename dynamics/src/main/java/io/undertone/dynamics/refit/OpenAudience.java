// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.engine.Nowcast;
import io.undertone.dynamics.findings.AudienceSentiment;
import org.jspecify.annotations.Nullable;

/**
 * One audience while its period is open.
 *
 * @param tally what has been said so far; no sentiment while there is no post
 * @param forecast what was expected before the period; null for a newcomer
 * @param nowcast what the period is expected to say when it closes; null for a newcomer
 */
public record OpenAudience(
    AudienceSentiment tally, @Nullable Nowcast forecast, @Nullable Nowcast nowcast) {}
