// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import io.undertone.testing.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The local stack's command line: up, status, down. */
@Command(
    name = "undertone local",
    synopsisSubcommandLabel = "up|status|down",
    description = "Runs Kafka, PostgreSQL, Flink, the job and the dashboard on this machine.",
    mixinStandardHelpOptions = true)
public final class StackCommand {
  @Option(names = "--home", required = true, hidden = true, scope = CommandLine.ScopeType.INHERIT)
  Path home;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      scope = CommandLine.ScopeType.INHERIT,
      defaultValue = "${env:STACK_DIRECTORY}",
      description = "For data and logs. Default: STACK_DIRECTORY or docker/local/run.")
  String directory;

  private StackCommand() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new StackCommand())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(StackCommand::failed)
            .execute(args));
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (!(e instanceof IOException)) {
      throw e;
    }
    command.getErr().println(e.getMessage());
    return 1;
  }

  @Command(
      name = "up",
      description = "Starts everything, sends demo data and prints the addresses.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int up(@Mixin StackOptions options) throws IOException, InterruptedException {
    new StackStart(home, directory(), options, System.out::println).run();
    return 0;
  }

  @Command(
      name = "status",
      description = "Says what runs and where; exits with 1 when nothing does.",
      mixinStandardHelpOptions = true)
  int status() throws IOException, InterruptedException {
    return new StackStatus(directory(), System.out::println).tell() ? 0 : 1;
  }

  @Command(
      name = "down",
      description = "Stops everything that up has started; data and logs stay.",
      mixinStandardHelpOptions = true)
  int down() throws IOException, InterruptedException {
    List<String> running = directory().running();
    directory().stopAll();
    System.out.println(running.isEmpty() ? "nothing ran" : "stopped: " + String.join(" ", running));
    return 0;
  }

  private WorkDirectory directory() throws IOException {
    return new WorkDirectory(
        directory == null || directory.isEmpty()
            ? home.resolve("docker/local/run")
            : Path.of(directory));
  }

  /** What {@code docker/local/up} may be told. */
  static final class StackOptions {
    @Option(
        names = "--kafka-port",
        paramLabel = "N",
        defaultValue = "${env:KAFKA_PORT:-19092}",
        description = "Kafka's port; 0 takes a free one. Default: KAFKA_PORT or 19092.")
    int kafkaPort;

    @Option(
        names = "--postgres-port",
        paramLabel = "N",
        defaultValue = "${env:POSTGRES_PORT:-15432}",
        description = "PostgreSQL's port; 0 takes a free one. Default: POSTGRES_PORT or 15432.")
    int postgresPort;

    @Option(
        names = "--flink-port",
        paramLabel = "N",
        defaultValue = "${env:FLINK_PORT:-18081}",
        description =
            "Port of Flink's web interface; 0 takes a free one. Default: FLINK_PORT or 18081.")
    int flinkPort;

    @Option(
        names = "--dashboard-port",
        paramLabel = "N",
        defaultValue = "${env:DASHBOARD_PORT:-18137}",
        description =
            "Port of the dashboard; 0 takes a free one. Default: DASHBOARD_PORT or 18137.")
    int dashboardPort;

    @Option(
        names = "--demo",
        paramLabel = "DATASET",
        description = "Data set that is sent to Kafka. Default: replay-data/weibo-2023.")
    @Nullable Path demo;

    @Option(
        names = "--speed",
        paramLabel = "N",
        defaultValue = "800000x",
        description =
            "Pace of the demo's data, event time over wall time. Default: ${DEFAULT-VALUE}.")
    String speed = "800000x";

    LocalStack.ListenOn ports() {
      return new LocalStack.ListenOn(kafkaPort, postgresPort, flinkPort);
    }

    /**
     * Says which port is taken, so that nobody else's broker or cluster is used by mistake.
     *
     * @throws IOException when one is
     */
    void refuseTakenPorts() throws IOException {
      refuseTaken("kafka", kafkaPort);
      refuseTaken("postgres", postgresPort);
      refuseTaken("flink", flinkPort);
      refuseTaken("dashboard", dashboardPort);
    }

    private static void refuseTaken(String part, int port) throws IOException {
      if (port != 0 && Ports.listens(port)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "port %d, which is for %s, is taken by another program; give another one with"
                    + " --%s-port N or %s_PORT=N, 0 for any free one.",
                port,
                part,
                part,
                part.toUpperCase(Locale.ROOT)));
      }
    }
  }
}
