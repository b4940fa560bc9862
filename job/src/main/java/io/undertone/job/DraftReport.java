// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.answers.DraftAnswer;
import io.undertone.sinks.dashboard.DraftScorer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what to expect of posts like one or two drafts. */
final class DraftReport {
  private final Map<String, String> names;
  private final @Nullable String blogger;
  private final DraftScorer scorer;

  /**
   * @param names of bloggers by id
   * @param blogger who would publish it; null for all
   * @param scorer name of what scores the draft
   */
  DraftReport(Map<String, String> names, @Nullable String blogger, String scorer) {
    this.names = names;
    this.blogger = blogger;
    this.scorer = Dashboards.drafts(scorer, Environment.contentSalt());
  }

  void print(PrintWriter out, ResultReader results, TopicSummary summary, List<String> drafts)
      throws IOException {
    requireSalt(results);
    List<DraftAnswer.Asked> asked =
        drafts.stream().map(text -> new DraftAnswer.Asked(text, scorer.score(text))).toList();
    DraftAnswer answer = DraftAnswer.of(results, summary.topic(), asked, blogger, scorer.salt());
    requireAudiences(answer, summary);
    for (int k = 0; k < drafts.size(); k++) {
      DraftAnswer.Draft draft = answer.drafts().get(k);
      out.printf(
          Locale.ROOT,
          "Posts like %s, as of %s.%nIts own sentiment is %.2f (scorer %s).%n",
          drafts.size() == 1 ? "the draft" : "draft " + (k + 1),
          answer.asOf(),
          draft.score(),
          scorer.name());
      table(out, draft);
      words(out, answer, draft);
      out.println();
    }
    if (!answer.differences().isEmpty()) {
      differences(out, answer.differences());
    }
    out.println("Expected sentiment = audience + score of the post + its words, cut to 0 to 1.");
    out.println("Said of posts like this one. Predictive, not causal.");
  }

  private void differences(PrintWriter out, List<DraftAnswer.Difference> differences) {
    TextTable table =
        new TextTable("draft 1 less draft 2", "difference", "95 %", "is it real?", "1 gets more");
    for (DraftAnswer.Difference one : differences) {
      table.row(
          names.getOrDefault(one.blogger(), one.blogger()),
          String.format(Locale.ROOT, "%+.3f", one.difference()),
          String.format(Locale.ROOT, "%+.3f to %+.3f", one.lower95(), one.upper95()),
          one.noise() ? "nothing but noise" : one.difference() > 0 ? "1 is better" : "2 is better",
          String.format(Locale.ROOT, "%.0f %%", 100 * one.better()));
    }
    out.print(table.render());
    out.println("Interval and chance are those of one post of each kind.");
    out.println();
  }

  private void requireSalt(ResultReader results) throws IOException {
    String learnt = results.meta().getOrDefault(UndertoneOptions.CONTENT_SALT.key(), "none");
    if (!learnt.equals("none") && scorer.salt().isEmpty()) {
      throw UserError.failed(
          "The words of these posts were hashed with a secret; set "
              + UndertoneOptions.CONTENT_SALT.environmentVariable()
              + " to the one that the job had.");
    }
  }

  private void requireAudiences(DraftAnswer answer, TopicSummary summary) {
    if (answer.asOf() == null) {
      throw UserError.failed(
          "Nothing has been learnt of posts yet: the database was written before drafts could be"
              + " asked about, or no period has closed.");
    }
    if (answer.drafts().get(0).audiences().isEmpty()) {
      throw UserError.failed(
          String.format(
              Locale.ROOT,
              "For '%s' there is no forecast yet; known: %s.",
              blogger,
              summary.audiences().stream()
                  .map(TopicSummary.Audience::blogger)
                  .collect(Collectors.joining(", "))));
    }
  }

  private void table(PrintWriter out, DraftAnswer.Draft draft) {
    TextTable table =
        new TextTable("blogger", "expected", "80 %", "95 %", "audience", "score", "words");
    for (DraftAnswer.Audience one : draft.audiences()) {
      table.row(
          names.getOrDefault(one.blogger(), one.blogger()),
          String.format(Locale.ROOT, "%.2f", one.expected()),
          String.format(Locale.ROOT, "%.2f to %.2f", one.lower80(), one.upper80()),
          String.format(Locale.ROOT, "%.2f to %.2f", one.lower95(), one.upper95()),
          String.format(Locale.ROOT, "%.2f", one.audience()),
          String.format(Locale.ROOT, "%+.3f", one.byScore()),
          String.format(Locale.ROOT, "%+.3f", one.byText()));
    }
    out.print(table.render());
  }

  private void words(PrintWriter out, DraftAnswer answer, DraftAnswer.Draft draft) {
    if (!answer.words()) {
      out.println("No words of posts have been learnt: the posts came without texts.");
      return;
    }
    for (DraftAnswer.Audience one : draft.audiences()) {
      if (!one.moving().isEmpty()) {
        out.printf(
            Locale.ROOT,
            "Words that move it most, %s:%n",
            names.getOrDefault(one.blogger(), one.blogger()));
        one.moving()
            .forEach(word -> out.printf(Locale.ROOT, "  %s %+.3f%n", word.word(), word.effect()));
      }
    }
  }
}
