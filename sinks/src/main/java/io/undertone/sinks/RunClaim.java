// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.util.Locale;

/** That one process at a time writes as a run. */
final class RunClaim {
  private RunClaim() {}

  static IOException refused(String run, String database) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "Another process writes to %s as run '%s'. Stop it first, or give this one an identity of its own: run: NAME.",
            database,
            run));
  }
}
