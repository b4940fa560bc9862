// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Values in a fixed order, written or read by the same code: a class lists its state once, {@code x
 * = codec.value(x)}, and that one list both saves and restores it. Every value is kept with its
 * type, and a value of another type is refused.
 */
public interface Codec {
  /** No numbers: what numbers are read into. */
  double[] NONE = {};

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
  default void values(double[] array) {
    double[] read = numbers(array);
    if (read.length != array.length) {
      throw new IllegalArgumentException(
          "The state holds "
              + read.length
              + " numbers where "
              + array.length
              + " belong; it is damaged or belongs to other options.");
    }
    System.arraycopy(read, 0, array, 0, array.length);
  }

  /** Writes an array with its length, or returns the one read. */
  double[] numbers(double[] array);

  /** Writes an array with its length, or returns the one read. */
  int[] indices(int[] array);

  /** Writes bytes with their number, such as another part of state, or returns those read. */
  byte[] bytes(byte[] array);

  /** Lists one of several values of a kind: the one given, or, reading, a blank one. */
  interface Item<T> {
    /** Returns what was given or read. */
    T transfer(Codec codec, T item);
  }

  /**
   * Writes items with their number, or returns those read.
   *
   * @param blank makes what an item is read into
   */
  default <T> List<T> list(List<T> items, Supplier<T> blank, Item<T> item) {
    int size = value(items.size());
    List<T> result = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      result.add(item.transfer(this, reading() ? blank.get() : items.get(k)));
    }
    return result;
  }

  /** Writes texts with their number, or returns those read. */
  default List<String> texts(List<String> texts) {
    return list(texts, () -> "", (codec, text) -> codec.value(text));
  }

  /** Writes truth values with their number, or returns those read. */
  default boolean[] flags(boolean[] array) {
    List<Boolean> given = new ArrayList<>();
    for (boolean flag : array) {
      given.add(flag);
    }
    List<Boolean> read = list(given, () -> false, (codec, flag) -> codec.value((boolean) flag));
    boolean[] flags = new boolean[read.size()];
    for (int k = 0; k < flags.length; k++) {
      flags[k] = read.get(k);
    }
    return flags;
  }

  /**
   * Writes entries with their number, in their order, or adds those read.
   *
   * @param blank makes what a value is read into
   */
  default <V> void entries(Map<String, V> entries, Supplier<V> blank, Item<V> item) {
    int size = value(entries.size());
    if (!reading()) {
      for (Map.Entry<String, V> entry : entries.entrySet()) {
        String unusedKey = value(entry.getKey());
        V unusedValue = item.transfer(this, entry.getValue());
      }
      return;
    }
    for (int k = 0; k < size; k++) {
      entries.put(value(""), item.transfer(this, blank.get()));
    }
  }
}
