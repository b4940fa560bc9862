// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

/**
 * Values in a fixed order, written or read by the same code: a class lists its state once, {@code x
 * = codec.value(x)}, and that one list both saves and restores it. Every value is kept with its
 * type, and a value of another type is refused.
 */
public interface Codec {
  /** Whether values are read; otherwise they are written. */
  boolean reading();

  /** Writes a number and returns it, or returns the next one read. */
  double value(double current);

  /** The same of a whole number. */
  int value(int current);

  /** The same of a truth value. */
  boolean value(boolean current);

  /** The same of an instant in milliseconds or another large whole number. */
  long value(long current);

  /** The same of a text. */
  String value(String current);

  /** Writes the array, or fills it; its length must be the one written. */
  void values(double[] array);

  /** Writes an array with its length, or returns the one read. */
  double[] numbers(double[] array);

  /** Writes an array with its length, or returns the one read. */
  int[] indices(int[] array);

  /** Writes bytes with their number, such as another part of state, or returns those read. */
  byte[] bytes(byte[] array);
}
