// SPDX-License-Identifier: GPL-3.0-or-later
/** Comment scores to post tallies, audience tallies and aligned periods. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.tally;
