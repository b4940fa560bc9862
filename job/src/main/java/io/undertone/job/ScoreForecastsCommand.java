// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.evaluate.ForwardScores;
import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.job.console.Cells;
import io.undertone.job.console.Prose;
import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.CsvExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores anybody's forecasts beside our models. */
@Command(
    name = "score-forecasts",
    description =
        "Scores forecasts that were made elsewhere, in Python or R, in the same table as our models: "
            + "each against the best of the four baselines on the same audiences and periods.",
    mixinStandardHelpOptions = true)
final class ScoreForecastsCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FORECASTS.csv",
      description =
          "period,blogger,mean[,standard_error or variance][,made][,model]; made is the last period "
              + "that was known, without it the one before.")
  Path forecasts;

  @Option(
      names = "--series",
      paramLabel = "SERIES.csv",
      required = true,
      description =
          "What came true: period,blogger,sentiment, or a replay's audience_sentiment.csv.")
  Path series;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "yours",
      description =
          OptionWords.MODEL_NAME + ", for rows that name none; default: ${DEFAULT-VALUE}.")
  String name;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "undertone",
      completionCandidates = FitCommand.ModelNames.class,
      description =
          OptionWords.MODEL
              + ": of ours that are beside it; may be repeated. Default: ${DEFAULT-VALUE}.")
  List<String> models = List.of();

  @Option(
      names = {"--csv", "--out"},
      paramLabel = "FILE.csv",
      description = "Also writes the table there.")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    SeriesFile.Table table = SeriesFile.table(series);
    ForecastFile.Forecasts read = ForecastFile.read(forecasts, table, name);
    List<ForecastCase> cases = read.cases();
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(
        Prose.wrap(
            String.format(
                Locale.ROOT,
                "%d forecasts read, %d of them with an outcome in %s.",
                read.rows(),
                cases.size(),
                series)));
    if (cases.isEmpty()) {
      throw UserError.failed(
          "No forecast can be scored: the series has no value in any period that was forecast.");
    }
    int first = cases.stream().mapToInt(ForecastCase::cutoff).min().orElseThrow();
    int horizon = cases.stream().mapToInt(ForecastCase::horizon).max().orElseThrow();
    List<ForwardScores.Row> rows =
        ForwardScores.of(table.series(), ours(cases), first, horizon, cases);
    stdout.print(text(rows));
    stdout.println(
        Prose.wrap(
            "Skill: 1 - RMSE / RMSE of the best baseline on the same audiences and periods, with half of"
                + " its 95 % interval; below 0 is worse. Each model is scored where it and all four"
                + " baselines had a forecast."));
    stdout.flush();
    if (out != null) {
      Files.writeString(out, csv(rows));
    }
    return 0;
  }

  private List<OpinionModel> ours(List<ForecastCase> cases) {
    List<OpinionModel> ours = new ArrayList<>();
    for (String model : models) {
      try {
        ours.add(Models.byName(model));
      } catch (IllegalArgumentException e) {
        throw UserError.usage(String.valueOf(e.getMessage()));
      }
    }
    for (ForecastCase foreign : cases) {
      if (Models.NAMES.contains(foreign.model())) {
        throw UserError.failed(
            "The forecasts are called '"
                + foreign.model()
                + "', as one of our models is; give them a name of their own.");
      }
    }
    return ours;
  }

  private static String text(List<ForwardScores.Row> rows) {
    TextTable table =
        new TextTable("model", "ahead", "n", "RMSE", "skill", "+-", "in 80 %", "in 95 %");
    for (ForwardScores.Row row : rows) {
      Accuracy score = row.score();
      table.row(
          row.model(),
          Integer.toString(row.horizon()),
          Integer.toString(score.n()),
          Cells.fixed(score.rmse(), 4),
          Cells.fixed(score.skill(), 3),
          Cells.half95(score.skillError()),
          Cells.percent(score.coverage80()),
          Cells.percent(score.coverage95()));
    }
    return table.render();
  }

  private static String csv(List<ForwardScores.Row> rows) {
    StringBuilder csv =
        new StringBuilder(
            "model,horizon,n,rmse,mae,log_score,coverage_80,coverage_95,skill,skill_error,best_baseline\n");
    for (ForwardScores.Row row : rows) {
      Accuracy s = row.score();
      csv.append(CsvExport.quoted(row.model()))
          .append(',')
          .append(row.horizon())
          .append(',')
          .append(s.n());
      for (Double value :
          new Double[] {
            s.rmse(),
            s.mae(),
            s.logScore(),
            s.coverage80(),
            s.coverage95(),
            s.skill(),
            s.skillError()
          }) {
        csv.append(',').append(value == null ? "" : value.toString());
      }
      csv.append(',').append(row.bestBaseline()).append('\n');
    }
    return csv.toString();
  }
}
