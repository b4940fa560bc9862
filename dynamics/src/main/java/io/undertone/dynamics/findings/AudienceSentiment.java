// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sentiment of one blogger's audience in one period: the macro-agent's expressed opinion.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param periodStart first instant of the period
 * @param periodEnd first instant after the period
 * @param sentiment sigma in [0,1]; null while the period has no post
 * @param standardError square root of the sampling variance R, in units of sentiment
 * @param comments comments counted
 * @param posts posts counted
 * @param effectivePosts 1 / sum of squared like weights of the posts, at most {@code posts}
 * @param contentEffect part of the sentiment explained by what was posted; null when unknown
 * @param nowcast expected final sentiment; only while provisional
 * @param nowcastError its standard error; only while provisional
 * @param provisional true while the period is open
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record AudienceSentiment(
    String topic,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    @Nullable Double sentiment,
    @Nullable Double standardError,
    long comments,
    int posts,
    double effectivePosts,
    @Nullable Double contentEffect,
    @Nullable Double nowcast,
    @Nullable Double nowcastError,
    boolean provisional,
    int revision) {}
