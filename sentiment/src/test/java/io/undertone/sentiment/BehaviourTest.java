// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
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
import org.junit.jupiter.params.provider.MethodSource;
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

  private record Case(String kind, String language, String a, String b, String relation) {
    static Case of(String line) {
      String[] part = line.split("\t", -1);
      return new Case(part[0], part[1], part[2], part[3], part[4]);
    }

    boolean fails() {
      return !holds(relation, score(a), b.isEmpty() ? 0 : score(b));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cases.tsv, zh, 0.10",
    "cases.tsv, en, 0.10",
    "more.tsv, zh, 0.12",
    "more.tsv, en, 0.10",
    "wide.tsv, zh, 0.14",
    "wide.tsv, en, 0.10",
    "fresh.tsv, zh, 0.20",
    "honest.tsv, zh, 0.20",
    "last.tsv, zh, 0.20",
    "fresh.tsv, en, 0.20"
  })
  void mostCasesHold(String file, String language, double failures) throws IOException {
    List<Case> cases =
        lines("/behaviour/" + file).stream()
            .map(Case::of)
            .filter(c -> c.language().equals(language))
            .toList();
    List<Case> failed = cases.stream().filter(Case::fails).toList();
    System.out.printf(
        Locale.ROOT, "%s %s: %d of %d cases fail%n", file, language, failed.size(), cases.size());
    assertThat(failed).hasSizeLessThanOrEqualTo((int) (failures * cases.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = "en")
  void factsAreNeutral(String language) throws IOException {
    List<Case> facts = new ArrayList<>();
    for (String file : new String[] {"cases.tsv", "more.tsv", "wide.tsv", "fresh.tsv"}) {
      lines("/behaviour/" + file).stream()
          .map(Case::of)
          .filter(c -> c.kind().equals("neutral_fact") && c.language().equals(language))
          .forEach(facts::add);
    }
    assertThat(facts.stream().filter(Case::fails)).hasSizeLessThanOrEqualTo(facts.size() / 10);
  }

  /** What is added for English texts stays out of what Chinese texts are scored by. */
  @ParameterizedTest
  @ValueSource(strings = {"belter", "no crumbs", "ate and left", "P60", "world class"})
  void englishExpressionsMoveNoChineseText(String expression) {
    ScopeReader chinese = new ScopeReader(ScopeLexicon.shipped(false));
    ScopeReader english = new ScopeReader(ScopeLexicon.shipped(true));
    String text = "他昨天晚上说：" + expression;
    assertThat(english.read(text).known()).isGreaterThan(chinese.read(text).known());
    for (String word : expression.split(" ")) {
      String other = "他昨天晚上说：" + "x".repeat(word.length()) + expression.replace(word, "");
      assertThat(chinese.read(text).opinions()).isEqualTo(chinese.read(other).opinions());
    }
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

  /** Wrappers in wrappers, around words and emoji of either language. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void wrappersWithinWrappersWeighNothing(int seed) throws IOException {
    Random random = new Random(seed);
    List<String> cases = lines("/behaviour/wide.tsv");
    for (int k = 0; k < 200; k++) {
      String text = Case.of(cases.get(random.nextInt(cases.size()))).a();
      if (text.length() < 2 || text.matches("(?s).*[#@/<>\\[.:&].*")) {
        continue; // its own marks would be part of a wrapper
      }
      String wrapped = text;
      for (int layer = 0; layer < 3; layer++) {
        String name = random.nextBoolean() ? "Hater" + random.nextInt(99) : "大好人" + k;
        wrapped =
            switch (random.nextInt(4)) {
              case 0 -> "@" + name + " " + wrapped;
              case 1 -> wrapped + " @" + name;
              case 2 -> wrapped + " https://best.example.com/love/" + k;
              default -> "#太差了" + k + "# " + wrapped;
            };
      }
      assertThat(score(wrapped)).as(wrapped).isCloseTo(score(text), within(0.05));
    }
  }

  static Stream<String> templates() {
    return Stream.of("%s买了一台手机", "%s在上班", "他是%s", "%s来了", "我认识%s");
  }

  static Stream<String> englishTemplates() {
    return Stream.of(
        "%s bought a phone", "%s called", "I know %s", "My teacher is %s", "%s went to the office");
  }

  @ParameterizedTest
  @MethodSource("englishTemplates")
  void namesWeighNothing(String template) {
    groupsWeighNothing(
        template, "Mohammed", "John", "Lakisha", "Emily", "DeShawn", "Connor", "Wei", "Priya");
    groupsWeighNothing(
        template,
        "a Muslim",
        "a Christian",
        "a Jew",
        "a refugee",
        "a dentist",
        "a lesbian",
        "a cleaner",
        "a Somali");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void groupsWeighNothing(String template) {
    groupsWeighNothing(
        template, "河南人", "上海人", "东北人", "新疆人", "回族", "汉族", "藏族", "苗族", "印度人", "德国人", "韩国人", "黑人",
        "白人", "穆斯林", "基督徒", "同性恋", "农村人", "城市人", "老人", "残疾人");
  }

  private static void groupsWeighNothing(String template, String... groups) {
    double[] scores =
        Stream.of(groups)
            .mapToDouble(g -> score(String.format(Locale.ROOT, template, g)))
            .toArray();
    assertThat(DoubleStream.of(scores).max().orElse(0) - DoubleStream.of(scores).min().orElse(0))
        .as(template)
        .isLessThanOrEqualTo(0.05);
  }
}
