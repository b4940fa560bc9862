// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.job.console.Prose;
import io.undertone.job.replay.ReplayRun.Progress;
import io.undertone.sinks.TimeFormat;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress: a bar with event time on a terminal, a plain line now and then otherwise. */
public final class ReplayMonitor implements Consumer<Progress>, AutoCloseable {
  private static final double LINE_SECONDS = 5;

  /** "replay 100% │", ten columns of bar, "│ / records (0:00:00 / 0:00:00) ". */
  private static final int TAKEN = 56;

  private final PrintStream out;
  private final boolean terminal;
  private final TimeFormat times;
  private final PeriodCalendar calendar;
  private @Nullable ProgressBar bar;
  private @Nullable Progress paceFrom;
  private double lastLine;

  /**
   * @param times how times are shown
   * @param calendar cuts time into periods, so that the open one can be named
   */
  public ReplayMonitor(
      PrintStream out, boolean terminal, TimeFormat times, PeriodCalendar calendar) {
    this.out = out;
    this.terminal = terminal;
    this.times = times;
    this.calendar = calendar;
  }

  @Override
  public void accept(Progress progress) {
    if (progress.bytesRead() < progress.bytesTotal()) {
      reading(progress);
      return;
    }
    if (progress.recordsTotal() == 0) {
      return;
    }
    if (paceFrom == null && progress.eventTime() != 0) {
      paceFrom = progress;
    }
    if (terminal) {
      step(progress);
    } else if (progress.seconds() - lastLine >= LINE_SECONDS) {
      lastLine = progress.seconds();
      if (progress.records() == progress.recordsTotal()) {
        line(
            "undertone: all %,d records read, fitting: %,d periods done",
            progress.records(), progress.periods());
        return;
      }
      line(
          "undertone: %,d of %,d records, %s, %d %s closed, %s left",
          progress.records(),
          progress.recordsTotal(),
          date(progress),
          progress.periods(),
          progress.periods() == 1 ? "period" : "periods",
          left(progress));
    }
  }

  /** A line that ends between words where a terminal of 80 columns would cut it. */
  private void line(String format, Object... values) {
    out.print(Prose.wrap(String.format(Locale.ROOT, format, values)));
  }

  /** Files are read and ordered before the first record comes out. */
  private void reading(Progress progress) {
    if (!terminal && progress.seconds() - lastLine >= LINE_SECONDS) {
      lastLine = progress.seconds();
      out.printf(
          Locale.ROOT,
          "undertone: reading and ordering files, %.0f %%, %,d records so far%n",
          100.0 * progress.bytesRead() / progress.bytesTotal(),
          progress.recordsTotal());
    }
  }

  private void step(Progress progress) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("replay")
              .setUnit(" records", 1)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .setInitialMax(progress.recordsTotal())
              .build();
    }
    bar.maxHint(progress.recordsTotal());
    bar.stepTo(progress.records());
    bar.setExtraMessage(
        cut(
            progress.records() == progress.recordsTotal()
                ? String.format(Locale.ROOT, "fitting, %,d periods done", progress.periods())
                : eventTime(progress),
            room(progress)));
  }

  /** Columns that the bar leaves in a terminal of 80: name, bar, counts and times take the rest. */
  private static int room(Progress progress) {
    int counts = 2 * Long.toString(progress.recordsTotal()).length();
    return Prose.WIDTH - TAKEN - counts;
  }

  /** As many whole words as there is room for. */
  static String cut(String message, int room) {
    String first = message.split(" ", 2)[0];
    return Prose.width(first) > room ? "" : Prose.lines(message, room).get(0);
  }

  private String date(Progress progress) {
    return progress.eventTime() == 0
        ? "-"
        : times.time(Instant.ofEpochMilli(progress.eventTime())).substring(0, 10);
  }

  private String eventTime(Progress progress) {
    if (progress.eventTime() == 0) {
      return "-";
    }
    Instant now = Instant.ofEpochMilli(progress.eventTime());
    Period open = calendar.periodOf(now);
    return String.format(
        Locale.ROOT,
        "%s (%.0f %% of its period)",
        times.time(now).substring(0, 10),
        100 * open.elapsed(now));
  }

  /** By the pace since the first record: starting and ordering the files say nothing about it. */
  private String left(Progress progress) {
    if (paceFrom == null) {
      return "?";
    }
    double passed = progress.seconds() - paceFrom.seconds();
    long read = progress.records() - paceFrom.records();
    if (read == 0) {
      return "?";
    }
    double seconds = passed * (progress.recordsTotal() - progress.records()) / read;
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toMinutes() > 0
        ? String.format(Locale.ROOT, "%d min %d s", left.toMinutes(), left.toSecondsPart())
        : left.toSeconds() + " s";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.stepTo(bar.getMax());
      bar.close();
    }
  }
}
