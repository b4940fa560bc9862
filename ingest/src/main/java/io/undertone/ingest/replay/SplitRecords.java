// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Parsed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file in the order of event time: collected first, in memory and in spilled
 * runs, and merged when they are taken. Records that tie keep the order in which they were added.
 */
final class SplitRecords implements Closeable {
  private final Path spillDirectory;
  private final TypeSerializer<Parsed> serializer;
  private final List<RecordRun> runs = new ArrayList<>();
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparing(Head::record, ReplayOrder.INSTANCE).thenComparingInt(Head::run));
  private List<Parsed> held = new ArrayList<>();
  private int taken;
  private long heldBytes;
  private long count;

  SplitRecords(Path spillDirectory, TypeSerializer<Parsed> serializer) {
    this.spillDirectory = spillDirectory;
    this.serializer = serializer;
  }

  void add(Parsed record) {
    held.add(record);
    heldBytes += RecordSize.of(record);
    count++;
  }

  /** Estimated bytes of the records in memory. */
  long heldBytes() {
    return heldBytes;
  }

  long count() {
    return count;
  }

  /** Moves what is in memory to a temporary file. */
  void spill() throws IOException {
    if (!held.isEmpty()) {
      held.sort(ReplayOrder.INSTANCE);
      runs.add(RecordRun.write(held, spillDirectory, serializer));
      held = new ArrayList<>();
      heldBytes = 0;
    }
  }

  /** Ends collecting; {@link #peek} and {@link #take} work from here on. */
  void order() throws IOException {
    held.sort(ReplayOrder.INSTANCE);
    for (int run = 0; run <= runs.size(); run++) {
      advance(run);
    }
  }

  /** The next record, or null when there is none. */
  @Nullable Parsed peek() {
    Head head = heads.peek();
    return head == null ? null : head.record;
  }

  /** Removes the next record. */
  void take() throws IOException {
    Head head = heads.poll();
    if (head != null) {
      advance(head.run);
    }
  }

  /** What is in memory counts as the last run. */
  private void advance(int run) throws IOException {
    Parsed next = run < runs.size() ? runs.get(run).next() : nextHeld();
    if (next != null) {
      heads.add(new Head(next, run));
    }
  }

  private @Nullable Parsed nextHeld() {
    return taken < held.size() ? held.get(taken++) : null;
  }

  @Override
  public void close() throws IOException {
    for (RecordRun run : runs) {
      run.close();
    }
  }

  private record Head(Parsed record, int run) {}
}
