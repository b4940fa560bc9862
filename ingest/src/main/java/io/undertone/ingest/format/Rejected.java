// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/**
 * A record breaks a rule; the message becomes the dead letter's reason. Thrown often, so without a
 * stack trace.
 */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  Rejected(String reason) {
    super(reason, null, false, false);
  }

  /** Field, value and rule: "likes is '-3'; it must be ...". */
  static Rejected value(String name, String value, String rule) {
    return new Rejected(name + " is '" + shorten(value) + "'; it must be " + rule + ".");
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

  String reason() {
    return String.valueOf(getMessage());
  }
}
