// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.findings.AlertWords.ReportLanguage;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.format.Weight;
import io.undertone.job.console.Prose;
import io.undertone.job.console.UserError;
import io.undertone.job.console.Version;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.OptionWords;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.Disposition;
import io.undertone.job.replay.ReplayAccount;
import io.undertone.job.replay.ReplayMonitor;
import io.undertone.job.replay.ReplayRun;
import io.undertone.job.replay.ReplaySummary;
import io.undertone.job.replay.TruthSummary;
import io.undertone.sinks.CsvExport;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.Totals;
import io.undertone.sinks.brief.Brief;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import io.undertone.sinks.page.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the main job over a data set and shows what came out. */
@Command(
    name = "replay",
    description =
        "Runs the main job over a data set on an embedded cluster, with progress, and "
            + "prints what it found. A folder with a dataset.yaml needs no options.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Folder with a dataset.yaml, or comment files.")
  Path path;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          OptionWords.OUT
              + ": undertone.db, report.html and a CSV per result table. Default:"
              + " undertone-out/NAME. Results of an earlier replay there are replaced.")
  @Nullable Path out;

  @CommandLine.Mixin DataSetFlags reading = new DataSetFlags();

  @CommandLine.Mixin ConfigFlags config = new ConfigFlags();

  @Option(
      names = "--serve",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether the dashboard opens while the replay runs. Default: --serve.")
  boolean serve;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          OptionWords.PORT
              + "; default: "
              + Dashboards.USUAL_PORT
              + ", or a free one where that is taken.")
  @Nullable Integer port;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Writes what was learnt, less the last period, for the --warm-start of a later run.")
  @Nullable Path export;

  @Option(
      names = "--warm-start",
      paramLabel = "FILE",
      description =
          "Goes on from what an earlier run learnt; comments of periods it has counted are left"
              + " out.")
  @Nullable Path warmStart;

  @Option(
      names = "--accept-partial",
      description =
          "Ends well even when nothing was counted or more than half of the records were refused.")
  boolean acceptPartial;

  @Option(
      names = "--crawled-at",
      paramLabel = "TIME",
      description =
          "When the data were crawled, such as 2023-05-03T12:00:00+08:00: places times such as"
              + " 5分钟前, 昨天 12:30 or 05-01.")
  @Nullable OffsetDateTime crawledAt;

  @Option(
      names = "--weight",
      paramLabel = "likes|votes|one",
      description =
          "What a comment counts for: 1 + likes, its votes (at least 1), or once. Default: as the"
              + " format says.")
  @Nullable Weight weight;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant crawled = crawledAt == null ? null : crawledAt.toInstant();
    DataSet dataSet = DataSet.open(path, reading.format, crawled).with(crawled, weight);
    Settings settings =
        Layers.settings(
            options(dataSet), config.file, OptionFlags.given(spec, UndertoneOptions.all()));
    Path directory = out != null ? out : Path.of("undertone-out").resolve(dataSet.name());
    Path database = directory.resolve("undertone.db");
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(
        Prose.wrap(
            String.format(
                Locale.ROOT,
                "Undertone %s replays %s: %s",
                Version.build(),
                dataSet.name(),
                dataSet.title())));
    dataSet.notes().forEach(stdout::println);
    stdout.flush();

    ReplayRun run = new ReplayRun(dataSet, settings, database, warmStart, export);
    run.prepare();
    try (DashboardServer dashboard = serve ? dashboard(database, settings, stdout) : null) {
      replay(run, dataSet, path, settings, directory, stdout);
      String mismatch = run.account().mismatch();
      if (!mismatch.isEmpty()) {
        run.seal();
        throw UserError.failed(
            "The account does not add up, so records may have been lost: "
                + mismatch
                + ". The results are not to be trusted; this is a fault of Undertone.");
      }
      String failure = run.account().failure();
      if (!failure.isEmpty() && !acceptPartial) {
        run.seal();
        throw UserError.failed(
            "The replay is incomplete: "
                + failure
                + "; the account above says why. --accept-partial takes it nevertheless.");
      }
      if (dashboard != null) {
        stdout.printf(Locale.ROOT, "Dashboard: %s (Ctrl-C ends it)%n", dashboard.url());
        stdout.flush();
        Dashboards.serveForever();
      }
      run.seal();
    }
    return 0;
  }

  private DashboardServer dashboard(Path database, Settings settings, PrintWriter stdout)
      throws IOException {
    DashboardOptions options =
        DashboardOptions.of(database.toString())
            .withDrafts(
                Dashboards.drafts(
                    settings.get(UndertoneOptions.SCORER),
                    settings.get(UndertoneOptions.CONTENT_SALT)));
    DashboardServer server = Dashboards.start(options, port);
    stdout.printf(Locale.ROOT, "Dashboard: %s%n", server.url());
    stdout.flush();
    Dashboards.open(server.url());
    return server;
  }

  private static void replay(
      ReplayRun run,
      DataSet dataSet,
      Path path,
      Settings settings,
      Path directory,
      PrintWriter stdout)
      throws IOException, InterruptedException {
    ReplayRun.Progress end;
    boolean terminal = System.console() != null;
    try (ReplayMonitor monitor =
        new ReplayMonitor(
            System.err, terminal, ReplayRun.timeFormat(settings), settings.calendar())) {
      end = run.run(monitor);
    }
    run.writeAccount();
    try (ResultReader results = ResultReader.open(directory.resolve("undertone.db").toString())) {
      CsvExport.write(results, directory);
      ReportWriter.write(results, directory.resolve("report.html"));
      new ReplaySummary(results, dataSet.bloggers()).print(stdout);
      TruthSummary.print(path, results, stdout);
      run.account().print(stdout, results);
      lateness(stdout, run.account(), settings);
      for (String topic : results.topics()) {
        BriefCommand.print(Brief.of(results, topic, ReportLanguage.EN), stdout);
      }
      closing(stdout, results, end, directory);
    }
  }

  private static void lateness(PrintWriter stdout, ReplayAccount account, Settings settings) {
    long late = account.all().of(Disposition.TOO_LATE);
    if (late > 0) {
      stdout.printf(
          Locale.ROOT,
          "lateness %s, as in a live run, cost %,d comments; without it all of them count%n",
          settings.get(UndertoneOptions.LATENESS),
          late);
    }
  }

  /** What the data set's descriptor says about options. */
  static Map<String, String> options(DataSet dataSet) {
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "topic", dataSet.topic());
    put(options, "zone", dataSet.zone());
    put(options, "period", dataSet.period());
    put(options, "period-by", dataSet.periodBy());
    put(options, "text-rules", dataSet.textRules());
    put(options, "origin", dataSet.origin());
    put(options, "lateness", dataSet.lateness());
    return options;
  }

  private static void put(Map<String, String> options, String key, @Nullable Object value) {
    if (value != null) {
      options.put(key, value.toString());
    }
  }

  private static void closing(
      PrintWriter stdout, ResultReader results, ReplayRun.Progress end, Path directory)
      throws IOException {
    long dead = Totals.deadLetters(results).rows();
    stdout.println();
    stdout.print(
        Prose.wrap(
            String.format(
                Locale.ROOT,
                "%,d records read, %,d dead letters (%,d of them too late), %,d texts unscored, %d"
                    + " %s, %.1f s",
                end.recordsTotal(),
                dead,
                end.late(),
                end.unscored(),
                end.periods(),
                end.periods() == 1 ? "period" : "periods",
                end.seconds())));
    Path whole = directory.toAbsolutePath().normalize();
    stdout.printf(Locale.ROOT, "Results: %s (report.html, CSV per table, undertone.db)%n", whole);
    stdout.printf(
        Locale.ROOT, "Look:    undertone dashboard --db %s%n", whole.resolve("undertone.db"));
    stdout.flush();
  }
}
