// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.audit.RangeTest;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.job.console.Cells;
import io.undertone.job.console.Prose;
import io.undertone.job.console.TextTable;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.CsvExport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does the paper's exercise and prints it beside the paper's numbers. */
@Command(
    name = "paper",
    description =
        "Weights, optima, errors and the averaging check of arXiv:2511.15303, beside the paper's"
            + " numbers: as published, and like for like with baselines.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PaperCommand implements Callable<Integer> {
  private static final int LEAST_PERIODS = 7;

  /** Models whose objective is a sum of squared residuals. */
  private static final List<String> LEAST_SQUARES =
      List.of(
          "french-degroot",
          "friedkin-johnsen",
          "friedkin-johnsen-free",
          "delayed-anchor-1",
          "delayed-anchor-2",
          "delayed-perception",
          "expressed-private-reduced");

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERIES.csv",
      description =
          "A table period,blogger,sentiment without gaps; its last two periods are held out."
              + " Default: the paper's own series.")
  @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = OptionWords.OUT + ", then also paper_trajectories.csv and paper_weights.csv.")
  @Nullable Path out;

  private Map<String, String> names = Map.of();
  private @Nullable JsonNode published;

  @Override
  public Integer call() throws IOException {
    PaperFits fits = new PaperFits(file == null ? paper() : complete(SeriesFile.read(file)));
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(
        Prose.wrap(
            (file == null
                    ? "The paper's series, seven audiences: ten half-months from 2023-05-16 on are"
                        + " fitted, "
                    : "All periods but two are fitted, ")
                + "the last two are held out."));
    weights(stdout, fits);
    optima(stdout, fits);
    asPublished(stdout, fits);
    likeForLike(stdout, fits);
    averaging(stdout, fits);
    if (out != null) {
      write(fits, out);
      stdout.printf(Locale.ROOT, "%nResults: %s%n", out.toAbsolutePath().normalize());
    }
    stdout.flush();
    return 0;
  }

  private SentimentSeries paper() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PaperCommand.class.getResourceAsStream("paper.json"))) {
      published = new ObjectMapper().readTree(in);
    }
    JsonNode paper = Objects.requireNonNull(published);
    Map<String, String> byId = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    List<String> ids = List.of(json.convertValue(paper.get("ids"), String[].class));
    for (int i = 0; i < ids.size(); i++) {
      byId.put(ids.get(i), paper.get("bloggers").get(i).asText());
    }
    names = byId;
    PeriodCalendar calendar = new PeriodCalendar.HalfMonths(ZoneId.of("Asia/Shanghai"));
    Period period =
        calendar.periodOf(
            LocalDate.of(2023, 5, 16).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant());
    SentimentSeries series = SentimentSeries.empty(ids);
    boolean[] all = new boolean[ids.size()];
    Arrays.fill(all, true);
    for (double[] row : json.convertValue(paper.get("series"), double[][].class)) {
      series = series.observe(period, row, all, null);
      period = calendar.next(period);
    }
    return series;
  }

  private SentimentSeries complete(SentimentSeries series) {
    if (series.length() < LEAST_PERIODS) {
      throw UserError.failed(
          String.format(
              Locale.ROOT,
              "%s has %d periods; the exercise needs at least %d, two of them held out.",
              file,
              series.length(),
              LEAST_PERIODS));
    }
    for (int t = 0; t < series.length(); t++) {
      if (!series.complete(t)) {
        throw UserError.failed(
            String.format(
                Locale.ROOT,
                "%s has no value for some blogger in the period from %s; the paper's exercise needs every value. Cut the table, or use `undertone audit`, which takes gaps.",
                file,
                series.periods().get(t).start()));
      }
    }
    return series;
  }

  private void weights(PrintWriter stdout, PaperFits fits) {
    Fitted fit = fits.fits().get("french-degroot");
    if (fit == null) {
      return;
    }
    stdout.println();
    stdout.print(
        Prose.wrap(
            "Weights W of french-degroot: what each row's audience takes from the columns'"));
    String[] header = new String[fit.bloggers().size() + 1];
    header[0] = "";
    for (int j = 1; j < header.length; j++) {
      header[j] = name(fit.bloggers().get(j - 1));
    }
    TextTable table = new TextTable(header);
    for (int i = 0; i < fit.bloggers().size(); i++) {
      String[] row = new String[header.length];
      row[0] = header[i + 1];
      for (int j = 1; j < row.length; j++) {
        row[j] = Cells.weight(fit.weights()[i][j - 1]);
      }
      table.row(row);
    }
    stdout.print(table.render());
  }

  private String name(String blogger) {
    return names.getOrDefault(blogger, blogger);
  }

  private @Nullable Double paper(String model, String key) {
    if (published != null) {
      for (JsonNode one : published.get("models")) {
        if (one.get("name").asText().equals(model)) {
          return one.get(key).asDouble();
        }
      }
    }
    return null;
  }

  private void optima(PrintWriter stdout, PaperFits fits) {
    stdout.println();
    stdout.print(
        Prose.wrap(
            "Optima: sum of squared residuals of the fitted periods; a lower one fits better."));
    TextTable table = new TextTable("model", "ours", "paper's", "KKT residual");
    fits.fits()
        .forEach(
            (model, fit) -> {
              if (LEAST_SQUARES.contains(model)) {
                Double stored = paper(model, "objective");
                table.row(
                    model,
                    Cells.fixed(fit.objective(), 8),
                    stored == null ? "" : Cells.fixed(stored, 8),
                    String.format(Locale.ROOT, "%.0e", fit.kktResidual()));
              }
            });
    stdout.print(table.render());
  }

  private void asPublished(PrintWriter stdout, PaperFits fits) {
    stdout.println();
    stdout.print(
        Prose.wrap(
            "Errors as published: the model runs freely from the first period on"
                + (published == null ? "." : "; ours, and below it the paper's.")));
    TextTable table = new TextTable("model", "MAE", "MAPE", "RMSE", "held out 1", "held out 2");
    for (String model : PaperFits.FREE) {
      PaperFits.Errors errors = fits.asPublished(model);
      if (errors != null) {
        row(
            table,
            model,
            errors.mae(),
            errors.mapePercent(),
            errors.rmse(),
            errors.first(),
            errors.second());
      }
      published(table, model);
    }
    published(table, "expressed-private-reduced");
    stdout.print(table.render());
    if (published != null) {
      stdout.print(
          Prose.wrap(
              "The paper scores expressed-private with private values fitted to the same periods,"
                  + " and its second held-out error uses the forecast of the first; so only like"
                  + " for like compares it."));
    }
  }

  private void published(TextTable table, String model) {
    Double mae = paper(model, "mae");
    if (mae != null) {
      row(
          table,
          model + ", paper",
          mae,
          paper(model, "mape"),
          paper(model, "rmse"),
          paper(model, "rmse11"),
          paper(model, "rmse12"));
    }
  }

  private static void row(
      TextTable table,
      String model,
      @Nullable Double mae,
      @Nullable Double mape,
      @Nullable Double rmse,
      @Nullable Double first,
      @Nullable Double second) {
    table.row(
        model,
        Cells.fixed(mae, 4),
        Cells.fixed(mape, 2) + " %",
        Cells.fixed(rmse, 4),
        Cells.fixed(first, 4),
        Cells.fixed(second, 4));
  }

  private void likeForLike(PrintWriter stdout, PaperFits fits) {
    stdout.println();
    stdout.print(
        Prose.wrap(
            "Like for like: RMSE of the two held-out periods, forecast from the last fitted one as"
                + " observed, baselines first"));
    TextTable table = new TextTable("model", "1", "2", "paper's code 1", "2");
    fits.fits()
        .keySet()
        .forEach(
            model -> {
              double[] errors = fits.likeForLike(model);
              Double first = paper(model, "fair11");
              Double second = paper(model, "fair12");
              table.row(
                  model,
                  Cells.fixed(errors[0], 4),
                  Cells.fixed(errors[1], 4),
                  first == null ? "" : Cells.fixed(first, 4),
                  second == null ? "" : Cells.fixed(second, 4));
            });
    stdout.print(table.render());
  }

  private static void averaging(PrintWriter stdout, PaperFits fits) {
    stdout.println();
    stdout.print(
        Prose.wrap(
            "Averaging check: values outside of the range of the periods before, which iterative"
                + " averaging forbids"));
    TextTable table = new TextTable("periods before", "outside", "of");
    int fitted = fits.series().length() - PaperFits.HELD_OUT;
    for (RangeTest test : RangeTest.of(fits.series().head(fitted), 5)) {
      table.row(
          Integer.toString(1 + test.k()),
          Integer.toString(test.outside()),
          Integer.toString(test.of()));
    }
    stdout.print(table.render());
  }

  private void write(PaperFits fits, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<String> bloggers = fits.series().bloggers();
    try (Writer csv = Files.newBufferedWriter(directory.resolve("paper_trajectories.csv"))) {
      csv.write("model,period,blogger,blogger_name,held_out,actual,free_run,residual\n");
      for (String model : PaperFits.FREE) {
        double[][] path = fits.freeRun(model);
        for (int t = 0; path != null && t < path.length; t++) {
          for (int i = 0; i < bloggers.size(); i++) {
            csv.write(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s,%s,%s%n",
                    model,
                    fits.series().periods().get(t).start(),
                    CsvExport.quoted(bloggers.get(i)),
                    CsvExport.quoted(name(bloggers.get(i))),
                    t >= path.length - PaperFits.HELD_OUT,
                    fits.values()[t][i],
                    path[t][i],
                    fits.values()[t][i] - path[t][i]));
          }
        }
      }
    }
    try (Writer csv = Files.newBufferedWriter(directory.resolve("paper_weights.csv"))) {
      csv.write("model,target,target_name,source,source_name,weight\n");
      for (Map.Entry<String, Fitted> entry : fits.fits().entrySet()) {
        Fitted fit = entry.getValue();
        for (int i = 0; i < fit.influence().length; i++) {
          for (int j = 0; j < fit.influence()[i].length; j++) {
            String target = fit.bloggers().get(i);
            String source = fit.bloggers().get(j);
            csv.write(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s%n",
                    entry.getKey(),
                    CsvExport.quoted(target),
                    CsvExport.quoted(name(target)),
                    CsvExport.quoted(source),
                    CsvExport.quoted(name(source)),
                    fit.influence()[i][j]));
          }
        }
      }
    }
  }
}
