// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Opinion-dynamics models of audience sentiment, the simple baselines among them, behind one
 * interface: {@link io.undertone.dynamics.model.OpinionModel}.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.model;
