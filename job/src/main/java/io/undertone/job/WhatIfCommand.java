// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.answers.SpreadAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a change in one audience, or a post before it is published, would echo. */
@Command(
    name = "whatif",
    description =
        "Shows how a change in one audience spreads through the fitted influence "
            + "matrix, or with --draft what reaction a post may expect. Predictive, not "
            + "causal.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WhatIfCommand implements Callable<Integer> {
  private static final int MOST_DRAFTS = 2;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin DatabaseFlags database = new DatabaseFlags();

  @Option(
      names = "--blogger",
      paramLabel = "ID",
      description =
          OptionWords.BLOGGER
              + ": whose audience changes; or who would publish the draft, which is asked for all without"
              + " it.")
  @Nullable String blogger;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = OptionWords.TOPIC + "; default: the only one.")
  @Nullable String topic;

  @Option(
      names = "--change",
      paramLabel = "AMOUNT",
      defaultValue = "0.1",
      description = "Change of sentiment, -1 to 1. Default: ${DEFAULT-VALUE}.")
  double change;

  @Option(
      names = "--draft",
      paramLabel = "TEXT",
      description = "Text of a post that is not published yet; twice to compare two.")
  List<String> drafts = List.of();

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = OptionWords.SCORER + "; of the draft. Default: ${DEFAULT-VALUE}.")
  String scorer;

  @Override
  public Integer call() {
    if (!(change >= -1 && change <= 1)) {
      throw UserError.usage("--change is " + change + "; it must lie in [-1, 1].");
    }
    if (drafts.size() > MOST_DRAFTS || drafts.stream().anyMatch(String::isBlank)) {
      throw UserError.usage("--draft takes the text of a post, once, or twice to compare two.");
    }
    if (drafts.isEmpty() && blogger == null) {
      throw UserError.usage("Name whose audience changes with --blogger, or give a --draft.");
    }
    try (ResultReader results = database.open()) {
      TopicSummary summary = TopicSummary.of(results, topic(results));
      PrintWriter out = spec.commandLine().getOut();
      if (drafts.isEmpty()) {
        spread(out, results, summary);
      } else {
        new DraftReport(names(summary), blogger, scorer).print(out, results, summary, drafts);
      }
      out.flush();
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }

  private String topic(ResultReader results) throws IOException {
    List<String> topics = results.topics();
    if (topic != null && !topics.contains(topic)) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "There is no topic '%s'; there is %s.",
              topic,
              String.join(", ", topics)));
    }
    if (topic == null && topics.size() != 1) {
      throw UserError.usage(
          topics.isEmpty()
              ? "The database has no audience yet."
              : "Name one of the topics with --topic: " + String.join(", ", topics) + ".");
    }
    return topic != null ? topic : topics.get(0);
  }

  private void spread(PrintWriter out, ResultReader results, TopicSummary summary)
      throws IOException {
    String source = Objects.requireNonNull(blogger, "a change has a blogger");
    SpreadAnswer answer = SpreadAnswer.of(results, summary, source);
    if (answer.bloggers().isEmpty()) {
      out.println("No influence matrix has been fitted yet: too few periods.");
      return;
    }
    Map<String, String> names = names(summary);
    out.printf(
        Locale.ROOT,
        "If the sentiment of %s's audience moved by %+.2f: expected change by %s as of %s%n",
        names.getOrDefault(source, source),
        change,
        answer.model(),
        answer.asOf());
    String[] header = new String[answer.mean().length + 1];
    header[0] = "audience";
    for (int h = 0; h < answer.mean().length; h++) {
      header[h + 1] = h == 0 ? "now" : "+" + h;
    }
    TextTable table = new TextTable(header);
    for (int i = 0; i < answer.bloggers().size(); i++) {
      String[] row = new String[header.length];
      String id = answer.bloggers().get(i);
      row[0] = names.getOrDefault(id, id);
      for (int h = 0; h < answer.mean().length; h++) {
        row[h + 1] = cell(answer, h, i);
      }
      table.row(row);
    }
    out.print(table.render());
    out.println(summary.verdict().sentence());
    out.println(
        answer.intervals()
            ? "In brackets the 90 % interval of the response, from the joint uncertainty of all"
                + " weights; one that holds 0 says: nothing but noise."
            : "These weights have no intervals now: nobody can say whether this is noise.");
    out.println("Predictive, not causal.");
  }

  private String cell(SpreadAnswer answer, int h, int i) {
    String mean = String.format(Locale.ROOT, "%+.3f", change * answer.mean()[h][i]);
    if (h == 0 || !answer.intervals()) {
      return mean;
    }
    double one = change * answer.lower()[h][i];
    double other = change * answer.upper()[h][i];
    return String.format(
        Locale.ROOT, "%s (%.3f, %.3f)", mean, Math.min(one, other), Math.max(one, other));
  }

  private static Map<String, String> names(TopicSummary summary) {
    Map<String, String> names = new TreeMap<>();
    summary.audiences().forEach(a -> names.put(a.blogger(), a.name()));
    return names;
  }
}
