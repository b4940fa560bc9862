// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import org.jspecify.annotations.Nullable;

/**
 * One post of a closed period with the reaction to it.
 *
 * @param blogger who posted
 * @param text hashed features; null when the text is not known
 * @param content c_p, sentiment of the post itself in [0,1]; null when unknown
 * @param sentiment sigma_p, sentiment of its comments, in [0,1]
 * @param noise s2/neff_p, variance of sigma_p from the sampling of its comments, positive
 */
public record ObservedPost(
    String blogger,
    @Nullable PostVector text,
    @Nullable Double content,
    double sentiment,
    double noise) {}
