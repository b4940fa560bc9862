// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
}
