// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as a sentence shows them. */
final class Figures {
  private Figures() {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String two(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String signed(double value) {
    String text = two(Math.abs(value));
    return text.equals("0.00") ? text : (value > 0 ? "+" : "−") + text;
  }

  static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
