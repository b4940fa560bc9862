// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/** What a raw score is, whatever scale it is on. */
public final class Scales {
  private Scales() {}

  /** Whether it is a number in [0,1]. */
  public static boolean isUnit(String raw) {
    double value = number(raw);
    return value >= 0 && value <= 1;
  }

  /** Whether it is one of the usual labels, such as positive. */
  public static boolean isLabel(String raw) {
    return Scale.isLabel(raw);
  }

  /** A decimal number, or NaN. */
  public static double number(String raw) {
    return Scale.number(raw.strip());
  }
}
