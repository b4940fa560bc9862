// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

/**
 * What somebody wrote, without what a platform wrapped around it: markup, links, mentions, forward
 * marks and topics are taken out, widths and scripts are folded. Topics stand in for a text that
 * has nothing else.
 *
 * @param text folded, white space as single spaces, no space at either end
 */
public record CleanText(String text) {
  private static final int MAX_NAME = 30;
  private static final int MAX_TOPIC = 60;
  private static final int MAX_HOST = 253;
  private static final String[] PLATFORM = {
    "转发微博", "快转微博", "轉發微博", "网页链接", "查看图片", "图片评论", "分享图片", "收起全文", "展开全文", "秒拍视频", "的微博视频"
  };

  /** Cleans a text. */
  public static CleanText of(String raw) {
    Cleaner cleaner = new Cleaner(Folding.compatible(Markup.strip(raw)));
    cleaner.run();
    return new CleanText(cleaner.result());
  }

  private static final class Cleaner {
    private final String text;
    private final StringBuilder out;
    private final StringBuilder topics = new StringBuilder(0);

    Cleaner(String text) {
      this.text = text;
      this.out = new StringBuilder(text.length() + 8);
    }

    void run() {
      int i = 0;
      while (i < text.length()) {
        i = step(i);
      }
    }

    String result() {
      String kept = trimmed(out);
      return hasContent(kept) || topics.isEmpty() ? kept : trimmed(topics.append(' ').append(kept));
    }

    private static String trimmed(StringBuilder builder) {
      return builder.toString().strip();
    }

    private static boolean hasContent(String kept) {
      for (int i = 0; i < kept.length(); i++) {
        char c = kept.charAt(i);
        if (Character.isLetterOrDigit(c) || c >= 0x2190) {
          return true;
        }
      }
      return kept.length() > 1;
    }

    private int step(int i) {
      char c = text.charAt(i);
      if (Folding.isHan(c)) {
        int end = endOfPlatformMark(i, c);
        if (end == i) {
          out.append(Folding.simplified(c));
          end++;
        }
        return end;
      }
      int end = c < 0x80 ? ascii(i, c) : i;
      return end > i ? end : other(i);
    }

    private int endOfPlatformMark(int i, char c) {
      if (c == '回' && text.startsWith("回复@", i)) {
        return endOfName(i + 3, true);
      }
      for (String mark : PLATFORM) {
        if (mark.charAt(0) == c && text.startsWith(mark, i)) {
          return i + mark.length();
        }
      }
      return i;
    }

    /** Handles what may start a wrapper; i when it is an ordinary character. */
    private int ascii(int i, char c) {
      switch (c) {
        case 'h', 'H' -> {
          return text.regionMatches(true, i, "http://", 0, 7)
                  || text.regionMatches(true, i, "https://", 0, 8)
              ? space(endOfUrl(i))
              : i;
        }
        case 'w', 'W' -> {
          return text.regionMatches(true, i, "www.", 0, 4) ? space(endOfUrl(i)) : i;
        }
        case '/' -> {
          return text.startsWith("//@", i) ? text.length() : i;
        }
        case '.' -> {
          return domain(i);
        }
        case '@' -> {
          return mention(i);
        }
        case '#' -> {
          return topic(i);
        }
        case '{' -> {
          return text.startsWith("{%#", i) ? topicInLink(i) : i;
        }
        default -> {
          return i;
        }
      }
    }

    private int space(int end) {
      out.append(' ');
      return end;
    }

    private int endOfUrl(int i) {
      int end = i;
      while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x7F) {
        end++;
      }
      return end;
    }

    /** A name such as t.cn/x or shop.com without its scheme: taken out from its start. */
    private int domain(int i) {
      int start = startOfHost();
      if (start == out.length() || !isTopLevel(i + 1)) {
        return i;
      }
      out.setLength(start);
      return space(endOfUrl(i));
    }

    private int startOfHost() {
      int start = out.length();
      while (start > 0 && out.length() - start < MAX_HOST && isHost(out.charAt(start - 1))) {
        start--;
      }
      return start;
    }

