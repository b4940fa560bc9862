// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.produce.ProduceRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a data set's comments to Kafka. */
@Command(
    name = "produce",
    description =
        "Sends a data set's comments to a Kafka topic in the order of their times, as JSON in"
            + " Undertone's own format, all at once or at a multiple of their pace (--speed)."
            + " Authors are left out. The topic must exist.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ProduceCommand implements Callable<Integer> {
  /** The options that it takes as flags. */
  static final List<io.undertone.job.options.Option<?>> OPTIONS =
      List.of(StreamOptions.KAFKA_BROKERS, UndertoneOptions.SPEED);

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = "Folder with a dataset.yaml, or comment files.")
  Path path;

  @Option(
      names = "--into",
      paramLabel = "TOPIC",
      defaultValue = "comments",
      description = "Topic that gets the comments. Default: ${DEFAULT-VALUE}.")
  String topic;

  @CommandLine.Mixin DataSetFlags reading = new DataSetFlags();

  @CommandLine.Mixin ConfigFlags config = new ConfigFlags();

  @Override
  public Integer call() throws Exception {
    DataSet dataSet = DataSet.open(path, reading.format);
    Settings settings =
        Layers.settings(
            ReplayCommand.options(dataSet), config.file, OptionFlags.given(spec, OPTIONS));
    String brokers =
        settings
            .get(StreamOptions.KAFKA_BROKERS)
            .orElseThrow(() -> UserError.usage("Which Kafka? Give --kafka-brokers HOST:PORT."));
    dataSet.notes().forEach(spec.commandLine().getOut()::println);
    ProduceRun.Sent sent = new ProduceRun(dataSet, settings, brokers, topic).run();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d comments of %s sent to %s; %,d records could not be read%n",
            sent.comments(),
            dataSet.name(),
            topic,
            sent.refused());
    if (sent.comments() == 0 || sent.refused() > sent.comments()) {
      throw UserError.failed(
          "Nothing was sent, or more records were refused than sent; `undertone inspect "
              + path
              + "` says why.");
    }
    return 0;
  }
}
