// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scores must do whatever they were trained on. */
class BehaviourTest {
  private static final SentimentScorer AUTO = Scorers.auto();
  private static final double CLOSE = 0.10;
  private static final double APART = 0.02;

  private static double score(String text) {
    return AUTO.score(text).positive();
  }

  /** Relations are those of the header in the file of cases. */
  private static boolean holds(String relation, double a, double b) {
    return switch (relation) {
      case ">" -> a >= b + APART;
      case "+-" -> a >= b + APART && a > 0.5 && b < 0.5;
      case "~" -> Math.abs(a - b) <= CLOSE;
      case ">=" -> a >= b - APART;
      case "0" -> a >= 0.35 && a <= 0.65;
      case "+" -> a > 0.52;
      case "-" -> a < 0.48;
      default -> throw new IllegalArgumentException(relation);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "cases.tsv, zh, 0.15",
    "cases.tsv, en, 0.10",
    "more.tsv, zh, 0.20",
    "more.tsv, en, 0.15",
    "wide.tsv, zh, 0.27",
    "wide.tsv, en, 0.23"
  })
  void mostCasesHold(String file, String language, double failures) throws IOException {
    List<String> failed = new ArrayList<>();
    int cases = 0;
    for (String line : lines("/behaviour/" + file)) {
      String[] part = line.split("\t", -1);
      if (part[1].equals(language)) {
        cases++;
        double a = score(part[2]);
        double b = part[3].isEmpty() ? 0 : score(part[3]);
        if (!holds(part[4], a, b)) {
          failed.add(
              String.format(
                  Locale.ROOT,
                  "%s: %s %.2f | %s %.2f %s",
                  part[0],
                  part[2],
                  a,
                  part[3],
                  b,
                  part[4]));
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "%s %s: %d of %d cases fail%n", file, language, failed.size(), cases);
    assertThat(failed).hasSizeLessThanOrEqualTo((int) (failures * cases));
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = BehaviourTest.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "太难用了",
        "非常满意",
        "这手机真好用",
        "一般",
        "今天星期三",
        "信号老是断",
        "支持",
        "没意思",
        "想买",
        "I love this phone",
        "bad phone",
        "it is okay",
        "never again",
        "the meeting is at noon"
      })
  void wrappersWeighNothing(String text) {
    double bare = score(text);
    Random random = new Random(text.hashCode());
    boolean english = text.charAt(0) < 0x80;
    for (int k = 0; k < 200; k++) {
      String name = english ? "user" + random.nextInt(1000) : "用户" + random.nextInt(1000);
      String wrapped =
          switch (random.nextInt(english ? 5 : 8)) {
            case 0 -> "@" + name + " " + text;
            case 1 -> text + " @" + name;
            case 2 -> text + " https://t.co/" + Integer.toString(random.nextInt(1 << 30), 36);
            case 3 -> text + (english ? " #phone #tech" + random.nextInt(9) : "。");
            case 4 -> (english ? "RT @" + name + ": " : "回复@" + name + ":") + text;
            case 5 -> "#华为发布会" + random.nextInt(9) + "# " + text;
            case 6 -> text + " //@" + name + ": 转发微博";
            default -> text + " 网页链接";
          };
      assertThat(score(wrapped)).as(wrapped).isBetween(bare - 0.05, bare + 0.05);
    }
  }

  static Stream<String> templates() {
    return Stream.of("%s买了一台手机", "%s在上班", "他是%s", "%s来了", "我认识%s");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("templates")
  void groupsWeighNothing(String template) {
    String[] groups = {
      "河南人", "上海人", "东北人", "新疆人", "回族", "汉族", "藏族", "苗族", "印度人", "德国人", "韩国人", "黑人", "白人", "穆斯林",
      "基督徒", "同性恋", "农村人", "城市人", "老人", "残疾人"
    };
    double[] scores =
        Stream.of(groups)
            .mapToDouble(g -> score(String.format(Locale.ROOT, template, g)))
            .toArray();
    assertThat(DoubleStream.of(scores).max().orElse(0) - DoubleStream.of(scores).min().orElse(0))
        .as(template)
        .isLessThanOrEqualTo(0.05);
  }
}
