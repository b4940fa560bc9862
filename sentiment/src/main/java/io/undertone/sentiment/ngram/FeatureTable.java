// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

/**
 * Hash of a feature to its weight and scale, by open addressing.
 *
 * <p>Weights and scales are 16-bit multiples of one step each.
 */
final class FeatureTable {
  static final int MISSING = -1;

  private final int[] keys;
  private final short[] weights;
  private final short[] scales;
  private final double weightStep;
  private final double scaleStep;
  private final int[] slots;
  private final int mask;

  /**
   * @param keys hashes of the features, distinct
   * @param weights weight of each as a multiple of weightStep
   * @param scales scale of each as a multiple of scaleStep
   */
  FeatureTable(int[] keys, short[] weights, short[] scales, double weightStep, double scaleStep) {
    this.keys = keys;
    this.weights = weights;
    this.scales = scales;
    this.weightStep = weightStep;
    this.scaleStep = scaleStep;
    int capacity = Integer.highestOneBit(Math.max(2, keys.length) * 2 - 1) * 2;
    this.slots = new int[capacity];
    this.mask = capacity - 1;
    for (int i = 0; i < keys.length; i++) {
      insert(i);
    }
  }

  private void insert(int index) {
    int slot = keys[index] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = index + 1;
  }

  /** Index of the feature, or {@link #MISSING}. */
  int find(int key) {
    int slot = key & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (keys[index] == key) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
    return MISSING;
  }

  double weight(int index) {
    return weights[index] * weightStep;
  }

  double scale(int index) {
    return scales[index] * scaleStep;
  }

  int size() {
    return keys.length;
  }

  int key(int index) {
    return keys[index];
  }

  short storedWeight(int index) {
    return weights[index];
  }

  short storedScale(int index) {
    return scales[index];
  }

  double weightStep() {
    return weightStep;
  }

  double scaleStep() {
    return scaleStep;
  }

  /**
   * Rounds figures to 16 bits.
   *
   * @param keys hashes, ascending
   */
  static FeatureTable quantised(int[] keys, double[] weights, double[] scales) {
    double weightStep = step(weights);
    double scaleStep = step(scales);
    return new FeatureTable(
        keys, rounded(weights, weightStep), rounded(scales, scaleStep), weightStep, scaleStep);
  }

  private static double step(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest == 0 ? 1 : largest / Short.MAX_VALUE;
  }

  private static short[] rounded(double[] values, double step) {
    short[] result = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (short) Math.round(values[i] / step);
    }
    return result;
  }
}
