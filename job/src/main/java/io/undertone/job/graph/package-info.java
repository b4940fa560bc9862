// SPDX-License-Identifier: GPL-3.0-or-later
/** The Flink graph: operators that store state and ask the pure code. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.graph;
