// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.soak;

import io.undertone.docker.feed.CommentFeed;
import io.undertone.docker.feed.CommentFeed.Faults;
import io.undertone.docker.feed.SteadyProducer;
import io.undertone.docker.local.LocalKafka.ConsumerLag;
import io.undertone.docker.local.LocalStack;
import io.undertone.docker.local.Submission;
import io.undertone.docker.soak.SoakVerdict.SoakSample;
import io.undertone.generate.SuiteOptions;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends comments at a steady pace through a broker and a cluster of two task managers with RocksDB
 * into a database, and looks every few seconds at what could grow: a day of event time passes in 15
 * seconds, so that state expires and is made all the time.
 */
public final class Soak {
  private static final String TOPIC = "comments";
  private static final String GROUP = "soak";
  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final int BLOGGERS = 20;
  private static final int SECONDS_A_DAY = 15;
  private static final int MEAN_COMMENTS = 75;
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Map<String, String> FLINK =
      Map.of("execution.checkpointing.interval", "10s");

  /** History is short so that the models' state, too, reaches its bound within minutes. */
  private static final Map<String, Object> OPTIONS =
      Map.of(
          "kafka-topics", TOPIC,
          "kafka-group", GROUP,
          "kafka-start", "earliest",
          "out-of-orderness", "PT1H",
          "topic", "soak",
          "period", "P1D",
          "origin", "2024-01-01",
          "lateness", "P3D",
          "history", 20);

  private final Path home;
  private final Path out;
  private final long minutes;
  private final int perSecond;

  private Soak(Path home, Path out, long minutes, int perSecond) {
    this.home = home;
    this.out = out;
    this.minutes = minutes;
    this.perSecond = perSecond;
  }

  /** Arguments: home, folder of the results, minutes, records a second. */
  public static void main(String[] args) throws Exception {
    Soak soak =
        new Soak(
            Path.of(args[0]),
            Files.createDirectories(Path.of(args[1])),
            Long.parseLong(args[2]),
            Integer.parseInt(args[3]));
    System.exit(soak.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Path data = Files.createTempDirectory("undertone-soak");
    try (LocalStack stack = LocalStack.start(data, FLINK)) {
      stack.kafka().createTopics(Map.of(TOPIC, PARTITIONS));
      Path config = stack.writeOptions("soak", OPTIONS);
      Submission submission =
          Submission.of(
              Submission.builtJar(home), PARALLELISM, "run", "--config", config.toString());
      String job = stack.flink().jobs().submit(submission);
      stack.flink().jobs().awaitCheckpoints(job, 1);
      System.out.printf(
          Locale.ROOT, "job %s runs, see %s; data in %s%n", job, stack.flink().url(), data);
      SoakVerdict verdict = new SoakVerdict(watch(stack, job));
      Files.writeString(out.resolve("soak.txt"), verdict + "\n");
      System.out.println(verdict);
      return verdict.good();
    }
  }

  private List<SoakSample> watch(LocalStack stack, String job) throws Exception {
    List<SoakSample> samples = new ArrayList<>();
    try (SteadyProducer producer =
            new SteadyProducer(stack.kafka().address(), TOPIC, PARTITIONS, perSecond);
        ConsumerLag lag = new ConsumerLag(stack.kafka().address(), GROUP, TOPIC);
        BufferedWriter csv = Files.newBufferedWriter(out.resolve("soak.csv"))) {
      Sampler sampler = new Sampler(stack, job, lag, producer);
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(producer));
      write(csv, SoakSample.header());
      while (!sending.isDone()) {
        Thread.sleep(EVERY.toMillis());
        SoakSample sample = sampler.sample();
        samples.add(sample);
        write(csv, sample.line());
      }
      sending.get();
    }
    return samples;
  }

  private void send(SteadyProducer producer) {
    try {
      producer.send(new CommentFeed(suite(), faults()), minutes * 60 * perSecond);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SuiteOptions suite() {
    int posts = Math.max(1, perSecond * SECONDS_A_DAY / (BLOGGERS * MEAN_COMMENTS));
    int periods = (int) Math.max(10, 2 * minutes * 60 / SECONDS_A_DAY);
    return new SuiteOptions(BLOGGERS, periods, 0.04, posts, MEAN_COMMENTS, 1, TextLanguage.NONE, 1);
  }

  private static Faults faults() {
    return new Faults(0.02, 0.001, Duration.ofDays(10));
  }

  private static void write(BufferedWriter csv, String line) throws IOException {
    csv.write(line + "\n");
    csv.flush();
  }
}
