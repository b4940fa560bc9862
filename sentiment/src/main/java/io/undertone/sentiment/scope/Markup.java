// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes HTML out of a text; an image that stands for an emoticon leaves the emoticon's name. */
public final class Markup {
  private static final Pattern EMOTICON_IMAGE =
      Pattern.compile("<img\\b[^<>]{0,300}?alt=[\"']?(\\[[^\\[\\]<>]{1,20}])[^<>]{0,300}>");
  private static final Pattern BREAK = Pattern.compile("(?i)<(?:br|/?p|/?div)\\b[^<>]{0,100}>");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");

  // without Chinese characters: Weibo's topics stand in braces as well
  private static final Pattern CODE =
      Pattern.compile(
          "\\{[^{}\\u3400-\\u9fff]{0,300}[;:][^{}\\u3400-\\u9fff]{0,300}}"
              + "|\\b\\w{1,40}\\([^()\\u3400-\\u9fff]{0,200}\\)\\s?;"
              + "|\\b(?:SELECT|INSERT|UPDATE|DELETE|DROP) [^;\\u3400-\\u9fff]{1,300};");
  private static final Pattern AROUND_CODE =
      Pattern.compile("\\b(?:if|for|while|switch|catch)\\s?\\([^()]{0,200}\\)|//[^@].{0,200}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  private Markup() {}

  /** The text as a reader sees it; the same object when there is no markup in it. */
  public static String strip(String text) {
    String result = text;
    if (result.indexOf('<') >= 0 && result.indexOf('>') >= 0) {
      result = EMOTICON_IMAGE.matcher(result).replaceAll("$1");
      result = BREAK.matcher(result).replaceAll(" ");
      result = TAG.matcher(result).replaceAll("");
    }
    if (result.indexOf(';') >= 0 || result.indexOf('{') >= 0) {
      result = withoutCode(result);
    }
    if (result.indexOf('\\') >= 0) {
      result = ESCAPE.matcher(result).replaceAll(Markup::character);
    }
    return result.indexOf('&') >= 0 ? entities(result) : result;
  }

  /** Statements, objects and queries are no prose, and neither are the comments beside them. */
  private static String withoutCode(String text) {
    String rest = CODE.matcher(text).replaceAll(" ");
    return rest.equals(text) ? text : AROUND_CODE.matcher(rest).replaceAll(" ");
  }

  /** The character that an escape left over from JSON stands for. */
  private static String character(MatchResult escape) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
  }

  private static String entities(String text) {
    return text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
