// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import org.jspecify.annotations.Nullable;

/** An option that cannot be used; the message names it, its value, the rule and the remedy. */
public final class InvalidOption extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidOption(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
