// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import io.undertone.job.options.UndertoneOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets that commands take from environment variables. */
final class Environment {
  private Environment() {}

  /** The secret put before the words of posts, for commands that take no other options. */
  static Optional<String> contentSalt() {
    String salt = System.getenv(UndertoneOptions.CONTENT_SALT.environmentVariable());
    return UndertoneOptions.CONTENT_SALT.parser().apply(salt == null ? "" : salt.trim());
  }

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
