// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits one model to a table of sentiment, without any stream. */
@Command(
    name = "fit",
    description =
        "Fits one model to a table period,blogger,sentiment[,variance] and prints what "
            + "it found. The audience_sentiment.csv of a replay can be given as it is.",
    mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "SERIES.csv", description = "The table; an empty sentiment is missing.")
  Path series;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      completionCandidates = ModelNames.class,
      description = OptionWords.MODEL + ", one of ${COMPLETION-CANDIDATES}.")
  String model;

  @Option(names = "--json", description = "Prints one JSON object and nothing else.")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = OptionWords.OUT + ", then also fit.json, influence.csv and forecast.csv.")
  @Nullable Path out;

  /** Names for help and completion. */
  static final class ModelNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Models.NAMES.iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    OpinionModel chosen = model();
    SentimentSeries observed = SeriesFile.read(series);
    FitOutcome outcome = chosen.fit(observed);
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.println(FitReport.json(outcome));
    } else {
      stdout.print(FitReport.text(outcome, observed));
    }
    stdout.flush();
    if (out != null) {
      Files.createDirectories(out);
      FitReport.write(outcome, out);
    }
    return outcome instanceof FitOutcome.Failed ? 1 : 0;
  }

  private OpinionModel model() {
    try {
      return Models.byName(model);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(String.valueOf(e.getMessage()));
    }
  }
}
