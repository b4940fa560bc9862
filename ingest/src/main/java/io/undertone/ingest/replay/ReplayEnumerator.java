// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Gives file i to reader i mod parallelism, all at once. When readers wait for each other it starts
 * them together, each time all have said that they are ready.
 */
final class ReplayEnumerator
    implements SplitEnumerator<ReplaySplit, ReplayCheckpoint>, ReplayedUpTo {
  private final SplitEnumeratorContext<ReplaySplit> context;
  private final List<ReplaySplit> pending;
  private final Map<Integer, Long> loaded = new HashMap<>();
  private long latest;

  ReplayEnumerator(SplitEnumeratorContext<ReplaySplit> context, ReplayCheckpoint from) {
    this.context = context;
    this.pending = new ArrayList<>(from.pending());
    this.latest = from.latestEventTime();
  }

  @Override
  public long latestEventTime() {
    return latest;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<ReplaySplit> splits, int subtask) {
    pending.addAll(splits);
  }

  @Override
  public void addReader(int subtask) {
    loaded.remove(subtask);
    List<ReplaySplit> own = new ArrayList<>(pending);
    own.removeIf(split -> split.index() % context.currentParallelism() != subtask);
    pending.removeAll(own);
    if (!own.isEmpty()) {
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, own)));
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (!(event instanceof ReplayLoaded report)) {
      throw new IllegalArgumentException("not an event of the replay: " + event);
    }
    latest = Math.max(latest, report.latestEventTime());
    loaded.put(subtask, report.firstEventTime());
    if (loaded.size() == context.currentParallelism()) {
      long first = loaded.values().stream().mapToLong(Long::longValue).min().orElseThrow();
      ReplayStart start = new ReplayStart(first, System.currentTimeMillis());
      loaded.keySet().forEach(reader -> context.sendEventToSourceReader(reader, start));
      loaded.clear();
    }
  }

  @Override
  public ReplayCheckpoint snapshotState(long checkpointId) {
    return new ReplayCheckpoint(List.copyOf(pending), latest);
  }

  @Override
  public void close() {}
}
