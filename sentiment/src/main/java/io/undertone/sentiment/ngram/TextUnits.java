// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Markup;
import java.util.Arrays;

/**
 * A text as the n-gram model reads it: a sequence of units between a start and an end mark.
 *
 * <p>A unit is a lower-case code point, or one of the marks below for what differs from text to
 * text without a meaning of its own: links, mentions, the wrapper of Weibo's inline links. Full
 * width becomes half width; runs of white space become one space; controls, format and combining
 * characters, variation selectors, skin tones and lone surrogates are left out. Emoticon marks such
 * as {@code [doge]} and hashtags stay as the characters they are.
 */
final class TextUnits {
  static final int START = -1;
  static final int END = -2;
  static final int URL = -3;
  static final int MENTION = -4;
  static final int LINK_OPEN = -5;
  static final int LINK_CLOSE = -6;

  private static final int MAX_NAME = 30;

  private final String text;
  private int[] units;
  private int size;

  private TextUnits(String text) {
    this.text = text;
    this.units = new int[Math.min(text.length(), 512) + 2];
  }

  /** Units of the text, from {@link #START} to {@link #END}. */
  static int[] of(String raw) {
    TextUnits reader = new TextUnits(Markup.strip(raw));
    reader.add(START);
    reader.read();
    reader.dropTrailingSpace();
    reader.add(END);
    return Arrays.copyOf(reader.units, reader.size);
  }

  /** A unit as a reader would write it. */
  static String label(int unit) {
    return switch (unit) {
      case START -> "⟨start⟩";
      case END -> "⟨end⟩";
      case URL -> "⟨link⟩";
      case MENTION -> "⟨mention⟩";
      case LINK_OPEN -> "{%";
      case LINK_CLOSE -> "%}";
      case ' ' -> "␣";
      default -> Character.toString(unit);
    };
  }

  private void read() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = c < 0x80 ? endOfMark(i, c) : i;
      if (end > i) {
        i = end;
      } else {
        int point = text.codePointAt(i);
        addPoint(point);
        i += Character.charCount(point);
      }
    }
  }

  /** Adds the mark that starts at i, if one does, and returns where it ends; i otherwise. */
  private int endOfMark(int i, char c) {
    if (c == 'h' && (text.startsWith("http://", i) || text.startsWith("https://", i))) {
      add(URL);
      return endOfUrl(i);
    }
    if (c == '@') {
      int end = endOfName(i + 1);
      if (end > i + 1) {
        add(MENTION);
        return end;
      }
    }
    if (c == '{' && text.startsWith("{%", i)) {
      add(LINK_OPEN);
      return i + 2;
    }
    if (c == '%' && text.startsWith("%}", i)) {
      add(LINK_CLOSE);
      return i + 2;
    }
    return i;
  }

  private int endOfUrl(int i) {
    int end = i;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x7F) {
      end++;
    }
    return end;
  }

  private int endOfName(int start) {
    int end = start;
    int limit = Math.min(text.length(), start + MAX_NAME);
    while (end < limit && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '·';
  }

  private void addPoint(int point) {
    if (point >= 0x4E00 && point <= 0x9FFF || point > ' ' && point < 0x7F) {
      add(point < 0x7F ? Character.toLowerCase(point) : point);
    } else if (point >= 0xFF01 && point <= 0xFF5E) {
      add(Character.toLowerCase(point - 0xFEE0));
    } else if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      addSpace();
    } else if (!isSilent(point)) {
      add(Character.toLowerCase(point));
    }
  }

  /** True for what a reader does not see by itself. */
  private static boolean isSilent(int point) {
    if (point >= 0x1F3FB && point <= 0x1F3FF) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private void addSpace() {
    if (size > 1 && units[size - 1] != ' ') {
      add(' ');
    }
  }

  private void dropTrailingSpace() {
    if (units[size - 1] == ' ') {
      size--;
    }
  }

  private void add(int unit) {
    if (size == units.length) {
      units = Arrays.copyOf(units, units.length * 2);
    }
    units[size++] = unit;
  }
}
