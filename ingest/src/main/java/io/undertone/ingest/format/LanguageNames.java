// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages by their English names, such as {@code english}, as stores and forums have them. */
final class LanguageNames {
  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (String code : Locale.getISOLanguages()) {
      CODES.put(
          Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT),
          code);
    }
    CODES.put("schinese", "zh");
    CODES.put("tchinese", "zh");
    CODES.put("koreana", "ko");
    CODES.put("brazilian", "pt");
    CODES.put("latam", "es");
    CODES.keySet().removeIf(name -> name.length() < 4); // those are codes, not names
  }

  private LanguageNames() {}

  static @Nullable String code(String name) {
    return name.length() < 4 ? null : CODES.get(name.toLowerCase(Locale.ROOT));
  }
}
