// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A {@link Rank} and {@link Candidates} in state. */
final class RankFields {
  private RankFields() {}

  static void writeFloor(@Nullable Rank floor, DataOutputView out) throws IOException {
    out.writeBoolean(floor != null);
    if (floor != null) {
      write(floor, out);
    }
  }

  static @Nullable Rank readFloor(DataInputView in) throws IOException {
    return in.readBoolean() ? read(in) : null;
  }

  private static void write(Rank rank, DataOutputView out) throws IOException {
    out.writeLong(rank.likes());
    out.writeUTF(rank.id());
  }

  private static Rank read(DataInputView in) throws IOException {
    return new Rank(in.readLong(), in.readUTF());
  }

  static void write(Candidates candidates, DataOutputView out) throws IOException {
    writeFloor(candidates.floor(), out);
    out.writeInt(candidates.best().size());
    for (Rank rank : candidates.best()) {
      write(rank, out);
    }
  }

  static Candidates readCandidates(DataInputView in) throws IOException {
    Rank floor = readFloor(in);
    int size = in.readInt();
    List<Rank> best = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      best.add(read(in));
    }
    return new Candidates(best, floor);
  }
}
