// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Layout 2 of {@link CommentVersion}: fields in their order, after flags. Layout 1 held the start
 * of the period, which follows from the times of post and comment, and no text.
 */
final class CommentVersionSerializer extends CompactSerializer<CommentVersion> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 2;

  private static final int DELETED = 1;
  private static final int HAS_AUTHOR = 2;
  private static final int HAS_TEXT = 4;

  /** The text came with an older version. */
  private static final int HAS_OLDER_TEXT = 8;

  private static final int HAS_ORIGIN = 16;

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
    return new CommentVersion(Long.MIN_VALUE, 0, 0, 0, true, "", null, null);
  }

  @Override
  void write(CommentVersion version, DataOutputView out) throws IOException {
    String author = version.author();
    CommentText text = version.text();
    out.writeByte(flags(version));
    out.writeLong(version.observedAt());
    out.writeLong(version.likes());
    out.writeDouble(version.score());
    out.writeLong(version.written());
    out.writeUTF(version.scorer());
    if (version.origin() != 0) {
      out.writeInt(version.origin());
    }
    if (author != null) {
      out.writeUTF(author);
    }
    if (text != null && isOlder(text, version)) {
      out.writeLong(text.observedAt());
      out.writeLong(text.likes());
    }
    if (text != null) {
      out.writeUTF(text.text());
    }
  }

  private static int flags(CommentVersion version) {
    CommentText text = version.text();
    int flags =
        (version.deleted() ? DELETED : 0)
            | (version.author() == null ? 0 : HAS_AUTHOR)
            | (version.origin() == 0 ? 0 : HAS_ORIGIN);
    if (text == null) {
      return flags;
    }
    return flags | HAS_TEXT | (isOlder(text, version) ? HAS_OLDER_TEXT : 0);
  }

  private static boolean isOlder(CommentText text, CommentVersion version) {
    return text.observedAt() != version.observedAt() || text.likes() != version.likes();
  }

  @Override
  CommentVersion read(DataInputView in, int writtenIn) throws IOException {
    byte flags = in.readByte();
    long observedAt = in.readLong();
    long likes = in.readLong();
    double score = in.readDouble();
    long written = in.readLong();
    if (writtenIn == 1) {
      long unused = in.readLong();
    }
    String scorer = in.readUTF();
    int origin = (flags & HAS_ORIGIN) != 0 ? in.readInt() : 0;
    String author = (flags & HAS_AUTHOR) != 0 ? in.readUTF() : null;
    return new CommentVersion(
        observedAt,
        likes,
        score,
        written,
        (flags & DELETED) != 0,
        scorer,
        author,
        text(flags, observedAt, likes, in),
        origin);
  }

  private static @Nullable CommentText text(
      byte flags, long observedAt, long likes, DataInputView in) throws IOException {
    if ((flags & HAS_TEXT) == 0) {
      return null;
    }
    return (flags & HAS_OLDER_TEXT) != 0
        ? new CommentText(in.readLong(), in.readLong(), in.readUTF())
        : new CommentText(observedAt, likes, in.readUTF());
  }
}
