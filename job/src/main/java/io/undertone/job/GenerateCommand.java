// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.generate.GeneratedSuite;
import io.undertone.generate.Suite;
import io.undertone.generate.SuiteOptions;
import io.undertone.generate.SuiteOptions.TextLanguage;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a comment stream whose truth is known. */
@Command(
    name = "generate",
    description =
        "Makes a data set of comments from a known model, with the true parameters in "
            + "truth.json, ready for `undertone replay`.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      completionCandidates = SuiteNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String suite;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = OptionWords.OUT + ", the data set. Default: undertone-out/SUITE.")
  @Nullable Path out;

  @Option(
      names = {"--audiences", "--bloggers"},
      paramLabel = "N",
      defaultValue = "7",
      description = "Bloggers and their audiences, 3 to 1000. Default: ${DEFAULT-VALUE}.")
  int bloggers;

  @Option(
      names = "--periods",
      paramLabel = "T",
      defaultValue = "120",
      description = "Periods of the stream, 3 to 100000. Default: ${DEFAULT-VALUE}.")
  int periods;

  @Option(
      names = "--noise",
      paramLabel = "SD",
      defaultValue = "0.04",
      description =
          "Standard deviation of one period's innovation, 0 to 0.2. Default: ${DEFAULT-VALUE}.")
  double noise;

  @Option(
      names = "--posts",
      paramLabel = "N",
      defaultValue = "8",
      description = "Mean posts of a blogger in a period. Default: ${DEFAULT-VALUE}.")
  int posts;

  @Option(
      names = "--comments",
      paramLabel = "N",
      defaultValue = "15",
      description = "Mean comments under a post. Default: ${DEFAULT-VALUE}.")
  int comments;

  @Option(
      names = "--period-days",
      paramLabel = "N",
      defaultValue = "1",
      description = "Days in a period, 1 to 31. Default: ${DEFAULT-VALUE}.")
  int periodDays;

  @Option(
      names = "--text",
      paramLabel = "LANGUAGE",
      defaultValue = "none",
      description = "none (scores), zh, en or mixed: comments as text. Default: ${DEFAULT-VALUE}.")
  TextLanguage text;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "undertone",
      description =
          OptionWords.FORMAT
              + ": undertone, or mediacrawler-weibo (posts and comments apart; needs --text). Default:"
              + " ${DEFAULT-VALUE}.")
  String format;

  @Option(
      names = "--strength",
      paramLabel = "W",
      description =
          "Weight of every edge of delayed-private, 0.05 to 0.5; the periods that the planner"
              + " expects it to need are printed. Default: 0.25.")
  @Nullable Double strength;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = OptionWords.SEED + "; same seed, same stream. Default: ${DEFAULT-VALUE}.")
  long seed;

  /** Names for help and completion. */
  static final class SuiteNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Suite.labels().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Suite chosen;
    SuiteOptions options;
    try {
      chosen = Suite.of(suite);
      options =
          new SuiteOptions(
              bloggers,
              periods,
              noise,
              posts,
              comments,
              periodDays,
              text,
              strength == null ? SuiteOptions.DEFAULT_STRENGTH : strength,
              seed);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(String.valueOf(e.getMessage()));
    }
    if (strength != null && chosen != Suite.DELAYED_PRIVATE) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "--strength is of delayed-private alone; the edges of %s are drawn at random.",
              chosen.label()));
    }
    Path directory = out != null ? out : Path.of("undertone-out").resolve(chosen.label());
    GeneratedSuite generated = GeneratedSuite.of(chosen, options);
    long written = write(generated, directory);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.printf(Locale.ROOT, "%,d comments of %s in %s%n", written, chosen.label(), directory);
    if (chosen == Suite.DELAYED_PRIVATE) {
      stdout.println(plan(generated.periodsNeeded(), options));
    }
    stdout.printf(Locale.ROOT, "Try: undertone replay %s%n", directory);
    stdout.flush();
    return 0;
  }

  private static String plan(@Nullable Long needed, SuiteOptions options) {
    return needed == null
        ? "Noise hides the edges: give more --posts, more --comments or more --noise of the"
            + " opinions."
        : String.format(
            Locale.ROOT,
            "An edge of weight %.2f is confirmed after about %d periods, the planner expects; there"
                + " are %d.",
            options.strength(),
            needed,
            options.periods());
  }

  private long write(GeneratedSuite generated, Path directory) throws IOException {
    switch (format) {
      case "undertone":
        return generated.writeTo(directory);
      case "mediacrawler-weibo":
        if (text == TextLanguage.NONE) {
          throw UserError.usage("A crawl holds texts: add --text zh, --text en or --text mixed.");
        }
        return generated.writeCrawlTo(directory);
      default:
        throw UserError.usage(
            String.format(
                Locale.ROOT,
                "--format is '%s'; it must be undertone or mediacrawler-weibo.",
                format));
    }
  }
}
