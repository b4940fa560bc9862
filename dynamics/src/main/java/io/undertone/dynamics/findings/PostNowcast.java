// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a post's comments will come to, while they arrive.
 *
 * @param topic what the audience talks about
 * @param blogger who posted
 * @param post post id, unique within the blogger
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param asOf event time for which it holds
 * @param comments that are there so far
 * @param sentiment of the comments so far, in [0,1]
 * @param expected what was expected of the post before its first comment, in [0,1]
 * @param byScore part of it that the sentiment of the post itself adds
 * @param byText part of it that its words add; null where its text is not known
 * @param nowcast expected final sentiment, in [0,1]
 * @param lower80 lower end of its 80 % interval
 * @param upper80 upper end of its 80 % interval
 * @param lower95 lower end of its 95 % interval
 * @param upper95 upper end of its 95 % interval
 * @param revision of the rows
 */
public record PostNowcast(
    String topic,
    String blogger,
    String post,
    Instant periodStart,
    Instant periodEnd,
    Instant asOf,
    long comments,
    double sentiment,
    double expected,
    double byScore,
    @Nullable Double byText,
    double nowcast,
    double lower80,
    double upper80,
    double lower95,
    double upper95,
    int revision) {}
