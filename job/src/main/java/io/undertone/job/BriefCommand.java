// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.job.console.Prose;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.brief.Brief;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the results of a database on one page. */
@Command(
    name = "brief",
    description =
        "One page in plain words: what moved and whether it is real, what comes next, who moves"
            + " with whom, how good the forecasts were, what was left out.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BriefCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin DatabaseFlags database = new DatabaseFlags();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = OptionWords.TOPIC + "; default: all of the database.")
  @Nullable String topic;

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      defaultValue = "EN",
      description = "ReportLanguage. Default: en.")
  ReportLanguage language;

  @Option(names = "--markdown", description = OptionWords.MARKDOWN + ".")
  boolean markdown;

  @Option(
      names = "--page",
      paramLabel = "URL",
      defaultValue = "report.html",
      description =
          "Where the links of --markdown go: a report or a dashboard. Default: ${DEFAULT-VALUE}.")
  String page;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ResultReader results = database.open()) {
      List<String> topics = results.topics();
      if (topic != null && !topics.contains(topic)) {
        throw UserError.usage(
            String.format(
                Locale.ROOT,
                "There is no topic '%s'; there are: %s.",
                topic,
                String.join(", ", topics)));
      }
      if (topics.isEmpty()) {
        throw UserError.failed("The database " + database.url + " holds no results yet.");
      }
      for (String one : topic == null ? topics : List.of(topic)) {
        Brief brief = Brief.of(results, one, language);
        if (markdown) {
          out.print(brief.markdown(page));
        } else {
          print(brief, out);
        }
      }
    }
    out.flush();
    return 0;
  }

  /** Prints a briefing for a terminal. */
  public static void print(Brief brief, PrintWriter out) {
    out.println();
    out.print(Prose.wrap(brief.title()));
    for (Brief.Section section : brief.sections()) {
      out.println();
      out.print(Prose.wrap(section.heading()));
      for (Brief.Sentence sentence : section.sentences()) {
        List<String> lines = Prose.lines(sentence.text(), Prose.WIDTH - 2);
        for (int i = 0; i < lines.size(); i++) {
          out.println((i == 0 ? "- " : "  ") + lines.get(i));
        }
      }
    }
  }
}
