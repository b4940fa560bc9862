// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.time.Instant;

/**
 * A closed period that a run left as another run had made it, since it knew less of it.
 *
 * @param keptRun run whose rows stay; empty for one without a name
 * @param keptComments comments that they count
 * @param comments comments that the other had counted of the same audiences
 */
public record KeptPeriod(
    String topic,
    Instant periodStart,
    Instant periodEnd,
    String keptRun,
    long keptComments,
    long comments) {}
