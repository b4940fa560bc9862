// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

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

  private final WorkDirectory directory;
  private final StackParts parts;
  private final Leash leash;

  private LocalStack(WorkDirectory directory, StackParts parts, Leash leash) {
    this.directory = directory;
    this.parts = parts;
    this.leash = leash;
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
    StackParts parts = StackParts.of(directory, StackPorts.FREE, DatabaseLogins.random(), settings);
    LocalStack stack = new LocalStack(directory, parts, Leash.attach(directory));
    try {
      parts.start();
      return stack;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** The broker. */
  public LocalKafka kafka() {
    return parts.kafka();
  }

  /** The database. */
  public LocalPostgres postgres() {
    return parts.postgres();
  }

  /** The cluster. */
  public LocalFlink flink() {
    return parts.flink();
  }

  /** Where data and logs are. */
  public WorkDirectory directory() {
    return directory;
  }

  /** Stops all parts and waits for their end. */
  @Override
  public void close() throws IOException {
    leash.close();
  }
}
