// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** When a failed job starts again. */
public enum Restart {
  /** After a delay that grows from a second to a minute. */
  EXPONENTIAL_DELAY,
  /** Never. */
  NONE
}
