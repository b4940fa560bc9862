// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout 1 of {@link AuthorSegments}: its parts with their number before them. */
final class AuthorSegmentsSerializer extends CompactSerializer<AuthorSegments> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 1;

  AuthorSegmentsSerializer() {
    this(LAYOUT);
  }

  private AuthorSegmentsSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<AuthorSegments> {
    public Snapshot() {
      super(LAYOUT, AuthorSegmentsSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<AuthorSegments> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public AuthorSegments createInstance() {
    return AuthorSegments.NONE;
  }

  @Override
  void write(AuthorSegments value, DataOutputView out) throws IOException {
    out.writeInt(value.parts().size());
    for (AuthorSegments.Part part : value.parts()) {
      out.writeInt(part.segment());
      out.writeUTF(part.scorer());
      TallyFields.write(part.tally(), out);
    }
  }

  @Override
  AuthorSegments read(DataInputView in, int writtenIn) throws IOException {
    int size = in.readInt();
    List<AuthorSegments.Part> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(new AuthorSegments.Part(in.readInt(), in.readUTF(), TallyFields.read(in)));
    }
    return new AuthorSegments(parts);
  }
}
