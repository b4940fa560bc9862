// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Collection;
import org.apache.flink.api.common.state.MapState;

/**
 * Comments of one post that were written after their period closed: each waits for the revision
 * that its own time decides, so that who came first decides nothing.
 */
final class HeldComments {
  private final MapState<String, ScoredComment> held;

  HeldComments(MapState<String, ScoredComment> held) {
    this.held = held;
  }

  /**
   * Holds a comment.
   *
   * @param due event time at which it is taken, epoch milliseconds
   */
  void hold(long due, ScoredComment comment) throws Exception {
    // the whole comment is in the key: versions that differ in anything wait beside each other
    held.put(due + "/" + comment, comment);
  }

  /** Takes out what is due. */
  Collection<ScoredComment> release(long timestamp) throws Exception {
    var due = Slots.due(held, timestamp);
    for (String key : due.keySet()) {
      held.remove(key);
    }
    return due.values();
  }
}
