// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts that platforms and programs put where nobody wrote anything. They are no opinions: a
 * comment without a score that has nothing else is left out of the tally and counted.
 */
public final class FillerTexts {
  /** Whole texts, in small letters; the words for absent values count as well. */
  static final List<String> WHOLE =
      List.of(
          "[deleted]",
          "[removed]",
          "[deleted by user]",
          "[removed by reddit]",
          "[ removed by reddit ]",
          "转发微博",
          "轉發微博",
          "转发",
          "repost",
          "分享图片",
          "分享视频",
          "图片评论",
          "分享自网易云音乐",
          "该评论已被删除",
          "此评论已被删除",
          "评论已被删除",
          "该微博已被删除",
          "抱歉，此微博已被作者删除。查看帮助：",
          "此用户没有填写评价。",
          "此用户没有填写评价",
          "此用户未填写评价内容",
          "该用户没有填写评价",
          "系统默认好评",
          "系统默认好评!",
          "<media omitted>",
          "this message was deleted");

  /** Signs for pictures and the like, alone or several. */
  static final List<String> SIGNS =
      List.of(
          "图片", "視頻", "视频", "照片", "动图", "动画表情", "语音", "链接", "image", "photo", "picture", "gif",
          "video", "sticker", "link", "media");

  private static final Set<String> TEXTS = Set.copyOf(WHOLE);
  private static final Pattern PATTERN =
      Pattern.compile("(\\[(" + String.join("|", SIGNS) + ")]\\s*)+|来自.{1,30}客户端");
  private static final int LONGEST = 60;

  /** First characters of all fillers in small letters, since nearly every text is none. */
  private static final String STARTS =
      Stream.concat(WHOLE.stream(), Stream.of("[", "来"))
          .map(text -> text.substring(0, 1))
          .distinct()
          .collect(Collectors.joining());

  private FillerTexts() {}

  /** Whether a text is blank or a filler. */
  static boolean isOne(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    int first = NullWords.start(text);
    if (first == text.length() || NullWords.isOne(text)) {
      return true;
    }
    if (STARTS.indexOf(Character.toLowerCase(text.charAt(first))) < 0) {
      return false;
    }
    String small = text.strip().toLowerCase(Locale.ROOT);
    return TEXTS.contains(small) || PATTERN.matcher(small).matches();
  }

  /** The documented list, for people. */
  public static List<String> documented() {
    return WHOLE;
  }
}
