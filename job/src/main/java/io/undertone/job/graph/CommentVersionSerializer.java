// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout 1 of {@link CommentVersion}: fields in their order, after flags. */
final class CommentVersionSerializer extends CompactSerializer<CommentVersion> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 1;

  private static final int DELETED = 1;
  private static final int HAS_AUTHOR = 2;

  CommentVersionSerializer() {
    this(LAYOUT);
  }

  private CommentVersionSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<CommentVersion> {
    public Snapshot() {
      super(LAYOUT, CommentVersionSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<CommentVersion> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public CommentVersion createInstance() {
    return new CommentVersion(Long.MIN_VALUE, 0, 0, 0, 0, true, "", null);
  }

  @Override
  void write(CommentVersion version, DataOutputView out) throws IOException {
    String author = version.author();
    out.writeByte((version.deleted() ? DELETED : 0) | (author == null ? 0 : HAS_AUTHOR));
    out.writeLong(version.observedAt());
    out.writeLong(version.likes());
    out.writeDouble(version.score());
    out.writeLong(version.written());
    out.writeLong(version.periodStart());
    out.writeUTF(version.scorer());
    if (author != null) {
      out.writeUTF(author);
    }
  }

  @Override
  CommentVersion read(DataInputView in, int writtenIn) throws IOException {
    byte flags = in.readByte();
    return new CommentVersion(
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readLong(),
        in.readLong(),
        (flags & DELETED) != 0,
        in.readUTF(),
        (flags & HAS_AUTHOR) != 0 ? in.readUTF() : null);
  }
}
