// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

/**
 * Numbers in a fixed order, written or read by the same code: a class lists its state once, {@code
 * x = tape.value(x)}, and that one list both saves and restores it.
 */
public interface Tape {
  /** Whether numbers are read; otherwise they are written. */
  boolean reading();

  /** Writes a number and returns it, or returns the next one read. */
  double value(double current);

  /** The same of a whole number. */
  int value(int current);

  /** The same of a truth value. */
  boolean value(boolean current);

  /** Writes the array, or fills it. Its length is part of neither; list it first when it varies. */
  void values(double[] array);

  /** Writes an array with its length, or returns the one read. */
  int[] indices(int[] array);
}
