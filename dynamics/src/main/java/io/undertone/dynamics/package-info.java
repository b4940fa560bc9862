// SPDX-License-Identifier: GPL-3.0-or-later
/** Scores to macro-agents, opinion-dynamics models and findings; plain Java without Flink. */
@org.jspecify.annotations.NullMarked
package io.undertone.dynamics;
