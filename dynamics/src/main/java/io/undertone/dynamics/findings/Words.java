// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same text in each language.
 *
 * @param en in English
 * @param zh in Chinese
 */
public record Words(String en, String zh) implements Serializable {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

  /** The text in one of the languages. */
  public String in(ReportLanguage language) {
    return language == ReportLanguage.ZH ? zh : en;
  }

  /** Both texts with these values for {0}, {1}, ... */
  public Words filled(List<String> values) {
    return new Words(filled(en, values), filled(zh, values));
  }

  private static String filled(String text, List<String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)))));
  }

  /** Both texts with these values as {@link String#format(String, Object...)} writes them. */
  public static Words format(String en, String zh, Object... values) {
    return new Words(
        String.format(Locale.ROOT, en, values), String.format(Locale.ROOT, zh, values));
  }
}
