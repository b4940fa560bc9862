// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes the place of the operator that chose the most weighty comments in release 0.1.0, so that
 * its savepoints go on: each text that it kept goes to the tally, which knows the comment already,
 * before the tally passes on what was due. A job that did not start from such a savepoint has
 * nothing here.
 */
public final class EvidenceHandover
    extends KeyedProcessFunction<String, ScoredComment, ScoredComment> {
  private static final long serialVersionUID = 1L;

  private transient MapState<String, ScoredText> comments;

  @Override
  public void open(OpenContext context) {
    comments =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("comments", String.class, ScoredText.class));
  }

  @Override
  public void processElement(ScoredComment comment, Context context, Collector<ScoredComment> out) {
    throw new IllegalStateException("Nothing but state of release 0.1.0 comes this way.");
  }

  /** The timers are those that the older release set for what was due. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoredComment> out)
      throws Exception {
    for (ScoredText kept : comments.values()) {
      out.collect(kept.comment());
    }
    comments.clear();
  }
}
