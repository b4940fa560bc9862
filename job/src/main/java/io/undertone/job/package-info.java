// SPDX-License-Identifier: GPL-3.0-or-later
/** The Flink graph and the command line. */
@org.jspecify.annotations.NullMarked
package io.undertone.job;
