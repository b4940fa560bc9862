// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;

/**
 * A record breaks a rule; what it says becomes the dead letter's reason. Thrown often, so without a
 * stack trace.
 */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  private final Refusal refusal;

  Rejected(Refusal refusal) {
    super(null, null, false, false);
    this.refusal = refusal;
  }

  /** Something amiss with these values. */
  static Rejected of(Refusal.Kind kind, String... values) {
    return new Rejected(Refusal.of(kind, values));
  }

  /** Field, value and rule: "likes is '-3'; it must be ...". */
  static Rejected value(String name, String value, Refusal rule) {
    return new Rejected(Refusal.with(Refusal.Kind.VALUE, rule, name, shorten(value)));
  }

  /** The start of a value on one line. */
  static String shorten(String value) {
    int end = Math.min(SHOWN, value.length());
    if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    String shown = StorableText.printable(value.substring(0, end));
    return end < value.length() ? shown + "..." : shown;
  }

  Refusal reason() {
    return refusal;
  }

  @Override
  public String getMessage() {
    return refusal.text();
  }
}
