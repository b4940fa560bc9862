// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.Locale;

/** The three classes of a text. */
public enum Polarity {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** Lower-case name, as written beside scores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
