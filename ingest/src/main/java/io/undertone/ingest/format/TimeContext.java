// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a time needs that does not say everything itself.
 *
 * @param zone zone of times without offset
 * @param crawledAt when the record was seen, for times such as 5分钟前; null when unknown
 */
record TimeContext(ZoneId zone, @Nullable Instant crawledAt) {}
