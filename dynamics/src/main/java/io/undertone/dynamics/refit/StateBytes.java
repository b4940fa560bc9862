// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Versioned, canonical bytes: the same content gives the same bytes on every machine. */
final class StateBytes {
  private StateBytes() {}

  /** Writes one part. */
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads one part back. */
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Reads one part of several layouts back. */
  interface LayoutReader<T> {
    T read(DataInputStream in, int layout) throws IOException;
  }

  static byte[] write(int version, Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(version);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(String part, int version, byte[] bytes, Reader<T> reader) {
    return read(part, version, version, bytes, (in, layout) -> reader.read(in));
  }

  /** Reads any layout from the oldest to the newest. */
  static <T> T read(String part, int oldest, int version, byte[] bytes, LayoutReader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readInt();
      if (found < oldest || found > version) {
        throw new IllegalStateException(
            String.format(
                    Locale.ROOT,
                    "State part '%s' has layout %d; this build reads layout %d. Restore it with the build",
                    part,
                    found,
                    version)
                + " that wrote it, or start without state and replay.");
      }
      return reader.read(in, found);
    } catch (IOException e) {
      throw new UncheckedIOException("State part '" + part + "' is cut short.", e);
    }
  }

  static void doubles(DataOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double v : values) {
      out.writeDouble(v);
    }
  }

  static double[] doubles(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  static void period(DataOutput out, Period period) throws IOException {
    out.writeLong(period.start().toEpochMilli());
    out.writeLong(period.end().toEpochMilli());
  }

  static Period period(DataInput in) throws IOException {
    return new Period(Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()));
  }

  static void texts(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> texts(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
