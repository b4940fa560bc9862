// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** As many numbers as there are hashed weights, all equal at first; pages exist once touched. */
final class WeightPages {
  private static final int SHIFT = 6;
  private static final int PAGE = 1 << SHIFT;

  private final double initial;
  private final double[] @Nullable [] pages = new double[PostVector.SIZE >> SHIFT][];

  WeightPages(double initial) {
    this.initial = initial;
  }

  double get(int index) {
    double[] page = pages[index >> SHIFT];
    return page == null ? initial : page[index & (PAGE - 1)];
  }

  void add(int index, double change) {
    page(index >> SHIFT)[index & (PAGE - 1)] += change;
  }

  /** sum_j a_j x_j */
  double dot(PostVector x) {
    double sum = 0;
    for (int k = 0; k < x.length(); k++) {
      sum += get(x.index(k)) * x.value(k);
    }
    return sum;
  }

  /** sum_j a_j x_j^2 */
  double dotSquares(PostVector x) {
    double sum = 0;
    for (int k = 0; k < x.length(); k++) {
      sum += get(x.index(k)) * x.value(k) * x.value(k);
    }
    return sum;
  }

  private double[] page(int number) {
    double[] page = pages[number];
    if (page == null) {
      page = new double[PAGE];
      Arrays.fill(page, initial);
      pages[number] = page;
    }
    return page;
  }
}
