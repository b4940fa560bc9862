// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Base of hand-written serializers of immutable state records that are read and written once per
 * comment, where Flink's POJO serializer would cost more than the state backend.
 *
 * <p>Each has a layout number that savepoints carry: a later build that writes another layout still
 * reads the old one, and Flink rewrites the state when it restores.
 */
abstract class CompactSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final int layout;

  /**
   * @param layout of the values that are read
   */
  CompactSerializer(int layout) {
    this.layout = layout;
  }

  /** Writes a value in the newest layout. */
  abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads a value that was written in this layout. */
  abstract T read(DataInputView in, int writtenIn) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    return read(in, layout);
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return read(in, layout);
  }

  @Override
  public final void copy(DataInputView in, DataOutputView out) throws IOException {
    write(read(in, layout), out);
  }

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((CompactSerializer<?>) other).layout == layout;
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode() + layout;
  }

  /** What a savepoint says about the serializer: its layout. */
  abstract static class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private final IntFunction<CompactSerializer<T>> ofLayout;
    private final int newest;
    private int layout;

    Snapshot(int newest, IntFunction<CompactSerializer<T>> ofLayout) {
      this.ofLayout = ofLayout;
      this.newest = newest;
      this.layout = newest;
    }

    @Override
    public int getCurrentVersion() {
      return newest;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {
      // the version of the snapshot is the layout
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
        throws IOException {
      if (version > newest) {
        // to start again would not help
        throw new SuppressRestartsException(
            new IOException(
                String.format(
                    Locale.ROOT,
                    "State has layout %d of %s; this build reads layouts up to %d. Use the build that wrote it.",
                    version,
                    getClass().getEnclosingClass().getSimpleName(),
                    newest)));
      }
      layout = version;
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return ofLayout.apply(layout);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      if (old.getClass() != getClass()) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      return ((Snapshot<T>) old).layout == newest
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
  }
}
