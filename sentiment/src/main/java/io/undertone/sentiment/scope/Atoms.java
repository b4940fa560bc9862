// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.Arrays;

/**
 * A clean text in its smallest parts: characters of Chinese, words, numbers, platform marks such as
 * {@code [doge]}, emoji and punctuation, each with a hash of its lower case.
 */
final class Atoms {
  static final byte HAN = 0;
  static final byte WORD = 1;
  static final byte MARK = 2;
  static final byte SIGN = 3;

  private static final int MAX_WORD = 40;
  private static final int MAX_MARK = 14;

  final String text;
  int size;
  int[] start;
  int[] end;
  byte[] kind;
  long[] hash;

  Atoms(String text) {
    this.text = text;
    int capacity = Math.max(8, text.length());
    start = new int[capacity];
    end = new int[capacity];
    kind = new byte[capacity];
    hash = new long[capacity];
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      i = c == ' ' ? i + 1 : add(i, c);
    }
  }

  private int add(int i, char c) {
    if (Folding.isHan(c)) {
      return put(i, i + 1, HAN);
    }
    if (c == '[') {
      int close = endOfMark(i);
      if (close > i) {
        return put(i, close, MARK);
      }
    }
    if (isWord(c)) {
      return put(i, endOfWord(i), WORD);
    }
    return put(i, i + Character.charCount(text.codePointAt(i)), SIGN);
  }

  private int endOfMark(int i) {
    int limit = Math.min(text.length(), i + MAX_MARK);
    for (int k = i + 1; k < limit; k++) {
      char c = text.charAt(k);
      if (c == ']') {
        return k > i + 1 && Character.isLetter(text.charAt(k - 1)) ? k + 1 : i;
      }
      if (c == '[') {
        return i;
      }
    }
    return i;
  }

  private int endOfWord(int i) {
    int k = i + 1;
    int limit = Math.min(text.length(), i + MAX_WORD);
    while (k < limit && (isWord(text.charAt(k)) || joins(k))) {
      k++;
    }
    return k;
  }

  /** Apostrophes and the stars of veiled words, between letters. */
  private boolean joins(int k) {
    char c = text.charAt(k);
    if (c == '*' || c == '$' || c == '!') {
      return hasLetterAfter(k) && Character.isLetter(text.charAt(k - 1))
          || c == '*' && hasLetterAfterStars(k);
    }
    return c == '\'' && hasLetterAfter(k) && !ownS(k);
  }

  private boolean hasLetterAfter(int k) {
    return k + 1 < text.length()
        && isWord(text.charAt(k + 1))
        && !Character.isDigit(text.charAt(k + 1));
  }

  private boolean hasLetterAfterStars(int k) {
    int end = k;
    while (end < text.length() && end - k < 4 && text.charAt(end) == '*') {
      end++;
    }
    return end < text.length() && isWord(text.charAt(end));
  }

  /** The 's of it's and the like is an atom of its own. */
  private boolean ownS(int k) {
    char c = text.charAt(k + 1);
    return (c == 's' || c == 'S') && (k + 2 == text.length() || !isWord(text.charAt(k + 2)));
  }

  static boolean isWord(char c) {
    return c < 0x80
        ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
        : c >= 0xC0 && !Folding.isHan(c) && c < 0x2000 && Character.isLetterOrDigit(c);
  }

  private int put(int from, int to, byte what) {
    if (size == start.length) {
      int more = size * 2;
      start = Arrays.copyOf(start, more);
      end = Arrays.copyOf(end, more);
      kind = Arrays.copyOf(kind, more);
      hash = Arrays.copyOf(hash, more);
    }
    start[size] = from;
    end[size] = to;
    kind[size] = what;
    hash[size] = hash(from, to, Integer.MAX_VALUE);
    size++;
    return to;
  }

  /** Hash of the lower case of a part of the text, with runs of three or more equal letters cut. */
  private long hash(int from, int to, int longestRun) {
    long h = 0xcbf29ce484222325L;
    int run = 0;
    for (int i = from; i < to; i++) {
      char c = lower(text.charAt(i));
      run = i > from && c == lower(text.charAt(i - 1)) ? run + 1 : 1;
      if (run <= longestRun) {
        h = (h ^ c) * 0x100000001b3L;
      }
    }
    return h;
  }

  /** Hash of the lower case of a part of a word. */
  long part(int from, int to) {
    return hash(from, to, Integer.MAX_VALUE);
  }

  private static char lower(char c) {
    return c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
  }

  /** Hash with drawn-out letters cut to a length; the plain hash when there are none. */
  long squeezed(int atom, int length) {
    return isDrawnOut(atom) ? hash(start[atom], end[atom], length) : hash[atom];
  }

  boolean isDrawnOut(int atom) {
    if (kind[atom] != WORD) {
      return false;
    }
    for (int i = start[atom] + 2; i < end[atom]; i++) {
      char c = lower(text.charAt(i));
      if (c == lower(text.charAt(i - 1)) && c == lower(text.charAt(i - 2)) && c > '9') {
        return true;
      }
    }
    return false;
  }

  /** A word of letters with digits behind them, such as P60; 5G and numbers are none. */
  boolean isModel(int atom) {
    return kind[atom] == WORD
        && text.charAt(start[atom]) > '9'
        && Character.isDigit(text.charAt(end[atom] - 1));
  }

  boolean isCapitals(int atom) {
    if (kind[atom] != WORD || end[atom] - start[atom] < 2) {
      return false;
    }
    for (int i = start[atom]; i < end[atom]; i++) {
      if (Character.isLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return Character.isUpperCase(text.charAt(start[atom]));
  }

  /** True when nothing stands between the two neighbours. */
  boolean touches(int atom) {
    return atom > 0 && end[atom - 1] == start[atom];
  }

  char first(int atom) {
    return text.charAt(start[atom]);
  }

  String label(int from, int to) {
    return text.substring(start[from], end[to - 1]);
  }
}
