// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.console.UserError;
import io.undertone.job.options.ForeignKeys;
import io.undertone.job.options.Option;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.OptionWords;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.stream.FlinkEnvironment;
import io.undertone.job.stream.StreamJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the streaming job: on the Flink cluster it is submitted to, else in this process. */
@Command(
    name = "run",
    description =
        "Runs the streaming job: comments from Kafka (or files), results to a database, "
            + "to Kafka or both. Started like this it runs in this process; submitted to a "
            + "Flink cluster (`flink run undertone-job-VERSION-flink.jar run --config FILE`) "
            + "it runs there.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin ConfigFlags config = new ConfigFlags();

  @CommandLine.Option(
      names = "--dry-run",
      description = OptionWords.DRY_RUN + ", prints the effective configuration and Flink's plan.")
  boolean dryRun;

  @CommandLine.Option(
      names = "--check",
      description =
          "Looks at brokers, topics, database, folders and versions, says what is there, and runs and "
              + "changes nothing. Exit 1 when the job could not start.")
  boolean check;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = settings(null);
    requireOneInput(settings);
    DataSet files =
        settings
            .get(StreamOptions.INPUT)
            .or(() -> settings.get(StreamOptions.BACKFILL))
            .map(
                path ->
                    DataSet.open(Path.of(path), settings.get(StreamOptions.FORMAT).orElse(null)))
            .orElse(null);
    Settings all = files == null ? settings : settings(ReplayCommand.options(files));
    PrintWriter out = spec.commandLine().getOut();
    ForeignKeys.remarks(all).forEach(line -> say(out, line));
    if (check) {
      return StreamJob.define(all, files).check(line -> say(out, line)) ? 0 : 1;
    }
    if (dryRun) {
      print(all, StreamJob.define(all, files), out);
    } else {
      run(StreamJob.prepare(all, files), out);
    }
    return 0;
  }

  /** Checked before any file is opened. */
  private static void requireOneInput(Settings settings) {
    if (settings.get(StreamOptions.INPUT).isEmpty()) {
      return;
    }
    for (Option<?> other : List.of(StreamOptions.KAFKA_TOPICS, StreamOptions.BACKFILL)) {
      if (settings.isGiven(other)) {
        throw UserError.usage(
            String.format(
                Locale.ROOT,
                "input is '%s' and %s is '%s', but input reads files alone. Leave one of them out; for"
                    + " files and then Kafka give backfill and kafka-topics.",
                settings.shown(StreamOptions.INPUT),
                other.key(),
                settings.shown(other)));
      }
    }
  }

  private Settings settings(@Nullable Map<String, String> dataSet) {
    return Layers.settings(dataSet, config.file, OptionFlags.given(spec, UndertoneOptions.all()));
  }

  private static void run(StreamJob job, PrintWriter out) throws IOException, InterruptedException {
    job.inWords().forEach(line -> say(out, line));
    if (FlinkEnvironment.isCluster()) {
      job.submit();
    } else {
      job.runHere(line -> say(out, line));
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println("undertone: " + line);
    out.flush();
  }

  private static void print(Settings settings, StreamJob job, PrintWriter out) {
    out.print(Layers.table(settings).render());
    out.println();
    out.println(job.plan());
    out.flush();
  }
}
