// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;

/**
 * One of the most weighty comments of a post in a period: most likes first, then by id. Its author
 * is nowhere in it.
 *
 * @param topic what the audience talks about
 * @param blogger under whose post it was written
 * @param post post id, unique within the blogger
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param rank 1 for the most weighty
 * @param comment comment id, unique within the post
 * @param time when it was written
 * @param likes likes of the comment, at least 0; its weight is likes + 1
 * @param score positive sentiment in [0,1]
 * @param scorer name and version of what scored it; {@code given} when the source did
 * @param text its beginning
 * @param revision 0 for the first issue of the post and period, higher for each later one
 */
public record CommentEvidence(
    String topic,
    String blogger,
    String post,
    Instant periodStart,
    Instant periodEnd,
    int rank,
    String comment,
    Instant time,
    long likes,
    double score,
    String scorer,
    String text,
    int revision) {}
