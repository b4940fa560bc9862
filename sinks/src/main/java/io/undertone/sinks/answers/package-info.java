// SPDX-License-Identifier: GPL-3.0-or-later
/** Answers that are computed from result tables: what-if, reaction, planner, health. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks.answers;
