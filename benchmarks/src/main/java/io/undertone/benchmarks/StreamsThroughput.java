// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.options.Settings;
import io.undertone.job.produce.ProduceRun;
import io.undertone.testing.KafkaBroker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Scored comments per second from a Kafka topic through the whole job into a database, beside what
 * one would write instead: Kafka Streams with nothing but the weighted mean of each audience and
 * period. Both read the same topic of a broker in this process, in alternating processes of their
 * own; the second of two passes of each process counts, when its code is compiled.
 *
 * <pre>
 *   benchmarks/run streams replay-data/weibo-2023 10 3
 * </pre>
 *
 * Arguments: data set, how often it is repeated (each copy has posts of its own), rounds.
 */
public final class StreamsThroughput {
  static final String TOPIC = "comments";
  static final int PARTITIONS = 4;

  private StreamsThroughput() {}

  public static void main(String[] args) throws Exception {
    Path dataSet = Path.of(args.length > 0 ? args[0] : "replay-data/weibo-2023");
    int copies = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path scratch = Files.createTempDirectory("undertone-streams");
    try (KafkaBroker broker = new KafkaBroker(scratch.resolve("kafka"))) {
      broker.createTopic(TOPIC, PARTITIONS);
      JobThroughput.repeat(dataSet, copies, scratch.resolve("data"));
      DataSet repeated = DataSet.open(scratch.resolve("data"), null);
      Settings plain = Settings.builder().build();
      long comments = new ProduceRun(repeated, plain, broker.address(), TOPIC).run().comments();
      System.out.printf(Locale.ROOT, "%,d comments, %d rounds%n", comments, rounds);
      System.out.println("parallelism state    job/s      streams/s  job/streams (median, range)");
      for (int parallelism : new int[] {1, 2}) {
        for (String state : new String[] {"heap", "rocksdb"}) {
          compare(broker.address(), repeated, comments, rounds, parallelism, state);
        }
      }
    } finally {
      JobThroughput.delete(scratch);
    }
  }

  private static void compare(
      String broker, DataSet dataSet, long comments, int rounds, int parallelism, String state)
      throws Exception {
    List<String> arguments =
        List.of(
            broker,
            Long.toString(comments),
            Integer.toString(parallelism),
            state,
            Objects.requireNonNull(dataSet.period()),
            String.valueOf(dataSet.zone()));
    Alternation.print(
        parallelism,
        state,
        comments,
        rounds,
        () -> seconds(KafkaJob.class, "rocksdbjni", arguments),
        () -> seconds(StreamsMean.class, "frocksdbjni", arguments),
        (job, streams) -> streams / job);
  }

  /**
   * Seconds of a class's second pass, the last line that it prints.
   *
   * @param without artifact that is left out, since both have a RocksDB under the same name
   */
  private static double seconds(Class<?> main, String without, List<String> arguments)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !new File(entry).getName().startsWith(without + "-"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().toList();
    }
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
    }
    return Double.parseDouble(lines.get(lines.size() - 1));
  }
}
