// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Layout 1 of {@link ScoredComment} between operators: fields in their order, after flags. */
final class ScoredCommentSerializer extends CompactSerializer<ScoredComment> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 1;

  private static final int DELETED = 1;
  private static final int HAS_POST_SCORE = 2;
  private static final int OBSERVED = 4;
  private static final int POST_OBSERVED = 8;
  private static final int HAS_POST_TEXT = 16;
  private static final int HAS_WORDS = 32;

  ScoredCommentSerializer() {
    this(LAYOUT);
  }

  private ScoredCommentSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<ScoredComment> {
    public Snapshot() {
      super(LAYOUT, ScoredCommentSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<ScoredComment> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public ScoredComment createInstance() {
    return new ScoredComment(
        "",
        "",
        "",
        Instant.EPOCH,
        0,
        null,
        "",
        Instant.EPOCH,
        0,
        0,
        "",
        null,
        null,
        false,
        null,
        null);
  }

  @Override
  void write(ScoredComment comment, DataOutputView out) throws IOException {
    out.writeByte(flags(comment));
    StringValue.writeString(comment.topic(), out);
    StringValue.writeString(comment.blogger(), out);
    StringValue.writeString(comment.post(), out);
    write(comment.postTime(), out);
    out.writeLong(comment.postLikes());
    if (comment.postScore() != null) {
      out.writeDouble(comment.postScore());
    }
    StringValue.writeString(comment.id(), out);
    write(comment.time(), out);
    out.writeLong(comment.likes());
    out.writeDouble(comment.score());
    StringValue.writeString(comment.scorer(), out);
    if (comment.observedAt() != null) {
      write(comment.observedAt(), out);
    }
    if (comment.postObservedAt() != null) {
      write(comment.postObservedAt(), out);
    }
    StringValue.writeString(comment.author(), out);
    StringValue.writeString(comment.text(), out);
    out.writeInt(comment.origin());
    if (comment.postText() != PostWords.NONE) {
      out.writeLong(comment.postText());
    }
    byte[] words = comment.postWords();
    if (words != null) {
      out.writeInt(words.length);
      out.write(words);
    }
  }

  private static int flags(ScoredComment comment) {
    return (comment.deleted() ? DELETED : 0)
        | (comment.postScore() == null ? 0 : HAS_POST_SCORE)
        | (comment.observedAt() == null ? 0 : OBSERVED)
        | (comment.postObservedAt() == null ? 0 : POST_OBSERVED)
        | (comment.postText() == PostWords.NONE ? 0 : HAS_POST_TEXT)
        | (comment.postWords() == null ? 0 : HAS_WORDS);
  }

  private static void write(Instant time, DataOutputView out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  @Override
  ScoredComment read(DataInputView in, int writtenIn) throws IOException {
    byte flags = in.readByte();
    return new ScoredComment(
        StringValue.readString(in),
        StringValue.readString(in),
        StringValue.readString(in),
        time(in),
        in.readLong(),
        (flags & HAS_POST_SCORE) != 0 ? Double.valueOf(in.readDouble()) : null,
        StringValue.readString(in),
        time(in),
        in.readLong(),
        in.readDouble(),
        StringValue.readString(in),
        (flags & OBSERVED) != 0 ? time(in) : null,
        (flags & POST_OBSERVED) != 0 ? time(in) : null,
        (flags & DELETED) != 0,
        StringValue.readString(in),
        StringValue.readString(in),
        in.readInt(),
        (flags & HAS_POST_TEXT) != 0 ? in.readLong() : PostWords.NONE,
        (flags & HAS_WORDS) != 0 ? bytes(in) : null);
  }

  private static Instant time(DataInputView in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static byte @Nullable [] bytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
