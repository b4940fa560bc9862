// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.Parsed;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of one partition: the latest event time less the out-of-orderness; idle after a while
 * without usable records. A partition that brings nothing but dead letters is idle as well, since
 * they have no event time.
 */
final class CommentWatermarks implements WatermarkGenerator<Parsed> {
  private final WatermarkGenerator<Parsed> usable;

  private CommentWatermarks(WatermarkGenerator<Parsed> usable) {
    this.usable = usable;
  }

  /**
   * @param idleMillis {@code Long.MAX_VALUE} for never
   */
  static CommentWatermarks of(long boundMillis, long idleMillis, RelativeClock clock) {
    WatermarkGenerator<Parsed> bounded =
        new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(boundMillis));
    return new CommentWatermarks(
        idleMillis == Long.MAX_VALUE
            ? bounded
            : new WatermarksWithIdleness<>(bounded, Duration.ofMillis(idleMillis), clock));
  }

  @Override
  public void onEvent(Parsed parsed, long time, WatermarkOutput output) {
    if (parsed.deadLetter() == null) {
      usable.onEvent(parsed, time, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    usable.onPeriodicEmit(output);
  }
}
