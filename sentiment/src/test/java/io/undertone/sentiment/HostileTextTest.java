// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTextTest {
  private static final SentimentScorer AUTO = Scorers.auto();

  static Stream<Arguments> hostileTextsInEachLanguage() {
    Stream<Named<String>> texts =
        Stream.of(
            Named.of("1 MB of a", "a".repeat(1 << 20)),
            Named.of("1 MB of 哈", "哈".repeat(1 << 20)),
            Named.of("1 MB of <", "<".repeat(1 << 20)),
            Named.of("1 MB of <a", "<a ".repeat(1 << 18)),
            Named.of("1 MB of &", "&amp;".repeat(1 << 18)),
            Named.of("1 MB of @", "@".repeat(1 << 20)),
            Named.of("1 MB of [", "[".repeat(1 << 20)),
            Named.of("1 MB of dots", ".".repeat(1 << 20)),
            Named.of("1 MB of dashes", "-".repeat(1 << 20)),
            Named.of("1 MB of apostrophes", "'".repeat(1 << 20)),
            Named.of("1 MB of digits", "1".repeat(1 << 20)),
            Named.of("1 MB of http://", "http://".repeat(1 << 17)),
            Named.of("10,000 emoji", "😂".repeat(10_000)),
            Named.of("joined emoji", "👨‍👩‍👧‍👦".repeat(2_000)),
            Named.of("lone surrogates", "a\uD83D b\uDE00 \uDE00\uD83D"),
            Named.of("right-to-left marks", "\u202Egood\u202C \u200F\u200E\u2066bad\u2069"),
            Named.of("zalgo", "g\u0300\u0301\u0302\u0489o\u0336\u0334od".repeat(500)),
            Named.of("HTML", "<div onclick=\"x()\"><b>good</b><script>alert(1)</script></div>"),
            Named.of("null bytes", "go\0od\0\0 bad\0"),
            Named.of("controls", "\u0001\u0002\u001B[31mgood\u0007"),
            Named.of("a sentence of 5,000 words", "good and bad words ".repeat(1_250)),
            Named.of("byte order mark", "\uFEFFgood"),
            Named.of("private use", "\uE000\uE001\uF8FF"),
            Named.of("ideographic spaces", "\u3000\u3000真好\u3000"),
            Named.of("quotes", "\"'\u201C\u2018\u300C".repeat(300)));
    return texts.flatMap(
        text -> Stream.of(Language.ZH, Language.EN).map(language -> Arguments.of(text, language)));
  }

  @BeforeAll
  static void warmUp() {
    AUTO.score("好", Language.ZH);
    AUTO.score("good", Language.EN);
  }

  @ParameterizedTest
  @MethodSource("hostileTextsInEachLanguage")
  void hostileTextGetsAScoreSoon(String text, Language language) {
    Score score =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> AUTO.score(text, language));
    assertThat(score.positive()).isBetween(0.0, 1.0);
    assertThat(AUTO.score(text, language)).isEqualTo(score);
  }

  @ParameterizedTest
  @MethodSource("hostileTextsInEachLanguage")
  void hostileTextCanBeExplained(String text, Language language) {
    assertThat(AUTO.explain(text, language, 3)).hasSizeLessThanOrEqualTo(3);
  }
}
