// SPDX-License-Identifier: GPL-3.0-or-later
/** What posts say, as an input that is known before their first comment, and what they change. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.content;
