// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings the whole local stack up: parts, topics, the job, the dashboard and the demo's data. */
final class StackStart {
  private static final int PARALLELISM = 2;
  private static final String READER_PASSWORD = "DATABASE_READER_PASSWORD";

  private final Path home;
  private final WorkDirectory directory;
  private final StackOptions options;
  private final Consumer<String> say;
  private final long started = System.nanoTime();

  StackStart(Path home, WorkDirectory directory, StackOptions options, Consumer<String> say) {
    this.home = home;
    this.directory = directory;
    this.options = options;
    this.say = say;
  }

  void run() throws IOException, InterruptedException {
    List<String> running = directory.running();
    if (!running.isEmpty()) {
      throw new IOException(
          "already running: " + String.join(" ", running) + "; docker/local/down stops it.");
    }
    options.refuseTakenPorts();
    try {
      start();
    } catch (IOException | InterruptedException | RuntimeException e) {
      directory.stopAll();
      throw e;
    }
  }

  private void start() throws IOException, InterruptedException {
    say("starting Kafka, PostgreSQL and Flink with two task managers");
    DatabaseLogins logins = DatabaseLogins.kept(directory.root().resolve("passwords"));
    StackParts parts = StackParts.of(directory, options.ports(), logins, Map.of());
    parts.start();
    parts.kafka().createTopics(TopicList.read());
    Optional<Path> kept =
        CheckpointFolders.newest(directory.data("checkpoints"), directory.data("savepoints"));
    LocalCommand demo = demo(parts.kafka());
    if (kept.isEmpty()) {
      say("sending the demo's comments");
      demo.launch();
    }
    say("submitting the job");
    submit(parts.flink().jobs(), kept);
    say("starting the dashboard");
    int port = Ports.orFree(options.dashboardPort);
    dashboard(parts.postgres(), port).start();
    demo.refuseFailure();
    say("up");
    StackAddresses addresses = addresses(parts, port);
    addresses.keep(directory);
    addresses.lines().forEach(say);
  }

  private void submit(FlinkJobs jobs, Optional<Path> kept)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--config"));
    arguments.add(home.resolve("docker/conf/undertone.yaml").toString());
    Path bloggers = demoData().resolve("bloggers.csv");
    if (Files.exists(bloggers)) {
      arguments.addAll(List.of("--bloggers", bloggers.toString()));
    }
    Submission anew = Submission.of(JobJar.in(home), PARALLELISM, arguments.toArray(String[]::new));
    if (kept.isPresent()) {
      say("going on from " + kept.get());
    }
    jobs.awaitRunning(
        jobs.submit(
            kept.map(state -> anew.from(WorkDirectory.flinkUri(state), PARALLELISM)).orElse(anew)));
  }

  private LocalCommand dashboard(LocalPostgres postgres, int port) {
    return command(
        "dashboard",
        Map.of(READER_PASSWORD, postgres.logins().readerPassword()),
        port,
        List.of(
            "dashboard",
            "--db",
            postgres.url(),
            "--user",
            DatabaseLogins.READER,
            "--password-env",
            READER_PASSWORD,
            "--port",
            Integer.toString(port)));
  }

  private Path demoData() {
    Path dataSet = options.demo == null ? home.resolve("replay-data/weibo-2023") : options.demo;
    return dataSet.toAbsolutePath();
  }

  private LocalCommand demo(LocalKafka kafka) {
    return command(
        "demo",
        Map.of(),
        0,
        List.of(
            "produce",
            demoData().toString(),
            "--kafka-brokers",
            kafka.address(),
            "--speed",
            options.speed));
  }

  private LocalCommand command(
      String name, Map<String, String> environment, int port, List<String> arguments) {
    String classPath = home.resolve("job/target/classpath") + "/*";
    return new LocalCommand(directory, name, classPath, environment, port, arguments);
  }

  private StackAddresses addresses(StackParts parts, int dashboardPort) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("dashboard", "http://localhost:" + dashboardPort);
    all.put(StackAddresses.FLINK, parts.flink().url());
    all.put("Kafka", parts.kafka().address() + " (topic comments)");
    all.put("PostgreSQL", parts.postgres().url() + " (user " + DatabaseLogins.READER + ")");
    all.put(
        "metrics",
        parts.flink().metrics().stream().map(URI::toString).collect(Collectors.joining(" ")));
    all.put("logs", directory.root().resolve("logs").toString());
    all.put("passwords", directory.root().resolve("passwords").toString());
    return new StackAddresses(all);
  }

  private void say(String line) {
    say.accept(
        String.format(
            Locale.ROOT, "[%3d s] %s", (System.nanoTime() - started) / 1_000_000_000, line));
  }
}
