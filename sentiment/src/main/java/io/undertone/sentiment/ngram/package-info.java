// SPDX-License-Identifier: GPL-3.0-or-later
/** A linear classifier over character n-grams: fast, small, and able to say why. */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.ngram;
