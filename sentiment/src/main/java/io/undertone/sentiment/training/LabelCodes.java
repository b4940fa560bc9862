// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of one file mean, seen together: names of the classes, 0 and 1, 0 to 2, -1 to 1,
 * or numbers on another scale, which are ratings.
 */
final class LabelCodes {
  private static final Map<String, Double> NAMES =
      Map.ofEntries(
          Map.entry("negative", 0.0),
          Map.entry("neg", 0.0),
          Map.entry("neutral", 0.5),
          Map.entry("neu", 0.5),
          Map.entry("positive", 1.0),
          Map.entry("pos", 1.0),
          Map.entry("负面", 0.0),
          Map.entry("消极", 0.0),
          Map.entry("中性", 0.5),
          Map.entry("正面", 1.0),
          Map.entry("积极", 1.0));

  private final Map<String, Double> values = new TreeMap<>();
  private final boolean ratings;

  private LabelCodes(boolean ratings) {
    this.ratings = ratings;
  }

  /**
   * Reads the codes.
   *
   * @param codes distinct labels of a file, as written
   * @param low rating that means most negative; null when ratings were not announced
   * @param high rating that means most positive
   * @throws IllegalArgumentException when they fit no scheme, saying which label does not
   */
  static LabelCodes of(Set<String> codes, @Nullable Double low, @Nullable Double high) {
    boolean classes = codes.stream().allMatch(LabelCodes::isClass);
    boolean rated = low != null && high != null && !classes;
    LabelCodes result = new LabelCodes(rated);
    Set<String> numbers = new TreeSet<>();
    for (String code : codes) {
      Double named = NAMES.get(code.toLowerCase(Locale.ROOT));
      if (named != null) {
        result.values.put(code, named);
      } else {
        numbers.add(code);
      }
    }
    boolean three = numbers.contains("2");
    boolean signed = numbers.contains("-1");
    for (String number : numbers) {
      result.values.put(
          number,
          low != null && high != null && rated
              ? rating(number, low, high)
              : value(number, three, signed));
    }
    return result;
  }

  private static boolean isClass(String code) {
    return NAMES.containsKey(code.toLowerCase(Locale.ROOT))
        || code.equals("-1")
        || code.equals("0")
        || code.equals("1")
        || code.equals("2");
  }

  private static double rating(String code, double low, double high) {
    double value;
    try {
      value = Double.parseDouble(code);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("rating is '" + code + "'; a number is needed.");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("rating is '" + code + "'; a finite number is needed.");
    }
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  private static double value(String code, boolean three, boolean signed) {
    return switch (code) {
      case "-1" -> 0;
      case "0" -> signed ? 0.5 : 0;
      case "1" -> three && !signed ? 0.5 : 1;
      case "2" -> {
        if (signed) {
          throw new IllegalArgumentException("labels -1 and 2 in one file; use -1, 0, 1.");
        }
        yield 1;
      }
      default ->
          throw new IllegalArgumentException(
              "label is '"
                  + code
                  + "'; allowed are 0 and 1, or 0, 1 and 2, or -1, 0 and 1, or negative, neutral"
                  + " and positive. For ratings on a scale say --scale LOW,HIGH.");
    };
  }

  double polarity(String code) {
    Double value = values.get(code);
    if (value == null) {
      throw new IllegalStateException("label '" + code + "' was not among the codes");
    }
    return value;
  }

  /** True when the labels are ratings, which are scores and no classes. */
  boolean ratings() {
    return ratings;
  }
}
