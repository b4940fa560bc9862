// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * English social-media text: a lexicon of valences, a few rules of grammar, a fitted calibration.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.lexicon;
