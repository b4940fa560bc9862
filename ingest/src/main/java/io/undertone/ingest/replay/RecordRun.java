// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Parsed;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Ordered records in a temporary file, which vanishes when it has been read or closed. */
final class RecordRun implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final int count;
  private final TypeSerializer<Parsed> serializer;
  private final DataInputDeserializer record = new DataInputDeserializer();
  private byte[] bytes = new byte[256];
  private @Nullable DataInputStream in;
  private int read;

  private RecordRun(Path file, int count, TypeSerializer<Parsed> serializer) {
    this.file = file;
    this.count = count;
    this.serializer = serializer;
  }

  static RecordRun write(List<Parsed> records, Path directory, TypeSerializer<Parsed> serializer)
      throws IOException {
    Path file = Files.createTempFile(directory, "undertone-replay-", ".run");
    // serializers write byte by byte, for which streams are slow
    DataOutputSerializer buffer = new DataOutputSerializer(BUFFER);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Parsed record : records) {
        int start = buffer.length();
        buffer.skipBytesToWrite(Integer.BYTES);
        serializer.serialize(record, buffer);
        buffer.writeIntUnsafe(buffer.length() - start - Integer.BYTES, start);
        if (buffer.length() >= BUFFER) {
          flush(buffer, out);
        }
      }
      flush(buffer, out);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new RecordRun(file, records.size(), serializer);
  }

  private static void flush(DataOutputSerializer buffer, OutputStream out) throws IOException {
    out.write(buffer.getSharedBuffer(), 0, buffer.length());
    buffer.clear();
  }

  /** The next record, or null at the end. */
  @Nullable Parsed next() throws IOException {
    if (read == count) {
      close();
      return null;
    }
    if (in == null) {
      in =
          new DataInputStream(
              new BufferedInputStream(
                  Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), BUFFER));
    }
    int length = in.readInt();
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    in.readFully(bytes, 0, length);
    record.setBuffer(bytes, 0, length);
    read++;
    return serializer.deserialize(record);
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
