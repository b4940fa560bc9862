// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Bytes to characters, and characters that may be stored anywhere. */
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /**
   * Decodes UTF-8.
   *
   * @param name of the field; empty for a whole record
   * @throws Rejected for a sequence that is not UTF-8
   */
  static String decode(byte[] bytes, int from, int to, String name) throws Rejected {
    String text = new String(bytes, from, to - from, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(bytes, from, to, name);
    }
    return text;
  }

  /** The replacement character may be in the text itself, so only a strict decoder can tell. */
  private static void requireUtf8(byte[] bytes, int from, int to, String name) throws Rejected {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
    } catch (CharacterCodingException e) {
      throw name.isEmpty()
          ? Rejected.of(Refusal.Kind.RECORD_NOT_UTF8)
          : Rejected.of(Refusal.Kind.NOT_UTF8, name);
    }
  }

  /** Control characters and lone surrogates replaced by spaces: safe for one line of any sink. */
  static String printable(String text) {
    return replaceControls(text, false);
  }

  /** The same but for tabs and line ends, which belong to a text. */
  static String cleaned(String text) {
    return replaceControls(text, true);
  }

  static int indexOfControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c < Character.MIN_SURROGATE);
      if (!plain && (isControl(c) || isLone(text, i))) {
        return i;
      }
    }
    return -1;
  }

  private static String replaceControls(String text, boolean keepLayout) {
    int i = indexOfControl(text);
    if (i < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean layout = c == '\n' || c == '\t' || c == '\r';
      if ((isControl(c) && !(keepLayout && layout)) || isLone(text, i)) {
        clean.setCharAt(i, ' ');
      }
    }
    return clean.toString();
  }

  private static boolean isControl(char c) {
    return c < ' ' || (c >= 0x7F && c < 0xA0);
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }

  /** Digits of any script, and the Arabic signs between them, as ASCII has them. */
  static String asciiDigits(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c < 0x80 || !(Character.isDigit(c) || c == '\u066B' || c == '\u066C');
    }
    if (plain) {
      return text;
    }
    StringBuilder ascii = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      ascii.append(
          c == '\u066B'
              ? '.'
              : c == '\u066C'
                  ? ','
                  : Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c);
    }
    return ascii.toString();
  }
}
