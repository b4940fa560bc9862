// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts to score: the lines of a file of the user's own, or made of phrases. */
final class SentimentTexts {
  private static final int COUNT = 4_096;
  private static final String[] CHINESE = {
    "这次的新机", "真的很不错", "续航有点差", "期待发布会", "价格太贵了", "支持国产", "[doge]", "系统越来越卡", "拍照效果惊艳", "，", "。",
    "！", "华为", "不如上一代", "哈哈哈", "mate60", "已经下单", "客服态度差", "👍", "什么时候有货"
  };
  private static final String[] ENGLISH = {
    "the new phone",
    "is really great",
    "but",
    "the battery dies too fast",
    ".",
    "!",
    "I love it",
    ":)",
    "not worth the price",
    "can't wait",
    "so disappointed",
    "@someone",
    "#launch",
    "looks like",
    "my old one",
    "LOL",
    "😂",
    "best camera ever",
    "customer service was awful",
    "and"
  };

  private SentimentTexts() {}

  static String[] chinese() {
    return texts("zh", CHINESE, "", 5);
  }

  static String[] english() {
    return texts("en", ENGLISH, " ", 6);
  }

  /** Lines of the file that the system property names; phrases when it names none. */
  private static String[] texts(String property, String[] phrases, String between, int each) {
    String file = System.getProperty(property);
    if (file != null) {
      try {
        return Files.readAllLines(Path.of(file)).toArray(String[]::new);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Random random = new Random(1);
    String[] texts = new String[COUNT];
    for (int i = 0; i < COUNT; i++) {
      List<String> parts = new ArrayList<>();
      for (int k = 0; k < each; k++) {
        parts.add(phrases[random.nextInt(phrases.length)]);
      }
      texts[i] = String.join(between, parts);
    }
    return texts;
  }
}
