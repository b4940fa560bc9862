// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Parsed;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of records in the order of event time: just below the last record, whenever an hour of
 * event time has passed and at the periodic interval. Nothing is ever late.
 */
final class ReplayWatermarks implements WatermarkGenerator<Parsed> {
  private static final long STEP_MILLIS = 3_600_000;

  private long latest = Long.MIN_VALUE + 1;
  private long emitted = Long.MIN_VALUE;

  @Override
  public void onEvent(Parsed record, long time, WatermarkOutput output) {
    latest = Math.max(latest, time);
    if (emitted == Long.MIN_VALUE ? time > 0 : latest - emitted > STEP_MILLIS) {
      emit(output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    emit(output);
  }

  private void emit(WatermarkOutput output) {
    emitted = latest - 1;
    output.emitWatermark(new Watermark(emitted));
  }
}
