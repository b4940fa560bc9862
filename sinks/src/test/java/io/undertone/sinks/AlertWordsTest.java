// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Alert;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.AlertWords;
import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertWordsTest {
  private static final List<String> OF_ALL =
      List.of("topic", "blogger", "period_start", "period_end", "kind", "size", "evidence");

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void anAlertFillsTheColumnsOfItsKindAndNoOthers(AlertKind kind) throws Exception {
    Alert alert = alert(kind);
    List<String> filled = new ArrayList<>();
    for (Column column : ResultTable.ALERT.columns()) {
      if (!column.component().isEmpty() && !OF_ALL.contains(column.name())) {
        Object value = Alert.class.getMethod(column.component()).invoke(alert);
        if (value != null && column.nullable()) {
          filled.add(column.name());
        }
      }
    }
    assertThat(filled).containsExactlyInAnyOrderElementsOf(kind.columns());
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void everyNumberIsSaidInBothLanguages(AlertKind kind) {
    TreeSet<String> said = new TreeSet<>(kind.columns());
    said.addAll(
        kind == AlertKind.SURPRISE || kind == AlertKind.SCORER_CHANGE
            ? List.of()
            : List.of("size"));
    for (ReportLanguage language : ReportLanguage.values()) {
      String words = AlertWords.phrase(kind, AlertWords.What.WORDS, language);
      Matcher places = Pattern.compile("\\{(\\w+)").matcher(words);
      assertThat(places.results().map(place -> place.group(1)))
          .containsExactlyInAnyOrderElementsOf(said);
    }
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void sentencesAreWholeInBothLanguages(AlertKind kind) {
    Alert alert = alert(kind);
    String english =
        AlertWords.sentence(alert, name -> name.toUpperCase(Locale.ROOT), ReportLanguage.EN);
    String chinese =
        AlertWords.sentence(alert, name -> name.toUpperCase(Locale.ROOT), ReportLanguage.ZH);
    assertThat(english).endsWith(".").doesNotContain("–", "null");
    assertThat(alert.evidence())
        .as("for those who read a table: names as they are in the other columns")
        .isEqualTo(AlertWords.sentence(alert, name -> name, ReportLanguage.EN));
    assertThat(chinese).endsWith("。").doesNotContain("–", "null", "旧记录");
    for (String words :
        List.of(
            AlertWords.phrase(kind, AlertWords.What.NAME, ReportLanguage.ZH),
            AlertWords.phrase(kind, AlertWords.What.TODO, ReportLanguage.ZH))) {
      assertThat(words).matches("[^A-Za-z]+");
    }
    assertThat(AlertWords.phrase(kind, AlertWords.What.TODO, ReportLanguage.EN)).endsWith(".");
  }

  @Test
  void numbersAndNamesStandWhereTheyBelong() {
    assertThat(
            AlertWords.sentence(
                alert(AlertKind.INFLUENCE_CHANGE), name -> "<" + name + ">", ReportLanguage.EN))
        .isEqualTo(
            "A memory of f = 0.96 predicts better than the whole record, whose share is 0.013. The"
                + " weight of <ann> on <Q & <b>> changed most, by 0.34.");
    assertThat(AlertWords.sentence(alert(AlertKind.SCORER_CHANGE), name -> name, ReportLanguage.EN))
        .as("a name is text whatever it is made of")
        .contains("by en-lexicon + {value:3} now");
    assertThat(AlertWords.sentence(alert(AlertKind.DATA_GAP), name -> name, ReportLanguage.ZH))
        .isEqualTo("连续 3 个时段没有帖子；此前 1,400 个时段中有 1,234 个有帖子。");
  }

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void aRowOlderThanItsNumbersKeepsItsSentenceAndIsMarked(AlertKind kind) {
    Alert old = SampleAlerts.old(SampleResults.huawei(2).findings().get(0), kind, "", "It is so.");
    assertThat(AlertWords.sentence(old, name -> name, ReportLanguage.EN)).isEqualTo("It is so.");
    assertThat(AlertWords.sentence(old, name -> name, ReportLanguage.ZH))
        .isEqualTo("It is so.（旧记录，只有英文。）");
  }

  private static Alert alert(AlertKind kind) {
    var period = SampleResults.huawei(2).findings().get(0);
    return SampleAlerts.of(kind, "huawei", "ann", period.periodStart(), period.periodEnd());
  }
}
