// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.Tape;
import java.util.Arrays;

/**
 * Numbers in a fixed order, written or read by the same code: a class lists its state once, {@code
 * x = tape.value(x)}, and that one list both exports and imports it. The same state gives the same
 * numbers, bit for bit.
 */
final class StateTape implements Tape {
  private double[] numbers;
  private int position;
  private final boolean reading;

  private StateTape(double[] numbers, boolean reading) {
    this.numbers = numbers;
    this.reading = reading;
  }

  static StateTape writer(int expectedSize) {
    return new StateTape(new double[Math.max(16, expectedSize)], false);
  }

  static StateTape reader(double[] numbers) {
    return new StateTape(numbers, true);
  }

  @Override
  public boolean reading() {
    return reading;
  }

  @Override
  public double value(double current) {
    if (reading) {
      return next();
    }
    reserve(1);
    numbers[position++] = current;
    return current;
  }

  @Override
  public int value(int current) {
    return (int) value((double) current);
  }

  @Override
  public boolean value(boolean current) {
    return value(current ? 1.0 : 0.0) != 0;
  }

  @Override
  public void values(double[] array) {
    if (reading) {
      if (position + array.length > numbers.length) {
        throw truncated();
      }
      System.arraycopy(numbers, position, array, 0, array.length);
    } else {
      reserve(array.length);
      System.arraycopy(array, 0, numbers, position, array.length);
    }
    position += array.length;
  }

  @Override
  public int[] indices(int[] array) {
    int[] result = reading ? new int[value(0)] : array;
    if (!reading) {
      value(array.length);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = value(result[i]);
    }
    return result;
  }

  double[] written() {
    return Arrays.copyOf(numbers, position);
  }

  /** Refuses a tape with numbers left over: it belongs to something else. */
  void end() {
    if (position != numbers.length) {
      throw new IllegalArgumentException(
          "The engine state has "
              + (numbers.length - position)
              + " numbers more than its layout; it was written with other options or is damaged.");
    }
  }

  private double next() {
    if (position >= numbers.length) {
      throw truncated();
    }
    return numbers[position++];
  }

  private IllegalArgumentException truncated() {
    return new IllegalArgumentException(
        "The engine state ends after "
            + numbers.length
            + " numbers, before its layout does; it was written with other options or is damaged.");
  }

  private void reserve(int more) {
    if (position + more > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(position + more, 2 * numbers.length));
    }
  }
}
