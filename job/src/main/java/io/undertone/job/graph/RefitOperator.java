// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.tally.AlignedPeriod;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs a {@link RefitFunction}, and reads the state of every topic when the job opens: what this
 * build cannot read ends the job then, in words, and not when a topic's next period closes.
 */
final class RefitOperator extends KeyedProcessOperator<String, AlignedPeriod, Findings> {
  private static final long serialVersionUID = 1L;

  private final RefitFunction function;

  RefitOperator(RefitFunction function) {
    super(function);
    this.function = function;
  }

  @Override
  public void open() throws Exception {
    super.open();
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            RefitFunction.BASE,
            (topic, base) -> function.verify(topic));
  }
}
