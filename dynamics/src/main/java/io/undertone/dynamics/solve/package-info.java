// SPDX-License-Identifier: GPL-3.0-or-later
/** The optimiser that every opinion model shares. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.solve;
