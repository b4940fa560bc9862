// SPDX-License-Identifier: GPL-3.0-or-later
/** Text to a positive-sentiment score in [0,1]; plain Java without Flink. */
@org.jspecify.annotations.NullMarked
package io.undertone.sentiment;
