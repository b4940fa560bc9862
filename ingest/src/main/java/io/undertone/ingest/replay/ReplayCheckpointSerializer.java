// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Layout of the enumerator's state in checkpoints and savepoints, version 1. */
final class ReplayCheckpointSerializer implements SimpleVersionedSerializer<ReplayCheckpoint> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplayCheckpoint checkpoint) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(checkpoint.pending().size());
    for (ReplaySplit split : checkpoint.pending()) {
      ReplaySplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public ReplayCheckpoint deserialize(int version, byte[] bytes) throws IOException {
    ReplaySplitSerializer.requireVersion(version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int count = in.readInt();
    List<ReplaySplit> pending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pending.add(ReplaySplitSerializer.read(in));
    }
    return new ReplayCheckpoint(pending);
  }
}
