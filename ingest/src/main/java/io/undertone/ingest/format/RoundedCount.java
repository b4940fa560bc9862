// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts as Chinese platforms show large ones: {@code 1.2万} is 12,000, {@code 10万+} at least
 * 100,000 and taken for that, {@code 1亿} 100,000,000.
 */
final class RoundedCount {
  private static final Pattern SHOWN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,4})?)([万亿]?)\\+?");

  /** Counts that are whole numbers, shown or not, as a regular expression. */
  static final String SHOWN_WHOLE = "\\d{1,10}|\\d{1,9}(\\+|(\\.\\d{1,4})?[万亿]\\+?)";

  private RoundedCount() {}

  /** The count, or -1 when it is none or above the limit. */
  static long read(String raw, long limit) {
    Matcher shown = raw.length() > 20 ? null : SHOWN.matcher(raw);
    if (shown == null || !shown.matches()) {
      return -1;
    }
    int zeros =
        switch (shown.group(2)) {
          case "万" -> 4;
          case "亿" -> 8;
          default -> 0;
        };
    BigDecimal count = new BigDecimal(shown.group(1)).scaleByPowerOfTen(zeros).stripTrailingZeros();
    boolean whole = count.scale() <= 0;
    return whole && count.compareTo(BigDecimal.valueOf(limit)) <= 0 ? count.longValueExact() : -1;
  }
}
