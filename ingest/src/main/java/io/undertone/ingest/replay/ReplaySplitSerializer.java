// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Layout of a split in checkpoints and savepoints, version 1. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplaySplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] bytes) throws IOException {
    requireVersion(version, VERSION);
    return read(new DataInputDeserializer(bytes));
  }

  static void requireVersion(int given, int known) throws IOException {
    if (given != known) {
      throw new IOException(
          "the state of the replay has version "
              + given
              + "; this build reads version "
              + known
              + ".");
    }
  }

  static void write(ReplaySplit split, DataOutputView out) throws IOException {
    out.writeInt(split.index());
    out.writeUTF(split.path());
    out.writeLong(split.bytes());
    out.writeLong(split.startedAt());
    out.writeLong(split.emitted());
  }

  static ReplaySplit read(DataInputView in) throws IOException {
    return new ReplaySplit(in.readInt(), in.readUTF(), in.readLong(), in.readLong(), in.readLong());
  }
}
