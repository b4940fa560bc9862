// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A {@link Codec} over the bytes of one part of state; see {@link StatePart}. */
final class StateCodec implements Codec {
  private static final byte NUMBER = 'd';
  private static final byte WHOLE = 'i';
  private static final byte LARGE = 'l';
  private static final byte TRUTH = 'b';
  private static final byte TEXT = 't';
  private static final byte NUMBERS = 'D';
  private static final byte INDICES = 'I';
  private static final byte BYTES = 'B';

  private static final byte[] NONE = {};

  private final String part;
  private final boolean reading;
  private ByteBuffer bytes;

  private StateCodec(String part, boolean reading, ByteBuffer bytes) {
    this.part = part;
    this.reading = reading;
    this.bytes = bytes;
  }

  static StateCodec writer(String part) {
    return new StateCodec(part, false, ByteBuffer.allocate(256));
  }

  static StateCodec reader(String part, byte[] bytes) {
    return new StateCodec(part, true, ByteBuffer.wrap(bytes));
  }

  /** The four bytes at the start of a part, without a type. */
  int mark(int mark) {
    if (!reading) {
      bytes.putInt(mark);
      return mark;
    }
    return bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt();
  }

  @Override
  public boolean reading() {
    return reading;
  }

  @Override
  public double value(double current) {
    field(NUMBER, Double.BYTES);
    return reading ? bytes.getDouble() : put(bytes.putDouble(current), current);
  }

  @Override
  public int value(int current) {
    field(WHOLE, Integer.BYTES);
    return reading ? bytes.getInt() : put(bytes.putInt(current), current);
  }

  @Override
  public long value(long current) {
    field(LARGE, Long.BYTES);
    return reading ? bytes.getLong() : put(bytes.putLong(current), current);
  }

  @Override
  public boolean value(boolean current) {
    field(TRUTH, 1);
    return reading ? bytes.get() != 0 : put(bytes.put((byte) (current ? 1 : 0)), current);
  }

  @Override
  public String value(String current) {
    byte[] text = bytes(TEXT, reading ? NONE : current.getBytes(StandardCharsets.UTF_8));
    return reading ? new String(text, StandardCharsets.UTF_8) : current;
  }

  @Override
  public byte[] bytes(byte[] array) {
    return bytes(BYTES, array);
  }

  private byte[] bytes(byte type, byte[] array) {
    field(type, Integer.BYTES);
    if (reading) {
      byte[] read = new byte[length(1)];
      bytes.get(read);
      return read;
    }
    bytes.putInt(array.length);
    reserve(array.length);
    return put(bytes.put(array), array);
  }

  @Override
  public double[] numbers(double[] array) {
    field(NUMBERS, Integer.BYTES);
    double[] result = reading ? new double[length(Double.BYTES)] : array;
    if (reading) {
      bytes.asDoubleBuffer().get(result);
    } else {
      bytes.putInt(array.length);
      reserve(Double.BYTES * array.length);
      bytes.asDoubleBuffer().put(array);
    }
    bytes.position(bytes.position() + Double.BYTES * result.length);
    return result;
  }

  @Override
  public int[] indices(int[] array) {
    field(INDICES, Integer.BYTES);
    int[] result = reading ? new int[length(Integer.BYTES)] : array;
    if (reading) {
      bytes.asIntBuffer().get(result);
    } else {
      bytes.putInt(array.length);
      reserve(Integer.BYTES * array.length);
      bytes.asIntBuffer().put(array);
    }
    bytes.position(bytes.position() + Integer.BYTES * result.length);
    return result;
  }

  byte[] written() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Refuses bytes that are left over: they belong to something else. */
  void end() {
    if (bytes.hasRemaining()) {
      throw damaged("has " + bytes.remaining() + " bytes more than its layout");
    }
  }

  private static <T> T put(ByteBuffer written, T value) {
    return value;
  }

  private void field(byte type, int size) {
    if (!reading) {
      reserve(1 + size);
      bytes.put(type);
      return;
    }
    if (bytes.remaining() < 1 + size) {
      throw damaged("ends before its layout does");
    }
    byte found = bytes.get();
    if (found != type) {
      throw damaged("holds a value of type " + (char) found + " where " + (char) type + " belongs");
    }
  }

  private int length(int size) {
    int length = bytes.getInt();
    if (length < 0 || (long) length * size > bytes.remaining()) {
      throw damaged("ends before its layout does");
    }
    return length;
  }

  private void reserve(int more) {
    if (bytes.remaining() < more) {
      int capacity = Math.max(bytes.position() + more, 2 * bytes.capacity());
      bytes = ByteBuffer.allocate(capacity).put(bytes.array(), 0, bytes.position());
    }
  }

  private IllegalArgumentException damaged(String how) {
    return new IllegalArgumentException(
        "State part '" + part + "' " + how + "; it is damaged or belongs to other options.");
  }
}
