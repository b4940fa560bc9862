// SPDX-License-Identifier: GPL-3.0-or-later
/** What a post says, in words, as an input that is known before its first comment. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.content;
