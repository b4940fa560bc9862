// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts as platforms and exporters write them: {@code 1,234}, {@code 24.0}, {@code 12K}, {@code
 * 3.4w}, {@code 1.2万}, {@code 10万+} (at least 100,000 and taken for that), the button's label 赞 for
 * none, digits of any script, votes below zero.
 */
final class Counts {
  /** It is no count. */
  static final long NONE = Long.MIN_VALUE;

  private static final Set<String> LABELS = Set.of("赞", "点赞", "讚", "喜欢", "like", "likes", "vote");
  private static final Pattern SHOWN =
      Pattern.compile("([-+\u2212]?)(\\d{1,19}(?:\\.\\d{1,9})?)\\s?([kmbw千万萬亿億]?)\\+?");
  private static final Pattern GROUPED =
      Pattern.compile("[-+]?\\d{1,3}([, \u00A0\u202F'’]\\d{3})+.*");

  private Counts() {}

  /** The count, or {@link #NONE}. */
  static long read(String raw) {
    long value = 0;
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      if (c < '0' || c > '9' || i > 17) {
        return shown(raw);
      }
      value = value * 10 + (c - '0');
    }
    return length == 0 ? NONE : value;
  }

  private static long shown(String raw) {
    if (raw.length() > 40) {
      return NONE;
    }
    String plain =
        Normalizer.normalize(StorableText.asciiDigits(raw), Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .strip();
    if (LABELS.contains(plain)) {
      return 0;
    }
    if (GROUPED.matcher(plain).matches()) {
      plain = plain.replaceAll("[, \u00A0\u202F'’](?=\\d{3})", "");
    }
    for (String label : LABELS) {
      if (plain.startsWith(label) || plain.endsWith(label)) {
        plain = plain.replace(label, "").strip();
        break;
      }
    }
    Matcher shown = SHOWN.matcher(plain);
    if (!shown.matches()) {
      return NONE;
    }
    int zeros =
        switch (shown.group(3)) {
          case "k", "千" -> 3;
          case "w", "万", "萬" -> 4;
          case "m" -> 6;
          case "亿", "億" -> 8;
          case "b" -> 9;
          default -> 0;
        };
    BigDecimal count = new BigDecimal(shown.group(2)).scaleByPowerOfTen(zeros).stripTrailingZeros();
    if (count.scale() > 0 || count.precision() - count.scale() > 18) {
      return NONE;
    }
    long value = count.longValueExact();
    return shown.group(1).isEmpty() || shown.group(1).equals("+") ? value : -value;
  }
}
