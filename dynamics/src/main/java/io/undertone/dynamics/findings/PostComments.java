// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import java.util.List;

/**
 * The most weighty comments of a post in a period, as of one revision: what an earlier revision
 * held beyond them is no more.
 *
 * @param topic what the audience talks about
 * @param blogger who posted
 * @param post post id, unique within the blogger
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param revision 0 for the first issue, higher for each later one
 * @param comments by rank; empty when all were taken out again
 */
public record PostComments(
    String topic,
    String blogger,
    String post,
    Instant periodStart,
    Instant periodEnd,
    int revision,
    List<CommentEvidence> comments) {}
