// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One post behind an audience's sentiment in a period, with the weight it carries there.
 *
 * @param topic what the audience talks about
 * @param blogger who posted it
 * @param post post id, unique within the blogger
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param postTime when the post was published
 * @param postLikes likes of the post, at least 0
 * @param likeWeight (likes + 1) / sum of (likes + 1) over the blogger's posts of the period, in
 *     (0,1]
 * @param sentiment sigma of the post in [0,1]: the like-weighted mean score of its comments
 * @param comments comments counted
 * @param effectiveComments (sum m)^2 / sum m^2 with m = likes + 1 of a comment; at most {@code
 *     comments}
 * @param contentScore sentiment of the post itself in [0,1]; null when unknown
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record PostEvidence(
    String topic,
    String blogger,
    String post,
    Instant periodStart,
    Instant periodEnd,
    Instant postTime,
    long postLikes,
    double likeWeight,
    double sentiment,
    long comments,
    double effectiveComments,
    @Nullable Double contentScore,
    int revision) {}
