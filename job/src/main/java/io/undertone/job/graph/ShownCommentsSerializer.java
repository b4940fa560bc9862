// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout 1 of {@link ShownComments}: fields in their order, lists with their sizes before them. */
final class ShownCommentsSerializer extends CompactSerializer<ShownComments> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 1;

  ShownCommentsSerializer() {
    this(LAYOUT);
  }

  private ShownCommentsSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<ShownComments> {
    public Snapshot() {
      super(LAYOUT, ShownCommentsSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<ShownComments> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public ShownComments createInstance() {
    return ShownComments.NONE;
  }

  @Override
  void write(ShownComments value, DataOutputView out) throws IOException {
    out.writeInt(value.revision());
    out.writeLong(value.digest());
    RankFields.write(value.counted(), out);
    out.writeInt(value.waiting().size());
    for (ShownComments.Waiting waiting : value.waiting()) {
      out.writeInt(waiting.segment());
      RankFields.write(waiting.candidates(), out);
    }
  }

  @Override
  ShownComments read(DataInputView in, int writtenIn) throws IOException {
    int revision = in.readInt();
    long digest = in.readLong();
    Candidates counted = RankFields.readCandidates(in);
    int size = in.readInt();
    List<ShownComments.Waiting> waiting = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      waiting.add(new ShownComments.Waiting(in.readInt(), RankFields.readCandidates(in)));
    }
    return new ShownComments(revision, digest, counted, waiting);
  }
}
