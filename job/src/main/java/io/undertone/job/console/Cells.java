// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers look in a terminal's tables. */
public final class Cells {
  private Cells() {}

  /** Two digits; a dot for a weight that rounds to nothing, so that a matrix can be read. */
  public static String weight(@Nullable Double weight) {
    if (weight == null) {
      return "-";
    }
    return weight < 0.005 ? "·" : fixed(weight, 2);
  }

  /** Fixed digits without the leading zero of a fraction; a dash for nothing. */
  public static String fixed(@Nullable Double value, int digits) {
    if (value == null) {
      return "-";
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.replaceFirst("^(-?)0\\.", "$1.");
  }

  /** Half of a value's 95 % interval, which is what follows a ± everywhere. */
  public static String half95(@Nullable Double standardError) {
    return fixed(standardError == null ? null : 1.96 * standardError, 2);
  }

  /** A share as a whole percentage. */
  public static String percent(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
