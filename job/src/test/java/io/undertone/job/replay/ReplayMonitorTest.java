// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.options.Settings;
import io.undertone.job.replay.ReplayRun.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayMonitorTest {
  private static final long DAY = Instant.parse("2024-01-01T12:00:00Z").toEpochMilli();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static Progress progress(long records, long eventTime, double seconds) {
    return new Progress(9, 9, records, 1_000, eventTime, 1, 0, 0, 0, seconds);
  }

  @Test
  void timeLeftGoesByThePaceSinceTheFirstComment() {
    Settings settings = Settings.builder().build();
    try (ReplayMonitor monitor =
        new ReplayMonitor(
            new PrintStream(out, true, UTF_8),
            false,
            ReplayRun.timeFormat(settings),
            settings.calendar())) {
      monitor.accept(progress(1, 0, 20));
      monitor.accept(progress(100, DAY, 21));
      monitor.accept(progress(400, DAY, 31));
    }
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "undertone: 1 of 1,000 records, -, 0 periods closed, ? left",
            "undertone: 400 of 1,000 records, 2024-01-01, 0 periods closed, 20" + " s left");
  }
}
