// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Languages a text can be scored in; everything else is {@link #OTHER} and stays neutral. */
public enum Language {
  ZH,
  EN,
  OTHER;

  /**
   * The language of an ISO 639-1 code or BCP 47 tag such as {@code zh}, {@code zh-CN} or {@code
   * EN}; {@link #OTHER} for every other code, null for null, blank, {@code auto} and {@code und}:
   * then it is to be detected.
   */
  public static @Nullable Language ofCode(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    String primary = code.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return switch (primary) {
      case "zh" -> ZH;
      case "en" -> EN;
      case "auto", "und" -> null;
      default -> OTHER;
    };
  }

  /** Lower-case code: {@code zh}, {@code en} or {@code other}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
