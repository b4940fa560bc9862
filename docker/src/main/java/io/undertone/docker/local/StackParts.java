// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.util.Map;

/**
 * A broker, a database and a Flink cluster that know each other: the job's main method finds the
 * addresses and the writer's password in its environment, as options of Undertone.
 */
record StackParts(LocalKafka kafka, LocalPostgres postgres, LocalFlink flink) {
  private static final int TASK_MANAGERS = 2;

  static StackParts of(
      WorkDirectory directory,
      StackPorts ports,
      DatabaseLogins logins,
      Map<String, String> flinkSettings)
      throws IOException {
    LocalKafka kafka = new LocalKafka(directory, ports.kafka());
    LocalPostgres postgres = new LocalPostgres(directory, ports.postgres(), logins);
    Map<String, String> environment =
        Map.of(
            "UNDERTONE_KAFKA_BROKERS", kafka.address(),
            "UNDERTONE_DATABASE", postgres.url(),
            "UNDERTONE_DATABASE_USER", DatabaseLogins.WRITER,
            "UNDERTONE_DATABASE_PASSWORD", logins.writerPassword());
    return new StackParts(
        kafka,
        postgres,
        new LocalFlink(directory, ports.flink(), TASK_MANAGERS, flinkSettings, environment));
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
}
