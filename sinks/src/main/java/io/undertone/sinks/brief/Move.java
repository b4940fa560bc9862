// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import io.undertone.dynamics.findings.AudienceSentiment;
import org.jspecify.annotations.Nullable;

/** A change of an audience into the last closed period. */
record Move(AudienceSentiment before, AudienceSentiment now) {
  double change() {
    return value(now.sentiment()) - value(before.sentiment());
  }

  double error() {
    return Math.hypot(value(before.standardError()), value(now.standardError()));
  }

  static double value(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
