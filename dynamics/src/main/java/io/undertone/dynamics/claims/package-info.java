// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What may be claimed of an edge, and with which guarantee: {@link
 * io.undertone.dynamics.claims.EdgeClaims} collects the evidence period by period, {@link
 * io.undertone.dynamics.claims.ClaimRule} turns it into levels. {@code docs/claims.md} says what
 * each level promises.
 */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.claims;
