// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays as bytes; the same content gives the same bytes on every machine. */
final class Doubles {
  private Doubles() {}

  static void write(DataOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static double[] read(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  static void write(DataOutput out, boolean[] values) throws IOException {
    out.writeInt(values.length);
    for (boolean value : values) {
      out.writeBoolean(value);
    }
  }

  static boolean[] readFlags(DataInput in) throws IOException {
    boolean[] values = new boolean[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readBoolean();
    }
    return values;
  }
}
