// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.audit.Audit;
import io.undertone.dynamics.audit.AuditReport;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.audit.AuditFiles;
import io.undertone.job.audit.AuditInput;
import io.undertone.job.audit.AuditTables;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ScratchFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
          "Where report.html, verdict.txt and a CSV per table go. Default:"
              + " undertone-out/audit-NAME.")
  @Nullable Path out;

  @Option(names = "--format", paramLabel = "NAME", description = "Format of the data set's files.")
  @Nullable String format;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML file of options.")
  @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter stdout = spec.commandLine().getOut();
    Path fileName = path.toAbsolutePath().normalize().getFileName();
    String name = fileName == null ? "data" : fileName.toString();
    Map<String, String> names = Map.of();
    AuditInput input;
    Map<String, String> flags = OptionFlags.given(spec, UndertoneOptions.all());
    long seed;
    if (isSeries(path)) {
      seed = Layers.settings(null, config, flags).get(UndertoneOptions.SEED);
      input = new AuditInput(SeriesFile.read(path), null, null);
    } else {
      DataSet dataSet = DataSet.open(path, format);
      name = dataSet.name();
      names = dataSet.bloggers();
      // no network is refitted while the series are made; the audit fits them all
      Map<String, String> quick = new LinkedHashMap<>(flags);
      quick.putIfAbsent("models", "mean");
      Settings settings = Layers.settings(ReplayCommand.options(dataSet), config, quick);
      seed = settings.get(UndertoneOptions.SEED);
      stdout.printf("Counting the comments of %s, and two random halves of them%n", name);
      stdout.flush();
      input = counted(dataSet, settings);
    }
    AuditReport report = audit(input, seed);
    List<AuditTables.Table> tables = AuditTables.of(report, names);
    stdout.printf("Audit of %s: %s, seed %d%n", name, input.series(), report.seed());
    AuditFiles.print(stdout, tables, report.verdict());
    Path directory = out != null ? out : Path.of("undertone-out", "audit-" + name);
    AuditFiles.write(directory, "Audit of " + name, tables, report.verdict());
    stdout.printf("%nReport: %s%n", directory.resolve("report.html").toAbsolutePath().normalize());
    stdout.flush();
    return 0;
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

  private static AuditInput counted(DataSet dataSet, Settings settings)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("undertone-audit");
    try {
      return AuditInput.ofDataSet(dataSet, settings, scratch);
    } finally {
      ScratchFiles.delete(scratch);
    }
  }

  private static AuditReport audit(AuditInput input, long seed) {
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
