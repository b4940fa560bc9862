// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post as a crawler saw it once; it waits for its comments, which arrive apart.
 *
 * @param topic null until the topic rules or the data set's default decide
 * @param blogger who published it
 * @param post post id, unique within the data set
 * @param time when it was published
 * @param likes likes of the post, at least 0
 * @param text null when the source has none
 * @param score sentiment of the post itself in [0,1]; null when unknown
 * @param language ISO 639-1 code; null when it is still to be detected
 * @param observedAt when this version was seen; null when unknown
 */
public record PostVersion(
    @Nullable String topic,
    String blogger,
    String post,
    Instant time,
    long likes,
    @Nullable String text,
    @Nullable Double score,
    @Nullable String language,
    @Nullable Instant observedAt) {}
