// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  private static final Pattern PLACE = Pattern.compile("\\{[^}]*\\}");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  @ParameterizedTest
  @EnumSource(Refusal.Kind.class)
  void bothLanguagesTellTheSame(Refusal.Kind kind) {
    assertThat(places(kind.chinese())).isEqualTo(places(kind.english()));
    assertThat(CHINESE.matcher(kind.chinese()).find() || kind == Refusal.Kind.AT).isTrue();
  }

  @Test
  void aSentenceHasItsValuesAndItsPart() {
    Refusal refusal =
        Refusal.with(
            Refusal.Kind.AT,
            Refusal.with(
                Refusal.Kind.VALUE,
                Refusal.of(Refusal.Kind.RULE_RANGE, "1.0", "5.0"),
                "score",
                "$1 {0} \\"),
            "comments[3]");
    assertThat(refusal.text())
        .isEqualTo("comments[3]: score is '$1 {0} \\'; it must be a number from 1.0 to 5.0.");
  }

  @Test
  void codeIsJsonWithoutWhatIsEmpty() throws Exception {
    Refusal refusal =
        Refusal.with(
            Refusal.Kind.VALUE, Refusal.of(Refusal.Kind.RULE_UNIT), "score", "\"<\n\u0000中");
    assertThat(new ObjectMapper().readTree(refusal.json()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"kind\":\"value\",\"values\":[\"score\",\"\\\"<\\n\\u0000中\"],"
                        + "\"part\":{\"kind\":\"rule_unit\"}}"));
  }

  @ParameterizedTest
  @EnumSource(Refusal.Kind.class)
  void itsJsonIsReadAsItWas(Refusal.Kind kind) {
    Refusal refusal =
        Refusal.with(kind, Refusal.of(Refusal.Kind.RULE_RANGE, "\"0\"", "中"), "a", "b\n", "c", "d");
    assertThat(Refusal.parse(refusal.json())).isEqualTo(refusal);
  }

  @Test
  void refusalsAreCountedTogetherByFieldAndRuleWhateverTheirValues() {
    assertThat(value("score", "7", Refusal.Kind.RULE_UNIT).group())
        .isEqualTo(value("score", "it's 'x'", Refusal.Kind.RULE_UNIT).group())
        .isNotEqualTo(value("likes", "7", Refusal.Kind.RULE_UNIT).group())
        .isNotEqualTo(value("score", "7", Refusal.Kind.RULE_COUNT).group());
    assertThat(Refusal.of(Refusal.Kind.COLUMNS, "2", "6").group())
        .isEqualTo(Refusal.of(Refusal.Kind.COLUMNS, "3", "6").group());
  }

  private static Refusal value(String field, String given, Refusal.Kind rule) {
    return Refusal.with(Refusal.Kind.VALUE, Refusal.of(rule), field, given);
  }

  private static Set<String> places(String sentence) {
    return PLACE
        .matcher(sentence)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
