// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostSummary;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** Runs a {@link PostTallyFunction}, which writes the state of many posts before a checkpoint. */
final class PostTallyOperator extends KeyedProcessOperator<String, ScoredComment, PostSummary> {
  private static final long serialVersionUID = 1L;

  private final PostTallyFunction function;

  PostTallyOperator(PostTallyFunction function) {
    super(function);
    this.function = function;
  }

  @Override
  public void open() throws Exception {
    function.runIn(this);
    super.open();
  }
}