    private static boolean isHost(char c) {
      return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
    }

    private boolean isTopLevel(int i) {
      int end = i;
      while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
        end++;
      }
      boolean path = end < text.length() && text.charAt(end) == '/';
      return switch (text.substring(i, Math.min(end, i + 5))) {
        case "com", "cn", "net", "org", "gov", "edu" -> true;
        case "ly", "co", "me", "io", "tv", "gl", "be", "uk", "cc", "gd", "fb", "it" -> path;
        default -> false;
      };
    }

    private int mention(int i) {
      if (!out.isEmpty() && isHost(out.charAt(out.length() - 1))) {
        out.setLength(startOfHost());
        return space(endOfUrl(i));
      }
      int end = endOfName(i + 1, false);
      if (end == i + 1) {
        return i;
      }
      dropForwardMark();
      return space(end);
    }

    /** RT before a mention goes with it. */
    private void dropForwardMark() {
      int end = out.length();
      while (end > 0 && out.charAt(end - 1) == ' ') {
        end--;
      }
      if (end >= 2
          && out.charAt(end - 1) == 'T'
          && out.charAt(end - 2) == 'R'
          && (end == 2 || !Character.isLetterOrDigit(out.charAt(end - 3)))) {
        out.setLength(end - 2);
      }
    }

    private int endOfName(int start, boolean colon) {
      int end = start;
      int limit = Math.min(text.length(), start + MAX_NAME);
      while (end < limit && isNameCharacter(text.charAt(end))) {
        end++;
      }
      boolean marked = end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '：');
      return marked && (colon || out.length() == 0 || out.charAt(out.length() - 1) == ' ')
          ? end + 1
          : end;
    }

    private static boolean isNameCharacter(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '·';
    }

    private int topicInLink(int i) {
      int close = text.indexOf("#%}", i);
      return close < 0 || close - i > MAX_TOPIC ? i : keepTopic(i + 3, close, close + 3);
    }

    private int topic(int i) {
      int close = text.indexOf('#', i + 1);
      if (close > i + 1 && close - i <= MAX_TOPIC && isPair(i + 1, close)) {
        return keepTopic(i + 1, close, close + 1);
      }
      int end = i + 1;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      if (end == i + 1) {
        return i;
      }
      splitWords(i + 1, end);
      return end;
    }

    private boolean isPair(int from, int to) {
      boolean han = false;
      boolean blank = false;
      for (int k = from; k < to; k++) {
        char c = text.charAt(k);
        if (c == '\n' || c == '@') {
          return false;
        }
        han |= Folding.isHan(c);
        blank |= c == ' ';
      }
      return han && !(blank && to - from > 30)
          || !blank
              && (to + 1 == text.length()
                  || !Character.isLetterOrDigit(text.charAt(to + 1))
                  || Folding.isHan(text.charAt(to + 1)));
    }

    private int keepTopic(int from, int to, int end) {
      topics.append(' ');
      for (int k = from; k < to; k++) {
        topics.append(Folding.simplified(text.charAt(k)));
      }
      out.append(' ');
      return end;
    }

    /** The words of an English hashtag: {@code #ILoveIt} says I Love It. */
    private void splitWords(int from, int to) {
      for (int k = from; k < to; k++) {
        char c = text.charAt(k);
        boolean starts =
            k > from
                && Character.isUpperCase(c)
                && (Character.isLowerCase(text.charAt(k - 1))
                    || k + 1 < to && Character.isLowerCase(text.charAt(k + 1)));
        if (starts) {
          out.append(' ');
        }
        out.append(c == '_' ? ' ' : Folding.simplified(c));
      }
    }

    private int other(int i) {
      int point = text.codePointAt(i);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else if (point == 0x2018 || point == 0x2019) {
        out.append('\'');
      } else if (point < 0x80 ? point > ' ' && point != 0x7F : !Folding.isSilent(point)) {
        out.appendCodePoint(point);
      }
      return i + Character.charCount(point);
    }
  }
}
