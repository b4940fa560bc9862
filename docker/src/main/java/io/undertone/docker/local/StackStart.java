// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.docker.local.LocalPostgres.DatabaseLogins;
import io.undertone.docker.local.StackCommand.StackOptions;
import io.undertone.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the whole local stack up: parts, topics, the job, the dashboard and the demo's data. */
final class StackStart {
  private static final int PARALLELISM = 2;
  private static final int STATE_DEPTH = 4;
  private static final String STATE_FILE = "_metadata";
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
    LocalStack stack = new LocalStack(directory, options.ports(), logins, Map.of());
    stack.start();
    stack.kafka().createTopics();
    Optional<Path> kept = newestState(directory.data("checkpoints"), directory.data("savepoints"));
    LocalCommand demo = demo(stack.kafka());
    if (kept.isEmpty()) {
      say("sending the demo's comments");
      demo.launch();
    }
    say("submitting the job");
    submit(stack.flink().jobs(), kept);
    say("starting the dashboard");
    int port = Ports.orFree(options.dashboardPort);
    dashboard(stack.postgres(), port).start();
    demo.refuseFailure();
    say("up");
    StackStatus status = new StackStatus(directory, say);
    status.keep(addresses(stack, port));
    status.addresses().forEach(say);
  }

  /**
   * The newest complete checkpoint or savepoint that a job has left; directories that are not there
   * hold none.
   */
  private static Optional<Path> newestState(Path... directories) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.walk(directory, STATE_DEPTH)) {
          files
              .filter(file -> file.getFileName().toString().equals(STATE_FILE))
              .forEach(found::add);
        }
      }
    }
    return found.stream().max(Comparator.comparing(StackStart::written)).map(Path::getParent);
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void submit(FlinkJobs jobs, Optional<Path> kept)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--config"));
    arguments.add(home.resolve("docker/conf/undertone.yaml").toString());
    Path bloggers = demoData().resolve("bloggers.csv");
    if (Files.exists(bloggers)) {
      arguments.addAll(List.of("--bloggers", bloggers.toString()));
    }
    Submission anew =
        Submission.of(Submission.builtJar(home), PARALLELISM, arguments.toArray(String[]::new));
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

  private Map<String, String> addresses(LocalStack stack, int dashboardPort) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("dashboard", "http://localhost:" + dashboardPort);
    all.put(StackStatus.FLINK, stack.flink().url());
    all.put("Kafka", stack.kafka().address() + " (topic comments)");
    all.put("PostgreSQL", stack.postgres().url() + " (user " + DatabaseLogins.READER + ")");
    all.put(
        "metrics",
        stack.flink().metrics().stream().map(URI::toString).collect(Collectors.joining(" ")));
    all.put("logs", directory.root().resolve("logs").toString());
    all.put("passwords", directory.root().resolve("passwords").toString());
    return all;
  }

  private void say(String line) {
    say.accept(
        String.format(
            Locale.ROOT, "[%3d s] %s", (System.nanoTime() - started) / 1_000_000_000, line));
  }

  /** A command of Undertone in a process of its own, with 384 MB of heap. */
  static final class LocalCommand extends LocalPart {
    private final String classPath;
    private final Map<String, String> environment;
    private final int port;
    private final List<String> arguments;

    /**
     * @param classPath of {@code io.undertone.job.Undertone}
     * @param port where it serves; 0 when it serves nothing
     */
    LocalCommand(
        WorkDirectory directory,
        String name,
        String classPath,
        Map<String, String> environment,
        int port,
        List<String> arguments) {
      super(directory, name);
      this.classPath = classPath;
      this.environment = environment;
      this.port = port;
      this.arguments = arguments;
    }

    @Override
    List<String> command() {
      return Commands.join(
          List.of(Commands.java(), "-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
          List.of("-Djava.awt.headless=true"),
          List.of("-cp", classPath, "io.undertone.job.Undertone"),
          arguments);
    }

    @Override
    Map<String, String> environment() {
      return environment;
    }

    @Override
    boolean answers() throws IOException {
      return port == 0 ? isRunning() : Ports.listens(port);
    }
  }
}
