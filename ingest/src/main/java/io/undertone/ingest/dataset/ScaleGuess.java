// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.format.Scales;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which scale scores are on, by all that a sample holds. */
final class ScaleGuess {
  private ScaleGuess() {}

  /** Whether more than a few are outside of [0,1], so that the file is on another scale. */
  static boolean isOther(List<String> values) {
    long outside = values.stream().filter(v -> !Scales.isUnit(v)).count();
    return outside >= Math.max(2, values.size() / 50);
  }

  /** A scale of the mapping language; null when none fits. */
  static @Nullable String of(List<String> values) {
    if (values.stream().filter(Scales::isLabel).count() * 10 >= values.size() * 9L) {
      return "labels";
    }
    TreeSet<Double> numbers = new TreeSet<>();
    for (String value : values) {
      double number = Scales.number(value);
      if (!Double.isNaN(number)) {
        numbers.add(number);
      }
    }
    if (numbers.isEmpty()) {
      return null;
    }
    double least = numbers.first();
    double most = numbers.last();
    boolean whole = numbers.stream().allMatch(n -> n == Math.rint(n));
    if (least >= -1 && most <= 1) {
      return "-1..1";
    }
    if (whole && least >= 0 && most == 4 && numbers.stream().allMatch(n -> n % 2 == 0)) {
      return "0/4";
    }
    if (least >= 1 && most <= 5) {
      return "1..5";
    }
    if (least >= 0 && most <= 5) {
      return "0..5";
    }
    if (least >= 1 && most <= 10) {
      return "1..10";
    }
    if (least >= 0 && most <= 100) {
      return most <= 10 ? "0..10" : "percent";
    }
    return least >= -100 && most <= 100 ? "-100..100" : null;
  }
}
