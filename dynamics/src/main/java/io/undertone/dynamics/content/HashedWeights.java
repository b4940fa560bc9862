// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;
import java.util.Locale;

/**
 * A mean m and a variance P on each rung for every hashed weight. Those that no post has touched
 * are their prior and take no room; all of them take 1 MiB.
 *
 * <p>The numbers of one weight lie together, means before variances, so that a feature costs one
 * look-up for all rungs.
 */
final class HashedWeights {
  private static final int WORD = 32;

  private final double[] prior;
  private final int rungs;

  /** Of each weight: 0 while untouched, else where its numbers begin, plus 1. */
  private final int[] places = new int[PostVector.SIZE];

  private double[] numbers = {};
  private int used;

  /**
   * @param variances prior variance by rung; prior means are 0
   */
  HashedWeights(double[] variances) {
    rungs = variances.length;
    prior = new double[2 * rungs];
    System.arraycopy(variances, 0, prior, rungs, rungs);
  }

  /** sum_j m_kj x_j of each rung. */
  void means(PostVector x, double[] into) {
    Arrays.fill(into, 0);
    for (int j = 0; j < x.length(); j++) {
      int place = places[x.index(j)] - 1;
      for (int k = 0; place >= 0 && k < rungs; k++) {
        into[k] += numbers[place + k] * x.value(j);
      }
    }
  }

  /** sum_j P_kj x_j^2 of each rung. */
  void variances(PostVector x, double[] into) {
    Arrays.fill(into, 0);
    for (int j = 0; j < x.length(); j++) {
      int place = places[x.index(j)] - 1;
      double square = x.value(j) * x.value(j);
      for (int k = 0; k < rungs; k++) {
        into[k] += (place < 0 ? prior[rungs + k] : numbers[place + rungs + k]) * square;
      }
    }
  }

  /** m_j += P_j x_j e/gv ; P_j -= (P_j x_j)^2/gv on each rung. */
  void learn(PostVector x, double[] e, double[] gv) {
    for (int j = 0; j < x.length(); j++) {
      int place = touch(x.index(j));
      for (int k = 0; k < rungs; k++) {
        double q = numbers[place + rungs + k] * x.value(j);
        numbers[place + k] += q * e[k] / gv[k];
        numbers[place + rungs + k] -= q * q / gv[k];
      }
    }
  }

  private int touch(int index) {
    if (places[index] == 0) {
      if (used + prior.length > numbers.length) {
        int most = PostVector.SIZE * prior.length;
        numbers = Arrays.copyOf(numbers, Math.min(most, Math.max(64, 2 * numbers.length)));
      }
      System.arraycopy(prior, 0, numbers, used, prior.length);
      places[index] = used + 1;
      used += prior.length;
    }
    return places[index] - 1;
  }

  /** How many weights some post has touched. */
  int touched() {
    return used / prior.length;
  }

  /** Which weights are touched, one bit each, then their numbers by ascending index. */
  void transfer(Codec codec) {
    int[] bits = new int[PostVector.SIZE / WORD];
    double[] values = new double[used];
    int n = 0;
    for (int index = 0; index < places.length; index++) {
      if (places[index] > 0) {
        bits[index / WORD] |= 1 << index % WORD;
        System.arraycopy(numbers, places[index] - 1, values, n, prior.length);
        n += prior.length;
      }
    }
    bits = codec.indices(bits);
    values = codec.numbers(values);
    if (codec.reading()) {
      read(bits, values);
    }
  }

  private void read(int[] bits, double[] values) {
    int set = Arrays.stream(bits).map(Integer::bitCount).sum();
    if (bits.length != PostVector.SIZE / WORD || values.length != set * prior.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The state of hashed weights has %d marks for %d numbers; it is damaged.",
              set,
              values.length));
    }
    Arrays.fill(places, 0);
    numbers = values;
    used = values.length;
    for (int index = 0, n = 0; index < places.length; index++) {
      if ((bits[index / WORD] >>> index % WORD & 1) != 0) {
        places[index] = n + 1;
        n += prior.length;
      }
    }
  }
}
