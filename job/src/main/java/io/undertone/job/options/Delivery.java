// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** What a failure may do to records in Kafka. */
public enum Delivery {
  /** Results are part of a transaction that commits with the checkpoint. */
  EXACTLY_ONCE,
  /** Results may be written again after a failure. */
  AT_LEAST_ONCE
}
