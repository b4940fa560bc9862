// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was issued of a period: the rows' tables and keys. As state they are deflated, since keys of
 * a period are much alike.
 *
 * @param closed whether the issue was final and gave rows
 * @param rows without their values
 */
record IssuedKeys(boolean closed, Set<KafkaRow> rows) {
  static final IssuedKeys NONE = new IssuedKeys(false, Set.of());

  byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
      out.writeBoolean(closed);
      out.writeInt(rows.size());
      for (KafkaRow row : rows) {
        out.writeUTF(row.table());
        byte[] key = row.key().getBytes(UTF_8);
        out.writeInt(key.length);
        out.write(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #state} wrote; null is nothing. */
  static IssuedKeys restore(byte @Nullable [] state) {
    if (state == null) {
      return NONE;
    }
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(state)))) {
      boolean closed = in.readBoolean();
      int size = in.readInt();
      Set<KafkaRow> rows = new LinkedHashSet<>();
      for (int i = 0; i < size; i++) {
        String table = in.readUTF();
        rows.add(new KafkaRow(table, new String(in.readNBytes(in.readInt()), UTF_8), null));
      }
      return new IssuedKeys(closed, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
