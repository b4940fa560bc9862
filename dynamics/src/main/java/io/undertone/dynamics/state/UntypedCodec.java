// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * Reads what builds before {@link StateCodec} wrote: the same values in the same order, without
 * their types. It writes nothing.
 */
final class UntypedCodec implements Codec {
  private final String part;
  private final DataInputStream in;

  UntypedCodec(String part, byte[] bytes) {
    this.part = part;
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private interface Read<T> {
    T from(DataInputStream in) throws IOException;
  }

  private <T> T read(Read<T> read) {
    try {
      return read.from(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "State part '" + part + "' ends before its layout does; it is damaged.", e);
    }
  }

  @Override
  public boolean reading() {
    return true;
  }

  @Override
  public double value(double current) {
    return read(DataInputStream::readDouble);
  }

  @Override
  public int value(int current) {
    return read(DataInputStream::readInt);
  }

  @Override
  public boolean value(boolean current) {
    return read(DataInputStream::readBoolean);
  }

  @Override
  public long value(long current) {
    return read(DataInputStream::readLong);
  }

  @Override
  public String value(String current) {
    return read(from -> from.readUTF());
  }

  @Override
  public double[] numbers(double[] array) {
    return read(
        from -> {
          double[] numbers = new double[length(from, Double.BYTES)];
          for (int k = 0; k < numbers.length; k++) {
            numbers[k] = from.readDouble();
          }
          return numbers;
        });
  }

  @Override
  public int[] indices(int[] array) {
    return read(
        from -> {
          int[] indices = new int[length(from, Integer.BYTES)];
          for (int k = 0; k < indices.length; k++) {
            indices[k] = from.readInt();
          }
          return indices;
        });
  }

  @Override
  public byte[] bytes(byte[] array) {
    return read(from -> from.readNBytes(length(from, 1)));
  }

  private static int length(DataInputStream in, int size) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * size > in.available()) {
      throw new IOException("a length of " + length);
    }
    return length;
  }

  /** Refuses bytes that are left over: they belong to something else. */
  void end() {
    int left = read(DataInputStream::available);
    if (left > 0) {
      throw new IllegalArgumentException(
          "State part '" + part + "' has " + left + " bytes more than its layout.");
    }
  }
}
