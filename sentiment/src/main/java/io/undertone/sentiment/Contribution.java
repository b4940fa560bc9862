// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/**
 * One feature of a text and how far it pushed the score.
 *
 * @param feature as a reader would recognise it: a word, a run of characters, an emoji, a rule
 * @param weight push in the scorer's own units, above 0 towards positive
 */
public record Contribution(String feature, double weight) {}
