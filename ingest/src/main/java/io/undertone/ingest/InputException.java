// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

/**
 * An input that cannot be read at all; the message says what was given, what is allowed, what to
 * do.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
