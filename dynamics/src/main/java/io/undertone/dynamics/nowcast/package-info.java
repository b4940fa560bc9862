// SPDX-License-Identifier: GPL-3.0-or-later
/** What an open period will come to: what is there of it, with what was expected of it. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.nowcast;
