// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.sinks.CountingReader;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.SampleResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the answers of the API read, in steps of SQLite's virtual machine, as the history grows from
 * 40 days to 400: those about now read as much, those about one audience no more than that
 * audience's rows.
 */
@Timeout(900)
class HistoryCostIT {
  private static final int AUDIENCES = 60;
  private static final int SHORT = 40;
  private static final int LONG = 400;

  /** How much more an answer about now may read in a history ten times as long. */
  private static final double FACTOR = 1.5;

  /** Steps for a period's row of current_period. */
  private static final long SUMMARY_STEPS = 20;

  /** Steps for a row of audience_sentiment. */
  private static final long ROW_STEPS = 40;

  @TempDir Path directory;

  private static List<String> aboutNow(int days) {
    String last = SampleResults.TIMES.periodBound(LargeTopic.start(days - 2));
    String before = SampleResults.TIMES.periodBound(LargeTopic.start(days - 3));
    return List.of(
        "meta",
        "summary?topic=t",
        "whatif?topic=t&source=b00007",
        "health?topic=t",
        "brief?topic=t",
        "change?topic=t",
        "change?topic=t&blogger=b00007&from_blogger=b00008",
        "audience_sentiment?topic=t&period_start=latest",
        "audience_sentiment?topic=t&blogger=b00007&period_start=latest",
        "audience_sentiment?topic=t&provisional=true&period_start=latest",
        "audience_sentiment?topic=t&order=desc&limit=200",
        "audience_sentiment?topic=t&limit=200",
        "audience_sentiment?topic=t&from=" + before + "&order=desc",
        "influence?topic=t&as_of=latest",
        "influence?topic=t&model=undertone&as_of=latest",
        "influence?topic=t&model=undertone&as_of=latest&status=confirmed&status=likely",
        "influence?topic=t&source=b00007&as_of=latest",
        "influence?topic=t&order=desc&limit=200",
        "forecast?topic=t&made_at=latest",
        "forecast?topic=t&model=undertone&made_at=latest&conditional=false",
        "forecast?topic=t&model=undertone&blogger=b00007&made_at=latest&conditional=false",
        "forecast?topic=t&order=desc&limit=200",
        "model_score?topic=t&as_of=latest",
        "model_score?topic=t&order=desc&limit=30",
        "model_status?topic=t&as_of=latest",
        "model_status?topic=t&order=desc&limit=30",
        "private_opinion?topic=t&period_start=latest",
        "private_opinion?topic=t&order=desc&limit=200",
        "alert?topic=t&order=desc&limit=30",
        "alert?topic=t&period_start=latest",
        "post_evidence?topic=t&period_start=latest",
        "post_evidence?topic=t&blogger=b00007&period_start=" + last,
        "post_evidence?topic=t&order=desc&limit=200",
        "post_nowcast?topic=t",
        "post_nowcast?topic=t&period_start=latest",
        "comment_evidence?topic=t&blogger=b00007&period_start=" + last,
        "dead_letter?order=desc&limit=50",
        "dead_letter?topic=t&order=desc&limit=50");
  }

  @Test
  void answersAboutNowReadNoMoreInALongHistory() throws Exception {
    Map<String, Long> few = steps(SHORT, aboutNow(SHORT));
    Map<String, Long> many = steps(LONG, aboutNow(LONG));
    List<String> growing = new ArrayList<>();
    List<Long> before = new ArrayList<>(few.values());
    List<Long> after = new ArrayList<>(many.values());
    List<String> routes = new ArrayList<>(many.keySet());
    for (int i = 0; i < routes.size(); i++) {
      long now = after.get(i);
      long allowed = (long) (FACTOR * before.get(i)) + more(routes.get(i));
      String line =
          String.format(Locale.ROOT, "%9d -> %9d steps  %s", before.get(i), now, routes.get(i));
      System.out.println(line);
      if (now > allowed) {
        growing.add(line);
      }
    }
    assertThat(growing).isEmpty();
  }

  /**
   * Computed answers look through the topic's periods in short. A change is judged by how its
   * audiences moved in their last 400 periods; a briefing tells of five of them.
   */
  private static long more(String route) {
    String answer = route.split("\\?", 2)[0];
    int audiences = answer.equals("brief") ? 5 : answer.equals("change") ? 2 : 0;
    return Api.ANSWERS.contains(answer)
        ? (LONG - SHORT) * (SUMMARY_STEPS + audiences * ROW_STEPS)
        : 0;
  }

  private Map<String, Long> steps(int days, List<String> routes) throws Exception {
    Path file = write(days);
    AtomicLong counted = new AtomicLong();
    DashboardOptions options = DashboardOptions.of(file.toString());
    Map<String, Long> steps = new LinkedHashMap<>();
    try (ReaderPool pool =
        new ReaderPool(
            () -> CountingReader.open(file.toString(), counted), new DashboardMetrics())) {
      Api api =
          new Api(pool, options, new Acknowledgements(options.acknowledgements()), new Viewers());
      for (String route : routes) {
        String[] parts = route.split("\\?", 2);
        counted.set(0);
        Response answer =
            api.get(parts[0], QueryParameters.parse(parts.length > 1 ? parts[1] : null));
        assertThat(answer.plain()).as(route).isNotEmpty();
        steps.put(route, counted.get());
      }
    }
    return steps;
  }

  private Path write(int days) throws IOException {
    Path file = directory.resolve("days-" + days + ".db");
    try (ResultStore store = ResultTarget.file(file, SampleResults.TIMES).open()) {
      new LargeTopic(AUDIENCES, days, 5, days, null).write(store);
    }
    return file;
  }
}
