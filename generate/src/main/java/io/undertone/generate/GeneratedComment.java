// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One comment of a generated stream.
 *
 * @param blogger whose audience it is
 * @param post id of the post
 * @param postTime when the post was published
 * @param postLikes at least 0
 * @param postScore sentiment of the post itself in [0,1]; with an effect on the audience in {@link
 *     Suite#ECHO} alone
 * @param commentIndex position in the post, from 0
 * @param time not before postTime, within its period
 * @param likes at least 0
 * @param score positive sentiment in [0,1]
 * @param text what the comment says, of the same sentiment as the score; null when scores are
 *     generated without text
 */
public record GeneratedComment(
    String blogger,
    String post,
    Instant postTime,
    long postLikes,
    double postScore,
    int commentIndex,
    Instant time,
    long likes,
    double score,
    @Nullable String text) {}
