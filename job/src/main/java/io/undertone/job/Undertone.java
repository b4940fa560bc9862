// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.ingest.InputException;
import io.undertone.job.console.UserError;
import io.undertone.job.console.Version;
import io.undertone.job.options.InvalidOption;
import io.undertone.job.options.Option;
import io.undertone.job.options.OptionFlags;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.stream.FlinkEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code undertone COMMAND}. */
@Command(
    name = "undertone",
    description =
        "Turns comment streams into audience sentiment per blogger, keeps refitting"
            + " opinion-dynamics models to it, and shows who influences whom and what comes next.",
    footer =
        "%nThe launcher adds: `undertone test` runs all tests, `undertone package` builds the jar"
            + " for Flink clusters, `undertone release` what a release carries, `undertone local"
            + " up|status|down` runs all of it with Kafka and PostgreSQL on this machine.",
    subcommands = {
      ReplayCommand.class,
      InspectCommand.class,
      FormatsCommand.class,
      RunCommand.class,
      FitCommand.class,
      ScoreForecastsCommand.class,
      ScoreCommand.class,
      TrainSentimentCommand.class,
      AuditCommand.class,
      GenerateCommand.class,
      ProduceCommand.class,
      DashboardCommand.class,
      WhatIfCommand.class,
      BriefCommand.class,
      PaperCommand.class,
      EraseCommand.class,
      ConfigCommand.class,
      SchemasCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine", "1:failed", "2:wrong usage"})
public final class Undertone implements Runnable {
  /** Commands that take options as flags, and which. */
  private static final Map<String, List<Option<?>>> WITH_OPTIONS =
      Map.of(
          "replay", UndertoneOptions.shared(),
          "audit", UndertoneOptions.shared(),
          "run", UndertoneOptions.all(),
          "produce", ProduceCommand.OPTIONS,
          "config", UndertoneOptions.all());

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? `undertone --help` lists them.");
  }

  /** Ends the process with the command's exit code, unless the process is a Flink cluster's. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("run") && FlinkEnvironment.isCluster()) {
      executeOnCluster(args);
    } else {
      System.exit(execute(args));
    }
  }

  /** A cluster runs this inside of its own process and wants an exception for a failure. */
  private static void executeOnCluster(String[] args) {
    StringWriter errors = new StringWriter();
    CommandLine line = commandLine().setErr(new PrintWriter(errors, true));
    if (line.execute(args) != 0) {
      throw UserError.failed(errors.toString().strip());
    }
  }

  /** Runs one command and returns its exit code. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The parser, for tests and shell completion. */
  public static CommandLine commandLine() {
    CommandLine line =
        new CommandLine(new Undertone()) {
          @Override
          public ParseResult parseArgs(String... args) {
            return super.parseArgs(OptionFlags.hyphenated(args));
          }
        };
    WITH_OPTIONS.forEach(
        (name, options) ->
            OptionFlags.addTo(
                Objects.requireNonNull(line.getSubcommands().get(name)).getCommandSpec(), options));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Undertone::wrongUsage)
        .setExecutionExceptionHandler(Undertone::failed);
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("undertone: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    return 2;
  }

  /** Errors that a user can put right are one line; anything else keeps its trace. */
  private static int failed(Exception e, CommandLine command, ParseResult result) throws Exception {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError user) {
        command.getErr().println("undertone: " + user.getMessage());
        return user.kind() == UserError.Kind.USAGE ? 2 : 1;
      }
      if (cause instanceof InvalidOption) {
        command.getErr().println("undertone: " + cause.getMessage());
        return 2;
      }
      if (cause instanceof InputException || cause instanceof IOException) {
        command.getErr().println("undertone: " + message(cause));
        return 1;
      }
    }
    throw e;
  }

  /** File system errors carry the file alone; say what went wrong with it. */
  private static String message(Throwable cause) {
    if (cause instanceof FileSystemException e && e.getReason() == null) {
      String what =
          cause instanceof AccessDeniedException
              ? "may not be read or written; check its permissions"
              : cause instanceof FileAlreadyExistsException
                  ? "exists already and is no folder"
                  : "cannot be read or written";
      return "'" + e.getFile() + "' " + what + ".";
    }
    return String.valueOf(cause.getMessage());
  }
}
