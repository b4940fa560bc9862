// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import edu.stanford.nlp.ling.Word;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.process.TokenizerFactory;
import edu.stanford.nlp.process.WordTokenFactory;
import io.undertone.sentiment.Markup;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits text into words, marks, emoticons and emoji with CoreNLP's {@link PTBTokenizer}; emoticons
 * that it takes apart are put together again, and a run without white space is cut every {@value
 * #MAX_RUN} characters.
 */
final class EnglishTokens {
  private static final int MAX_RUN = 100;
  private static final int MAX_EMOTICON_PARTS = 4;
  private static final String OPTIONS =
      "invertible=false,normalizeParentheses=false,normalizeOtherBrackets=false,"
          + "untokenizable=noneKeep,ellipses=original,quotes=ascii,dashes=original,"
          + "splitAssimilations=false";
  private static final TokenizerFactory<Word> TOKENIZERS =
      PTBTokenizer.factory(new WordTokenFactory(), OPTIONS);

  private EnglishTokens() {}

  /** Tokens of the text, in order, in the case in which they were written. */
  static List<String> of(String text, EnglishLexicon lexicon) {
    String clean = clean(Markup.strip(text));
    return joinEmoticons(
        TOKENIZERS.getTokenizer(new StringReader(clean)).tokenize(), clean, lexicon);
  }

  private static List<String> joinEmoticons(List<Word> words, String text, EnglishLexicon lexicon) {
    List<String> result = new ArrayList<>(words.size());
    int i = 0;
    while (i < words.size()) {
      int parts = emoticonParts(words, i, text, lexicon);
      if (parts > 1) {
        int start = words.get(i).beginPosition();
        result.add(text.substring(start, words.get(i + parts - 1).endPosition()));
        i += parts;
      } else {
        result.add(words.get(i).word());
        i++;
      }
    }
    return result;
  }

  /** How many tokens from i on make up one emoticon of the lexicon; 1 when none do. */
  private static int emoticonParts(List<Word> words, int i, String text, EnglishLexicon lexicon) {
    int start = words.get(i).beginPosition();
    if (start > 0
        && Character.isLetterOrDigit(text.charAt(start - 1))
        && Character.isLetterOrDigit(text.charAt(start))) {
      return 1;
    }
    int best = 1;
    int end = words.get(i).endPosition();
    for (int n = 2; n <= MAX_EMOTICON_PARTS && i + n <= words.size(); n++) {
      Word next = words.get(i + n - 1);
      if (next.beginPosition() != end) {
        break;
      }
      end = next.endPosition();
      boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (whole && end - start <= 8 && lexicon.isEmoticon(text.substring(start, end))) {
        best = n;
      }
    }
    return best;
  }

  /** Drops what a reader does not see, sets emoji apart, cuts endless runs. */
  private static String clean(String text) {
    StringBuilder result = new StringBuilder(text.length() + 16);
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80 ? point >= ' ' && point != 0x7F : isVisible(point)) {
        boolean emoji = isEmoji(point);
        if (emoji || run >= MAX_RUN) {
          result.append(' ');
          run = 0;
        }
        if (point == 0x2018 || point == 0x2019) {
          point = '\'';
        }
        result.appendCodePoint(point);
        if (emoji) {
          result.append(' ');
        }
        run = point == ' ' ? 0 : run + 1;
      } else if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        result.append(' ');
        run = 0;
      }
    }
    return result.toString();
  }

  private static boolean isVisible(int point) {
    if (point >= 0x1F3FB && point <= 0x1F3FF) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isEmoji(int point) {
    return point >= 0x1F300 && point <= 0x1FAFF || point >= 0x2600 && point <= 0x27BF;
  }

  static String lower(String token) {
    return token.toLowerCase(Locale.ROOT);
  }
}
