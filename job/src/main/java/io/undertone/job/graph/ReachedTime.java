// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * How far event time has come, through restores. Flink's watermarks are no part of a checkpoint and
 * start anew with each restore; what was too late before must be too late after it as well, since
 * the state of its period is gone.
 */
final class ReachedTime {
  private final ListState<Long> stored;
  private long reached = Long.MIN_VALUE;

  /** Goes on from what any subtask had reached. */
  ReachedTime(FunctionInitializationContext context) throws Exception {
    stored =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("reached", Types.LONG));
    for (Long before : stored.get()) {
      reached = Math.max(reached, before);
    }
  }

  /** The watermark, or what was reached before a restore, epoch milliseconds. */
  long now(TimerService service) {
    long watermark = service.currentWatermark();
    // the end of a bounded input is no time that later records could be late for
    if (watermark != Long.MAX_VALUE) {
      reached = Math.max(reached, watermark);
    }
    return Math.max(reached, watermark);
  }

  void snapshot() throws Exception {
    stored.update(List.of(reached));
  }
}
