// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Parsed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;

/** Ordered records in a temporary file, which vanishes when it has been read or closed. */
final class RecordRun implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final Path file;
  private final int count;
  private final TypeSerializer<Parsed> serializer;
  private @Nullable DataInputViewStreamWrapper in;
  private int read;

  private RecordRun(Path file, int count, TypeSerializer<Parsed> serializer) {
    this.file = file;
    this.count = count;
    this.serializer = serializer;
  }

  static RecordRun write(List<Parsed> records, Path directory, TypeSerializer<Parsed> serializer)
      throws IOException {
    Path file = Files.createTempFile(directory, "undertone-replay-", ".run");
    try (DataOutputViewStreamWrapper out =
        new DataOutputViewStreamWrapper(
            new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      for (Parsed record : records) {
        serializer.serialize(record, out);
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new RecordRun(file, records.size(), serializer);
  }

  /** The next record, or null at the end. */
  @Nullable Parsed next() throws IOException {
    if (read == count) {
      close();
      return null;
    }
    if (in == null) {
      in =
          new DataInputViewStreamWrapper(
              new BufferedInputStream(
                  Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE), BUFFER));
    }
    read++;
    return serializer.deserialize(in);
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
