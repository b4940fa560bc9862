// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RouteOperatorTest {
  @Test
  void drainingASilentSourceEndsTime() throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<Parsed, Comment>(new RouteOperator())) {
      harness.open();
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.getOneInputOperator().finish();
      assertThat(harness.getOutput())
          .containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE, Watermark.MAX_WATERMARK);
    }
  }
}
