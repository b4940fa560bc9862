// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefTest {
  private static final String HOSTILE = "{0} <img src=x> `[a](b)`";

  @TempDir Path directory;

  @Test
  void everyQuestionIsAnsweredInBothLanguages() throws IOException {
    List<Findings> findings = SampleResults.huawei(17).findings();
    Brief english = brief(findings, Language.EN);
    assertThat(english.title()).startsWith("Briefing: huawei, until ");
    assertThat(english.sections())
        .extracting(Brief.Section::heading)
        .containsExactly(
            "What moved, and is it real?",
            "What comes next?",
            "Who moves with whom?",
            "How good were the forecasts?",
            "What was left out?");
    assertThat(texts(english))
        .anyMatch(
            text -> text.equals("1 of 42 tested edges are confirmed: predictive, not causal."))
        .anyMatch(text -> text.startsWith("1783497251 moves before 2022252207: weight 0.25"))
        .noneMatch(text -> text.contains("5821279480 moves before"));
    Brief chinese = brief(findings, Language.ZH);
    assertThat(chinese.sections()).hasSize(5);
    assertThat(texts(chinese)).hasSameSizeAs(texts(english)).allMatch(text -> text.endsWith("。"));
    for (Brief brief : List.of(english, chinese)) {
      assertThat(brief.sections()).allMatch(section -> !section.sentences().isEmpty());
      assertThat(brief.sections())
          .flatExtracting(Brief.Section::sentences)
          .allMatch(sentence -> sentence.link().startsWith("#/"));
    }
  }

  @Test
  void aNameIsTextWhateverItIsMadeOf() throws IOException {
    Brief brief = brief(SampleResults.huawei(17).findings(), Language.EN);
    assertThat(texts(brief)).anyMatch(text -> text.contains(HOSTILE));
    assertThat(brief.markdown("report.html"))
        .contains("\\<img src=x\\>")
        .doesNotContain(" <img")
        .contains("(report.html#/models)");
    assertThat(brief.markdown("")).doesNotContain("[→]");
  }

  @Test
  void nothingClosedYetIsSaid() throws IOException {
    assertThat(texts(brief(SampleResults.huawei(1).findings(), Language.EN)))
        .contains("No period is closed yet, so there is nothing to tell.");
  }

  private static List<String> texts(Brief brief) {
    return brief.sections().stream()
        .flatMap(section -> section.sentences().stream())
        .map(Brief.Sentence::text)
        .toList();
  }

  private Brief brief(List<Findings> findings, Language language) throws IOException {
    Path file = directory.resolve(language + ".db");
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      database.writeMeta(Map.of(ResultReader.BLOGGER_NAME + "7239083016", HOSTILE));
      for (Findings one : findings) {
        database.write(one);
      }
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      return Brief.of(results, "huawei", language);
    }
  }
}
