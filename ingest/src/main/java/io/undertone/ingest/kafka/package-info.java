// SPDX-License-Identifier: GPL-3.0-or-later
/** Comments from Kafka, read by the same parsers as files. */
@org.jspecify.annotations.NullMarked
package io.undertone.ingest.kafka;
