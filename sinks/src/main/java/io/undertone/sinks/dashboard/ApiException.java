// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

/** A request that cannot be answered, and the status that says so. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
