// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a {@link RouteFunction}. When the job is stopped with a drain, time ends for a silent source
 * too: Flink drops the last watermark of an idle input, and open periods would stay open.
 */
final class RouteOperator extends ProcessOperator<Parsed, Comment> {
  private static final long serialVersionUID = 1L;

  RouteOperator() {
    super(new RouteFunction());
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }
}
