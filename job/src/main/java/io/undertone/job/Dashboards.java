// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sinks.dashboard.DashboardOptions;
import io.undertone.sinks.dashboard.DashboardServer;
import io.undertone.sinks.dashboard.DraftScorer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts dashboards for the commands that serve one. */
final class Dashboards {
  /** Where a dashboard is looked for first. */
  static final int USUAL_PORT = 8137;

  private Dashboards() {}

  /**
   * Serves on the given port; without one, on the usual port or, where that is taken, a free one.
   */
  static DashboardServer start(DashboardOptions options, @Nullable Integer port)
      throws IOException {
    if (port != null && (port < 0 || port > 65535)) {
      throw UserError.usage("--port is " + port + "; allowed are 0 (any free port) to 65535.");
    }
    if (port != null) {
      return DashboardServer.start(options.withAddress(options.host(), port));
    }
    try {
      return DashboardServer.start(options.withAddress(options.host(), USUAL_PORT));
    } catch (IOException taken) {
      // an unreadable database fails again, with its own message
      return DashboardServer.start(options.withAddress(options.host(), 0));
    }
  }

  /** Scores drafts with the named scorer, opened when the first draft comes. */
  static DraftScorer drafts(String scorer, Optional<String> salt) {
    return new DraftScorer() {
      private @Nullable SentimentScorer opened;

      @Override
      public String salt() {
        return salt.orElse("");
      }

      @Override
      public String name() {
        return scorer;
      }

      @Override
      public synchronized double score(String text) {
        SentimentScorer open = opened;
        if (open == null) {
          open = Scorers.byName(scorer, ScorerOptions.defaults());
          opened = open;
        }
        return open.score(text).positive();
      }
    };
  }

  /** Opens the page in the user's browser where there is a desktop; otherwise does nothing. */
  static void open(URI page) {
    if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
      return;
    }
    try {
      Process unused =
          new ProcessBuilder("xdg-open", page.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      System.err.println("undertone: open " + page + " in a browser (" + e.getMessage() + ")");
    }
  }

  /** Waits until the process is asked to end. */
  static void serveForever() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
