// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    Brief english = brief(findings, ReportLanguage.EN);
    assertThat(english.title()).startsWith("Briefing: huawei, until ");
    assertThat(english.sections())
        .extracting(Brief.Section::heading)
        .containsExactly(
            "What moved, and is it real?",
            "What comes next?",
            "Who moves with whom?",
            "What needs a look?",
            "How good were the forecasts?",
            "What was left out?");
    assertThat(texts(english))
        .anyMatch(
            text -> text.equals("1 of 42 tested edges are confirmed: predictive, not causal."))
        .anyMatch(text -> text.startsWith("1 edge(s) show in what was heard and are explained by"))
        .anyMatch(text -> text.startsWith("1783497251 moves before 2022252207: weight 0.25"))
        .noneMatch(text -> text.contains("5821279480 moves before"));
    Brief chinese = brief(findings, ReportLanguage.ZH);
    assertThat(chinese.sections()).hasSize(6);
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
    Brief brief = brief(SampleResults.huawei(17).findings(), ReportLanguage.EN);
    assertThat(texts(brief)).anyMatch(text -> text.contains(HOSTILE));
    assertThat(brief.markdown("report.html"))
        .contains("\\<img src=x\\>")
        .doesNotContain(" <img")
        .contains("(report.html#/models)");
    assertThat(brief.markdown("")).doesNotContain("[→]");
  }

  @Test
  void aGainIsRealOnlyBeyondWhatChanceGivesTheBestOfAllModels() throws IOException {
    List<Findings> findings = SampleResults.huawei(17).findings();
    assertThat(texts(brief(scored(findings, .1, .03), ReportLanguage.EN)))
        .anyMatch(
            text -> text.contains("± ") && text.contains("no better than the simple baseline"))
        .noneMatch(text -> text.contains("real gain"));
    assertThat(texts(brief(scored(findings, .1, .01), ReportLanguage.EN)))
        .anyMatch(text -> text.endsWith("allowing for the choice among 13): a real gain."));
    assertThat(texts(brief(scored(findings.subList(0, 5), .1, .01), ReportLanguage.EN)))
        .anyMatch(text -> text.contains("too few periods are scored"));
  }

  /** Thirteen models with the same skill, as of the last closed period. */
  private static List<Findings> scored(List<Findings> findings, double skill, double error) {
    List<Findings> all = new ArrayList<>(findings);
    int last = findings.size() - 1;
    while (findings.get(last).modelScores().isEmpty()) {
      last--;
    }
    Findings f = findings.get(last);
    ModelScore one = f.modelScores().get(0);
    List<ModelScore> scores = new ArrayList<>();
    for (int m = 0; m < 13; m++) {
      String name = "model-" + m;
      scores.add(
          new ModelScore(
              f.topic(), one.asOf(), name, one.n(), .1, .08, 1.0, .8, .95, skill, error, 0));
    }
    all.set(last, f.but().modelScores(scores).build());
    return all;
  }

  @Test
  void nothingClosedYetIsSaid() throws IOException {
    assertThat(texts(brief(SampleResults.huawei(1).findings(), ReportLanguage.EN)))
        .contains("No period is closed yet, so there is nothing to tell.");
  }

  private static List<String> texts(Brief brief) {
    return brief.sections().stream()
        .flatMap(section -> section.sentences().stream())
        .map(Brief.Sentence::text)
        .toList();
  }

  private Brief brief(List<Findings> findings, ReportLanguage language) throws IOException {
    Path file = Files.createTempDirectory(directory, "brief").resolve("results.db");
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
