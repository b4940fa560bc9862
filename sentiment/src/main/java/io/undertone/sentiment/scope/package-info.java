// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What expressions say in their context: negation, degree, contrast, who speaks, what is wished.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.scope;
