// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a sequence classifier of a few hundred bytes in ONNX's protobuf format: each token has one
 * row of logits, and the text's logits are their mean over the tokens.
 */
final class TinyOnnx {
  private static final int INT64 = 7;
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A model whose token i has the logits of row i. */
  static byte[] classifier(float[][] logits) {
    int classes = logits[0].length;
    ByteBuffer table =
        ByteBuffer.allocate(logits.length * classes * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : logits) {
      for (float value : row) {
        table.putFloat(value);
      }
    }
    TinyOnnx tensor =
        new TinyOnnx()
            .number(1, logits.length)
            .number(1, classes)
            .number(2, FLOAT)
            .text(8, "table")
            .bytes(9, table.array());
    TinyOnnx gather =
        new TinyOnnx().text(1, "table").text(1, "input_ids").text(2, "rows").text(4, "Gather");
    TinyOnnx mean =
        new TinyOnnx()
            .text(1, "rows")
            .text(2, "logits")
            .text(4, "ReduceMean")
            .message(5, new TinyOnnx().text(1, "axes").number(8, 1).number(20, 7))
            .message(5, new TinyOnnx().text(1, "keepdims").number(3, 0).number(20, 2));
    TinyOnnx graph =
        new TinyOnnx()
            .message(1, gather)
            .message(1, mean)
            .text(2, "tiny")
            .message(5, tensor)
            .message(11, value("input_ids", INT64, "tokens"))
            .message(11, value("attention_mask", INT64, "tokens"))
            .message(12, value("logits", FLOAT, "classes"));
    return new TinyOnnx()
        .number(1, 7)
        .message(7, graph)
        .message(8, new TinyOnnx().text(1, "").number(2, 13))
        .bytes
        .toByteArray();
  }

  /** A matrix of one row and as many columns as there are. */
  private static TinyOnnx value(String name, int type, String columns) {
    TinyOnnx shape =
        new TinyOnnx()
            .message(1, new TinyOnnx().number(1, 1))
            .message(1, new TinyOnnx().text(2, columns));
    TinyOnnx tensor = new TinyOnnx().number(1, type).message(2, shape);
    return new TinyOnnx().text(1, name).message(2, new TinyOnnx().message(1, tensor));
  }

  private TinyOnnx number(int field, long value) {
    variable((long) field << 3);
    variable(value);
    return this;
  }

  private TinyOnnx text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private TinyOnnx message(int field, TinyOnnx value) {
    return bytes(field, value.bytes.toByteArray());
  }

  private TinyOnnx bytes(int field, byte[] value) {
    variable((long) field << 3 | 2);
    variable(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void variable(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
