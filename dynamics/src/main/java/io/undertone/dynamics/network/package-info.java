// SPDX-License-Identifier: GPL-3.0-or-later
/** What a fitted influence matrix implies: equilibrium, power, components, convergence, what-if. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.network;
