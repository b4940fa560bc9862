// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.translate.EntityArrays;

/**
 * Takes mark-up out of texts, as crawlers leave it in: tags vanish, a picture leaves its
 * alternative text (Weibo's emoji, such as [good]), entities become characters.
 */
final class Html {
  private static final String ATTRIBUTE =
      "\\s+[\\w:-]++(?:\\s*+=\\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"'>]++))?+";
  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:a|abbr|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|small|span|strong|style"
              + "|sub|sup|svg|table|tbody|td|th|tr|u|ul|video)((?:"
              + ATTRIBUTE
              + ")*+)\\s*+/?>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ALTERNATIVE =
      Pattern.compile(
          "\\salt\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{2,8});");
  private static final Map<String, String> NAMED = named();

  /** Crawlers escape what was escaped before. */
  private static final int ROUNDS = 4;

  private Html() {}

  private static Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    Stream.of(
            EntityArrays.BASIC_UNESCAPE,
            EntityArrays.ISO8859_1_UNESCAPE,
            EntityArrays.HTML40_EXTENDED_UNESCAPE)
        .forEach(
            map ->
                map.forEach(
                    (entity, character) ->
                        named.put(
                            entity.subSequence(1, entity.length() - 1).toString(),
                            character.toString())));
    named.put("apos", "'");
    named.put("nbsp", " ");
    return named;
  }

  static String strip(String text) {
    String plain = text;
    for (int round = 0; round < ROUNDS; round++) {
      String before = plain;
      plain = plain.indexOf('<') < 0 ? plain : TAG.matcher(plain).replaceAll(Html::tag);
      plain = plain.indexOf('&') < 0 ? plain : ENTITY.matcher(plain).replaceAll(Html::entity);
      if (plain.equals(before)) {
        return plain;
      }
    }
    return plain;
  }

  private static String tag(MatchResult tag) {
    if (tag.group().regionMatches(true, 1, "br", 0, 2)) {
      return "\n";
    }
    Matcher alternative = ALTERNATIVE.matcher(tag.group(1));
    if (!tag.group().regionMatches(true, 1, "img", 0, 3) || !alternative.find()) {
      return "";
    }
    for (int group = 1; group <= 3; group++) {
      if (alternative.group(group) != null) {
        return Matcher.quoteReplacement(alternative.group(group));
      }
    }
    return "";
  }

  private static String entity(MatchResult entity) {
    String name = entity.group(1);
    String character = name.startsWith("#") ? numbered(name) : NAMED.get(name);
    return Matcher.quoteReplacement(character == null ? entity.group() : character);
  }

  private static String numbered(String name) {
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    return Character.isValidCodePoint(code) ? Character.toString(code) : " ";
  }
}
