// SPDX-License-Identifier: GPL-3.0-or-later
/** Benchmarks; no part of the product. */
@org.jspecify.annotations.NullMarked
package io.undertone.benchmarks;
