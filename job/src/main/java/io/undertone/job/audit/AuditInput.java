// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.audit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.job.console.UserError;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.job.replay.ReplayRun.Sample;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is audited: a series, and the same from two random halves of its comments where there are
 * comments.
 *
 * @param series with sampling variances
 * @param first from one half of the comments; null when a table was given
 * @param second from the other half
 */
public record AuditInput(
    SentimentSeries series, @Nullable SentimentSeries first, @Nullable SentimentSeries second) {

  /** Runs the main job three times: over all comments, into the database, and over each half. */
  public static AuditInput ofDataSet(
      DataSet dataSet, Settings settings, Path database, Path scratch)
      throws IOException, InterruptedException {
    List<AudienceSentiment> all = rows(dataSet, settings, database, Sample.ALL);
    // of the halves only the series are needed, so no network is refitted
    Settings quick = settings.over("halves", Map.of(UndertoneOptions.MODELS.key(), "mean"));
    return new AuditInput(
        filled(frame(all, settings.calendar()), all),
        half(all, dataSet, quick, scratch.resolve("first.db"), Sample.FIRST_HALF),
        half(all, dataSet, quick, scratch.resolve("second.db"), Sample.SECOND_HALF));
  }

  private static SentimentSeries half(
      List<AudienceSentiment> all, DataSet dataSet, Settings settings, Path database, Sample sample)
      throws IOException, InterruptedException {
    return filled(frame(all, settings.calendar()), rows(dataSet, settings, database, sample));
  }

  private static List<AudienceSentiment> rows(
      DataSet dataSet, Settings settings, Path database, Sample sample)
      throws IOException, InterruptedException {
    ReplayRun run = new ReplayRun(dataSet, settings, database);
    run.prepare();
    ReplayRun.Progress unused = run.run(progress -> {}, sample);
    try (ResultReader results = ResultReader.open(database.toString())) {
      List<String> topics = results.topics();
      if (topics.size() != 1) {
        throw UserError.failed(
            topics.isEmpty()
                ? "No comment of the data set could be counted; there is nothing to audit."
                : String.format(
                    Locale.ROOT,
                    "The data set has the topics %s; audit one at a time with --topic.",
                    String.join(", ", topics)));
      }
      return results.rows(AudienceSentiment.class, RowQuery.topic(topics.get(0)));
    }
  }

  /** All bloggers, and all periods from the first to the last. */
  private static SentimentSeries.Builder frame(
      List<AudienceSentiment> rows, PeriodCalendar calendar) {
    SentimentSeries.Builder builder = SentimentSeries.builder();
    Period first = null;
    Period last = null;
    for (AudienceSentiment row : rows) {
      builder.blogger(row.blogger());
      Period period = new Period(row.periodStart(), row.periodEnd());
      first = first == null || period.compareTo(first) < 0 ? period : first;
      last = last == null || period.compareTo(last) > 0 ? period : last;
    }
    if (first == null || last == null) {
      return builder;
    }
    for (Period p = first; p.compareTo(last) <= 0; p = calendar.next(p)) {
      builder.period(p);
    }
    return builder;
  }

  private static SentimentSeries filled(
      SentimentSeries.Builder builder, List<AudienceSentiment> rows) {
    for (AudienceSentiment row : rows) {
      Double sentiment = row.sentiment();
      Double error = row.standardError();
      if (sentiment != null && error != null) {
        builder.add(
            new Period(row.periodStart(), row.periodEnd()),
            row.blogger(),
            sentiment,
            error * error);
      }
    }
    return builder.build();
  }
}
