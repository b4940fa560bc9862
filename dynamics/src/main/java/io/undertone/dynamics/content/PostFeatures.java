// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words and marks of a post, with how often each occurs, in the order in which they first appear.
 *
 * <pre>
 *   words  each CJK character, each [a-z][a-z']*, each number (more than three digits: "0"); the first 400
 *   marks  link, pics0..pics9, pic, video, mention, tags0..tags3, ask, cry, len0.. = floor(log2(1 + length))
 * </pre>
 *
 * No list of words stands behind it: what matters is learnt. One pass over the first 2,000 code
 * points; cost linear in them.
 *
 * @param words counts of words
 * @param marks counts of marks
 */
public record PostFeatures(Map<String, Integer> words, Map<String, Integer> marks) {
  private static final int MOST_CHARACTERS = 2000;
  private static final int MOST_WORDS = 400;

  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String BLANK = "\\p{IsWhite_Space}\\x1c-\\x1f";
  private static final Pattern LINK =
      Pattern.compile("https?://[^" + BLANK + "]+|www\\.[^" + BLANK + "]+");
  private static final Pattern PICTURES = Pattern.compile("组图共(\\p{Nd}+)张");
  private static final Pattern PICTURE =
      Pattern.compile("\\[组图共\\p{Nd}+张\\]|原图|\\[img\\]|imgur|i\\.redd\\.it");
  private static final Pattern VIDEO =
      Pattern.compile("微博视频|\\[video\\]|youtu\\.?be|v\\.redd\\.it");
  private static final Pattern VIDEO_OWNER = Pattern.compile("[^" + BLANK + "]{0,12}的微博视频");
  private static final Pattern MENTION = Pattern.compile("@(?:" + WORD + "|-)+");
  private static final Pattern EMOJI_NAME = Pattern.compile("\\[[^\\[\\]" + BLANK + "]{1,8}\\]");
  private static final Pattern CLOSED_TAG = Pattern.compile("#[^#" + BLANK + "][^#]{0,40}#");
  private static final Pattern OPEN_TAG = Pattern.compile("#" + WORD + "{2,40}");
  private static final Pattern TOKEN =
      Pattern.compile("[\\u3400-\\u9fff\\uf900-\\ufaff]|[a-z][a-z']*|[0-9]+");

  /** Features of a post's text; an empty text has the marks of its length and tags alone. */
  public static PostFeatures of(String text) {
    Map<String, Integer> marks = new LinkedHashMap<>();
    String rest = first(text, MOST_CHARACTERS).toLowerCase(Locale.ROOT);
    markIf(marks, "link", LINK.matcher(rest).find());
    rest = LINK.matcher(rest).replaceAll(" ");
    Matcher pictures = PICTURES.matcher(rest);
    if (pictures.find()) {
      count(marks, "pics" + Math.min(9, number(pictures.group(1)) / 3));
    }
    markIf(marks, "pic", PICTURE.matcher(rest).find());
    markIf(marks, "video", VIDEO.matcher(rest).find());
    rest = PICTURE.matcher(VIDEO_OWNER.matcher(rest).replaceAll(" ")).replaceAll(" ");
    markIf(marks, "mention", MENTION.matcher(rest).find());
    rest = EMOJI_NAME.matcher(MENTION.matcher(rest).replaceAll(" ")).replaceAll(" ");
    int tags = occurrences(CLOSED_TAG, rest);
    count(marks, "tags" + Math.min(3, tags > 0 ? tags : occurrences(OPEN_TAG, rest)));
    markIf(marks, "ask", rest.indexOf('?') >= 0 || rest.indexOf('？') >= 0);
    markIf(marks, "cry", rest.indexOf('!') >= 0 || rest.indexOf('！') >= 0);
    int length = rest.codePointCount(0, rest.length());
    count(marks, "len" + (31 - Integer.numberOfLeadingZeros(1 + length)));
    return new PostFeatures(words(rest), marks);
  }

  /** A mark as a reader would say it; in brackets, since it is no word of the text. */
  static String inWords(String mark) {
    String count = mark.replaceAll("\\D", "");
    return switch (mark.replaceAll("\\d", "")) {
      case "link" -> "(a link)";
      case "pics" -> "(a set of pictures)";
      case "pic" -> "(a picture)";
      case "video" -> "(a video)";
      case "mention" -> "(a mention)";
      case "tags" -> "(tags: " + count + (count.equals("3") ? " or more)" : ")");
      case "ask" -> "(a question mark)";
      case "cry" -> "(an exclamation mark)";
      default ->
          String.format(
              Locale.ROOT, "(a length of %d to %d)", length(count) - 1, 2 * length(count) - 2);
    };
  }

  private static int length(String log) {
    return 1 << Integer.parseInt(log);
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new LinkedHashMap<>();
    Matcher token = TOKEN.matcher(text);
    for (int k = 0; k < MOST_WORDS && token.find(); k++) {
      String word = token.group();
      boolean longNumber = word.length() > 3 && word.charAt(0) <= '9';
      count(words, longNumber ? "0" : word);
    }
    return words;
  }

  private static String first(String text, int codePoints) {
    return text.length() <= codePoints || text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints));
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static int occurrences(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int n = 0;
    while (matcher.find()) {
      n++;
    }
    return n;
  }

  private static void markIf(Map<String, Integer> marks, String mark, boolean present) {
    if (present) {
      count(marks, mark);
    }
  }

  private static void count(Map<String, Integer> counts, String key) {
    counts.merge(key, 1, Integer::sum);
  }
}
