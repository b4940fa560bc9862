// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.brief;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.sinks.ModelNames;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One page in plain words about a topic: what moved and whether that is real, what comes next, who
 * moves with whom, what needs a look, how good the forecasts were, what was left out. Made by rules
 * from the result tables; every sentence has its number and the place where that is shown.
 *
 * @param title what it is about, until when
 * @param sections in the order above
 */
public record Brief(String title, List<Section> sections) {

  /** Sentences under a question. */
  public record Section(String heading, List<Sentence> sentences) {}

  /**
   * One sentence.
   *
   * @param text plain words
   * @param link where the page shows the number, such as {@code #/models}
   */
  public record Sentence(String text, String link) {}

  /** Collects phrases, to be said in one language. */
  static final class Builder {
    private final ReportLanguage language;
    private final List<Section> sections = new ArrayList<>();

    Builder(ReportLanguage language) {
      this.language = language;
    }

    ReportLanguage language() {
      return language;
    }

    void section(Phrase heading) {
      sections.add(new Section(say(heading), new ArrayList<>()));
    }

    void add(String link, Phrase phrase, String... values) {
      sections.get(sections.size() - 1).sentences().add(new Sentence(say(phrase, values), link));
    }

    String say(Phrase phrase, String... values) {
      return phrase.in(language, List.of(values));
    }

    /** What a model is called. */
    String model(String id) {
      return ModelNames.of(id).in(language);
    }

    Brief build(String title) {
      return new Brief(title, sections);
    }
  }

  /** Reads a topic and tells it. */
  public static Brief of(ResultReader results, String topic, ReportLanguage language)
      throws IOException {
    return new BriefRules(results, TopicSummary.of(results, topic), language).brief();
  }

  /**
   * The page as Markdown.
   *
   * @param page address that links go to, such as {@code report.html}; empty leaves links out
   */
  public String markdown(String page) {
    StringBuilder out = new StringBuilder("# ").append(escaped(title)).append('\n');
    for (Section section : sections) {
      out.append("\n## ").append(section.heading()).append("\n\n");
      for (Sentence sentence : section.sentences()) {
        out.append("- ").append(escaped(sentence.text()));
        out.append(page.isEmpty() ? "" : " [→](" + page + sentence.link() + ")").append('\n');
      }
    }
    return out.toString();
  }

  /** Names of bloggers are text, whatever they are made of. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1");
  }
}
