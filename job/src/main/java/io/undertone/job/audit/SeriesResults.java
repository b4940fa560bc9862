// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.refit.Scoreboard;
import io.undertone.job.console.Version;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.TimeFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The results that the job would have written, had it counted the values of a table. */
public final class SeriesResults {
  private SeriesResults() {}

  /**
   * Refits period by period.
   *
   * @param name of the table, which is also the topic
   * @param numbered whether its periods are numbers; a report then shows no dates
   */
  public static void write(
      String name, SentimentSeries table, RefitOptions options, boolean numbered, Path database)
      throws IOException {
    TimeFormat times = new TimeFormat(options.calendar().zone(), options.calendar().wholeDays());
    Scoreboard scores = Scoreboard.restore(null);
    try (ResultDatabase results = ResultDatabase.open(database, times);
        OnlineRefit refit = new OnlineRefit(options)) {
      results.writeMeta(
          Map.of(
              "data_set",
              name,
              "build",
              Version.build(),
              "scorer",
              "given",
              "periods",
              numbered ? "numbered" : options.calendar().name()));
      for (int t = 0; t < table.length(); t++) {
        Refitted refitted = refit.observe(name, table, t);
        results.write(refitted.withScores(scores.close(refitted, 0)));
      }
    }
  }
}
