// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.audit.Audit;
import io.undertone.dynamics.audit.AuditReport;
import io.undertone.dynamics.findings.Words;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.audit.AuditFiles;
import io.undertone.job.audit.AuditInput;
import io.undertone.job.audit.AuditTables;
import io.undertone.job.audit.SeriesResults;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.OptionWords;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ScratchFiles;
import io.undertone.sinks.ModelNames;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.page.AuditSheet;
import io.undertone.sinks.page.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The honest stress test of a data set or a table. */
@Command(
    name = "audit",
    description =
        "Tells what a data set can carry: signal against noise, all models beside the "
            + "baselines, nulls, identifiability, which edges survive. Ends in a verdict in "
            + "plain words.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "DATASET|SERIES.csv",
      description = "A data set, or a table period,blogger,sentiment[,variance].")
  Path path;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          OptionWords.OUT
              + ": report.html, verdict.txt and a CSV per table. Default:"
              + " undertone-out/audit-NAME.")
  @Nullable Path out;

  @CommandLine.Mixin DataSetFlags reading = new DataSetFlags();

  @CommandLine.Mixin ConfigFlags config = new ConfigFlags();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("undertone-audit");
    try {
      audit(scratch);
    } finally {
      ScratchFiles.delete(scratch);
    }
    return 0;
  }

  private void audit(Path scratch) throws IOException, InterruptedException {
    PrintWriter stdout = spec.commandLine().getOut();
    Map<String, String> flags = OptionFlags.given(spec, UndertoneOptions.all());
    Path database = scratch.resolve("undertone.db");
    boolean series = isSeries(path);
    DataSet dataSet = series ? null : DataSet.open(path, reading.format);
    String name = dataSet == null ? fileName() : dataSet.name();
    Map<String, String> ofDataSet = dataSet == null ? null : ReplayCommand.options(dataSet);
    Settings settings = Layers.settings(ofDataSet, config.file, flags);
    AuditInput input;
    if (dataSet == null) {
      input = tabled(name, settings, database);
    } else {
      stdout.printf(
          Locale.ROOT, "Counting the comments of %s, and two random halves of them%n", name);
      stdout.flush();
      input = AuditInput.ofDataSet(dataSet, settings, database, scratch);
    }
    AuditReport report = report(input, settings.get(UndertoneOptions.SEED));
    Map<String, String> names = dataSet == null ? Map.of() : dataSet.bloggers();
    AuditSheet sheet =
        new AuditSheet(
            new Words("Audit of " + name, "审计：" + name),
            report.verdict(ModelNames::of),
            AuditTables.of(report, names));
    stdout.printf(Locale.ROOT, "Audit of %s: %s, seed %d%n", name, input.series(), report.seed());
    AuditFiles.print(stdout, sheet);
    Path directory = out != null ? out : Path.of("undertone-out", "audit-" + name);
    AuditFiles.write(directory, sheet);
    Path page = directory.resolve("report.html").toAbsolutePath().normalize();
    try (ResultReader results = ResultReader.open(database.toString())) {
      ReportWriter.write(results, page, sheet);
    }
    stdout.printf(Locale.ROOT, "%nReport: %s%n", page);
    stdout.flush();
  }

  private String fileName() {
    Path fileName = path.toAbsolutePath().normalize().getFileName();
    return fileName == null ? "data" : fileName.toString();
  }

  private AuditInput tabled(String name, Settings settings, Path database) throws IOException {
    SeriesFile.Table table = SeriesFile.table(path);
    RefitOptions options = settings.refit(table.periods().calendar());
    SeriesResults.write(name, table.series(), options, table.periods().numbered(), database);
    return new AuditInput(table.series(), null, null);
  }

  private static boolean isSeries(Path path) throws IOException {
    if (!Files.isRegularFile(path) || !path.toString().endsWith(".csv")) {
      return false;
    }
    try (Stream<String> lines = Files.lines(path)) {
      String header = lines.findFirst().orElse("").replace("\uFEFF", "");
      List<String> columns = List.of(header.split(",", -1));
      return columns.contains("sentiment")
          && (columns.contains("period") || columns.contains("period_start"));
    }
  }

  private static AuditReport report(AuditInput input, long seed) {
    SentimentSeries first = input.first();
    SentimentSeries second = input.second();
    try {
      return first == null || second == null
          ? Audit.of(input.series(), seed)
          : Audit.of(input.series(), first, second, seed);
    } catch (IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }
}
