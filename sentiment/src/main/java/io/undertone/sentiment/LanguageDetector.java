// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/**
 * Tells Chinese from English by script, reading at most the first {@value #WINDOW} characters.
 *
 * <p>A Han character weighs as much as {@value #LETTERS_PER_HAN} Latin letters, since it carries
 * about as much meaning; Japanese kana, Hangul and every other script count as other. A text
 * without any letter (digits, punctuation, emoji) counts as Chinese, whose classifier has learnt
 * what such marks say.
 */
public final class LanguageDetector {
  private static final int WINDOW = 2_000;
  private static final int LETTERS_PER_HAN = 3;

  private LanguageDetector() {}

  /** Language of the text; never null, whatever the text holds. */
  public static Language detect(CharSequence text) {
    int han = 0;
    int latin = 0;
    int other = 0;
    int end = Math.min(text.length(), WINDOW);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (isHan(c)) {
        han++;
      } else if (isLatin(c)) {
        latin++;
      } else if (c > 0x024F && Character.isLetter(c)) {
        other++;
      }
    }
    return decide(han * LETTERS_PER_HAN, latin, other * LETTERS_PER_HAN);
  }

  private static Language decide(int han, int latin, int other) {
    if (other > han && other > latin) {
      return Language.OTHER;
    }
    return latin > han ? Language.EN : Language.ZH;
  }

  private static boolean isHan(char c) {
    return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF;
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x00C0 && c <= 0x024F;
  }
}
