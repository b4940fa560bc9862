// SPDX-License-Identifier: GPL-3.0-or-later
/** One page in plain words, made by rules from the result tables. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks.brief;
