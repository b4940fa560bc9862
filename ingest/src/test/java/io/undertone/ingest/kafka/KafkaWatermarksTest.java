// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.ParserOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

/** When a partition counts as idle. */
class KafkaWatermarksTest {
  private final ManualClock clock = new ManualClock(1);
  private boolean idle;

  @Test
  void aSilentPartitionOfAnEndlessInputIsIdle() {
    beSilentFor(Duration.ofMinutes(2), watermarks(false));

    assertThat(idle).isTrue();
  }

  @Test
  void aBoundedInputIsNeverIdleForAnIdleSourceLosesItsFinalWatermark() {
    beSilentFor(Duration.ofMinutes(2), watermarks(true));

    assertThat(idle).isFalse();
  }

  private void beSilentFor(Duration silence, WatermarkGenerator<Parsed> watermarks) {
    WatermarkOutput output =
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark watermark) {
            idle = false;
          }

          @Override
          public void markIdle() {
            idle = true;
          }

          @Override
          public void markActive() {
            idle = false;
          }
        };
    watermarks.onPeriodicEmit(output);
    clock.advanceTime(silence);
    watermarks.onPeriodicEmit(output);
  }

  private WatermarkGenerator<Parsed> watermarks(boolean bounded) {
    KafkaInput input =
        new KafkaInput(
            "host:9092",
            List.of("comments"),
            "group",
            "earliest",
            bounded,
            Duration.ZERO,
            Duration.ofMinutes(1),
            Map.of(),
            Formats.undertone(),
            ParserOptions.of("", "salt"));
    return KafkaCommentSource.watermarks(input).createWatermarkGenerator(new Context());
  }

  private final class Context
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }
}
