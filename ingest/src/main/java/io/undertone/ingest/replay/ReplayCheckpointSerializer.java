// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Layout of the enumerator's state in checkpoints and savepoints, version 2; reads version 1 too.
 */
final class ReplayCheckpointSerializer implements SimpleVersionedSerializer<ReplayCheckpoint> {
  private static final int VERSION = 2;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplayCheckpoint checkpoint) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeLong(checkpoint.latestEventTime());
    out.writeInt(checkpoint.pending().size());
    for (ReplaySplit split : checkpoint.pending()) {
      ReplaySplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public ReplayCheckpoint deserialize(int version, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    long latest = Long.MIN_VALUE;
    if (version != 1) {
      ReplaySplitSerializer.requireVersion(version, VERSION);
      latest = in.readLong();
    }
    int count = in.readInt();
    List<ReplaySplit> pending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pending.add(ReplaySplitSerializer.read(in));
    }
    return new ReplayCheckpoint(pending, latest);
  }
}
