// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import org.jspecify.annotations.Nullable;

/** Secrets that commands take from environment variables. */
final class Environment {
  private Environment() {}

  /** Value of a variable that must be set; null where none is named. */
  static @Nullable String secret(@Nullable String variable) {
    if (variable == null) {
      return null;
    }
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw UserError.usage("The environment variable " + variable + " is not set.");
    }
    return value;
  }
}
