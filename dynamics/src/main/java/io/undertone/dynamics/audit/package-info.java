// SPDX-License-Identifier: GPL-3.0-or-later
/** The honest stress test of a series: what of it is signal, and which claims it can carry. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics.audit;
