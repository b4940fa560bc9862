// SPDX-License-Identifier: GPL-3.0-or-later
/** What to expect: the reaction to a post, and what more data would show. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.outlook;
