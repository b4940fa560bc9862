// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import io.undertone.job.options.OptionWords;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the dashboard over an existing result database. */
@Command(
    name = "dashboard",
    description = "Serves the web dashboard over a result database; a job may be writing to it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DashboardCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  @CommandLine.Mixin DatabaseFlags database = new DatabaseFlags();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "localhost",
      description =
          "Address to bind to. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
  String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          OptionWords.PORT
              + "; default: "
              + Dashboards.USUAL_PORT
              + ", or a free one where that is taken.")
  @Nullable Integer port;

  @Option(
      names = "--token-env",
      paramLabel = "VARIABLE",
      description = "Environment variable that holds a token which viewers must present.")
  @Nullable String tokenVariable;

  @Option(names = "--webhook", paramLabel = "URL", description = "Gets a POST with each new alert.")
  @Nullable URI webhook;

  @Option(
      names = "--acknowledgements",
      paramLabel = "FILE",
      description = "Keeps which alerts were acknowledged.")
  @Nullable Path acknowledgements;

  @Option(
      names = "--scorer",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = OptionWords.SCORER + "; of draft posts. Default: ${DEFAULT-VALUE}.")
  String scorer;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DashboardOptions options =
        DashboardOptions.of(database.url)
            .withAddress(host, 0)
            .withLogin(database.user, database.password())
            .withToken(Environment.secret(tokenVariable))
            .withWebhook(webhook)
            .withAcknowledgements(acknowledgements)
            .withDrafts(Dashboards.drafts(scorer, Environment.contentSalt()));
    try (DashboardServer server = start(options)) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(Locale.ROOT, "Dashboard: %s (Ctrl-C ends it)%n", server.url());
      out.flush();
      Dashboards.serveForever();
    }
    return 0;
  }

  private DashboardServer start(DashboardOptions options) {
    try {
      return Dashboards.start(options, port);
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.failed(String.valueOf(e.getMessage()));
    }
  }
}
