// SPDX-License-Identifier: GPL-3.0-or-later
/** Data sets into Kafka. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.produce;
