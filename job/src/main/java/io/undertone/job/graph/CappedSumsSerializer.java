// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Layout 1 of {@link CappedSums}: the cap, then the sums with their number before them. */
final class CappedSumsSerializer extends CompactSerializer<CappedSums> {
  private static final long serialVersionUID = 1L;
  private static final int LAYOUT = 1;

  CappedSumsSerializer() {
    this(LAYOUT);
  }

  private CappedSumsSerializer(int layout) {
    super(layout);
  }

  /** What savepoints say about this serializer. */
  public static final class Snapshot extends CompactSerializer.Snapshot<CappedSums> {
    public Snapshot() {
      super(LAYOUT, CappedSumsSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<CappedSums> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  public CappedSums createInstance() {
    return CappedSums.empty(1);
  }

  @Override
  void write(CappedSums value, DataOutputView out) throws IOException {
    out.writeDouble(value.cap());
    out.writeInt(value.prefixes().size());
    for (CappedSums.Prefix prefix : value.prefixes()) {
      out.writeInt(prefix.last());
      TallyFields.write(prefix.sum(), out);
    }
  }

  @Override
  CappedSums read(DataInputView in, int writtenIn) throws IOException {
    double cap = in.readDouble();
    int size = in.readInt();
    List<CappedSums.Prefix> prefixes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      prefixes.add(new CappedSums.Prefix(in.readInt(), TallyFields.readSum(in)));
    }
    return new CappedSums(cap, prefixes);
  }
}
