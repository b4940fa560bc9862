// SPDX-License-Identifier: GPL-3.0-or-later
/** Training, cross-validation and model cards; the same data and seed give the same file. */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment.training;
