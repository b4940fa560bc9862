// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as a database knows it, as of its last start.
 *
 * @param name identity that its state and its rows carry
 * @param starts how often it was started
 * @param checkpoints folder of its checkpoints; null when it keeps none
 * @param build build that started it last
 * @param begunAt wall time of its first start
 * @param startedAt wall time of its last start
 */
public record RunStart(
    String name,
    long starts,
    @Nullable String checkpoints,
    String build,
    Instant begunAt,
    Instant startedAt) {}
