// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.undertone.docker.local.LocalPostgres.DatabaseLogins;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a database and a Flink cluster with two task managers of two slots each, which end with
 * the process that started them, however it ends. The main method of a job finds the broker and the
 * database in its environment (UNDERTONE_KAFKA_BROKERS, UNDERTONE_DATABASE and so on).
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.start(directory, Map.of())) {
 *   stack.kafka().createTopics(Map.of("comments", 4));
 *   String job = stack.flink().jobs().submit(Submission.of(jar, 4, "run", "--config", file));
 *   stack.flink().jobs().awaitCheckpoints(job, 2);
 *   stack.flink().taskManager(0).kill();
 *   stack.flink().taskManager(0).start();
 *   ...
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
  private static final Map<String, String> QUICK_TO_NOTICE =
      Map.of(
          "heartbeat.interval", "1000",
          "heartbeat.timeout", "5000",
          "execution.checkpointing.interval", "1s");

  private static final int TASK_MANAGERS = 2;

  private final WorkDirectory directory;
  private final LocalKafka kafka;
  private final LocalPostgres postgres;
  private final LocalFlink flink;
  private @Nullable Leash leash;

  /**
   * Ports on the loopback interface; 0 takes a free one.
   *
   * @param kafka where Kafka's clients connect
   * @param postgres where PostgreSQL's clients connect
   * @param flink of Flink's web interface
   */
  record ListenOn(int kafka, int postgres, int flink) {}

  /** A stack that is not started yet, and that runs until its directory is told to stop all. */
  LocalStack(
      WorkDirectory directory,
      ListenOn ports,
      DatabaseLogins logins,
      Map<String, String> flinkSettings)
      throws IOException {
    this.directory = directory;
    this.kafka = new LocalKafka(directory, ports.kafka());
    this.postgres = new LocalPostgres(directory, ports.postgres(), logins);
    Map<String, String> environment =
        Map.of(
            "UNDERTONE_KAFKA_BROKERS", kafka.address(),
            "UNDERTONE_DATABASE", postgres.url(),
            "UNDERTONE_DATABASE_USER", DatabaseLogins.WRITER,
            "UNDERTONE_DATABASE_PASSWORD", logins.writerPassword());
    this.flink =
        new LocalFlink(directory, ports.flink(), TASK_MANAGERS, flinkSettings, environment);
  }

  /**
   * Starts all parts on free ports and waits until they can be used. Lost task managers are noticed
   * in 5 s instead of Flink's 50, and there is a checkpoint each second.
   *
   * @param root for data and logs
   * @param flinkSettings more settings of Flink, which win
   */
  public static LocalStack start(Path root, Map<String, String> flinkSettings)
      throws IOException, InterruptedException {
    WorkDirectory directory = new WorkDirectory(root);
    Map<String, String> settings = new HashMap<>(QUICK_TO_NOTICE);
    settings.putAll(flinkSettings);
    LocalStack stack =
        new LocalStack(directory, new ListenOn(0, 0, 0), DatabaseLogins.random(), settings);
    stack.leash = Leash.attach(directory);
    try {
      stack.start();
      return stack;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts all parts at once and waits until they can be used. */
  void start() throws IOException, InterruptedException {
    kafka.launch();
    postgres.launch();
    flink.launch();
    kafka.awaitReady();
    postgres.awaitReady();
    flink.awaitReady();
  }

  /**
   * Writes options for {@code undertone run} to a file that only its owner may read, with the
   * addresses of this stack and the writer's password.
   *
   * @param options more options, which win
   * @return the file
   */
  public Path writeOptions(String name, Map<String, ?> options) throws IOException {
    Map<String, Object> all = new TreeMap<>();
    all.put("kafka-brokers", kafka.address());
    all.put("database", postgres.url());
    all.put("database-user", DatabaseLogins.WRITER);
    all.put("database-password", postgres.logins().writerPassword());
    all.putAll(options);
    Path file = directory.data("config").resolve(name + ".yaml");
    return WorkDirectory.writeSecret(file, new YAMLMapper().writeValueAsString(all));
  }

  /** The broker. */
  public LocalKafka kafka() {
    return kafka;
  }

  /** The database. */
  public LocalPostgres postgres() {
    return postgres;
  }

  /** The cluster. */
  public LocalFlink flink() {
    return flink;
  }

  /** Where data and logs are. */
  public WorkDirectory directory() {
    return directory;
  }

  /** Stops all parts and waits for their end. */
  @Override
  public void close() throws IOException {
    if (leash != null) {
      leash.close();
    }
  }

  /**
   * Stops a work directory's processes when the process that holds the leash ends, however it ends:
   * a small Java process of its own waits for the end of its standard input.
   */
  public static final class Leash implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process watcher;

    private Leash(Process watcher) {
      this.watcher = watcher;
    }

    /** Ties the directory's processes to this process and to this leash. */
    public static Leash attach(WorkDirectory directory) throws IOException {
      List<String> command =
          List.of(
              "setsid",
              Commands.java(),
              "-Xmx16m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              Commands.classPath(),
              Leash.class.getName(),
              directory.root().toString());
      return new Leash(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log("leash").toFile()))
              .start());
    }

    /** Waits for the end of standard input, then stops the processes of the given directory. */
    public static void main(String[] args) throws IOException, InterruptedException {
      WorkDirectory directory = new WorkDirectory(Path.of(args[0]));
      System.in.transferTo(OutputStream.nullOutputStream());
      directory.stopAll();
    }

    /** Stops all processes of the directory and waits for their end. */
    @Override
    public void close() throws IOException {
      watcher.getOutputStream().close();
      try {
        if (!watcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || watcher.exitValue() != 0) {
          throw new IOException("not all local processes could be stopped");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while local processes stop", e);
      }
    }
  }
}
