// SPDX-License-Identifier: GPL-3.0-or-later
/** The streaming job: the graph between Kafka or files and databases or Kafka. */
@org.jspecify.annotations.NullMarked
package io.undertone.job.stream;
