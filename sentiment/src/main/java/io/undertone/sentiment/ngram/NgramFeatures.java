// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The features of a text: the distinct runs of one or two units, runs of three and four that start
 * with a negation, whole words of Latin letters and digits, and whole emoticon marks such as {@code
 * [doge]}, each as a 32-bit hash.
 */
public final class NgramFeatures {
  /** Longest run of units that is a feature. */
  public static final int MAX_ORDER = 2;

  private static final int WORD_SEED = 0x5bd1e995;
  private static final int MARK_SEED = 0x1b873593;
  private static final int MAX_SPAN = 24;
  private static final String NEGATORS = "不没別别未无無非";
  private static final int NEGATED_REACH = 4;

  private NgramFeatures() {}

  /** Hashes of the distinct features of a text, ascending. */
  public static int[] of(String text) {
    int[] units = TextUnits.of(text);
    Sink sink = new Sink(units.length * (NEGATED_REACH + 1));
    visit(units, sink);
    return sink.distinct();
  }

  /** Hash of each feature with the feature as a reader would write it. */
  static Map<Integer, String> labelled(String text) {
    int[] units = TextUnits.of(text);
    Map<Integer, String> result = new TreeMap<>();
    visit(units, (hash, from, to) -> result.putIfAbsent(hash, label(units, from, to)));
    return result;
  }

  private static String label(int[] units, int from, int to) {
    StringBuilder label = new StringBuilder();
    for (int i = from; i < to; i++) {
      label.append(TextUnits.label(units[i]));
    }
    return label.toString();
  }

  private static void visit(int[] units, Visitor visitor) {
    for (int i = 0; i < units.length; i++) {
      int hash = 0;
      int last = Math.min(units.length, i + MAX_ORDER);
      for (int j = i; j < last; j++) {
        hash = mix(hash, units[j]);
        if (j > i || units[j] != TextUnits.START && units[j] != TextUnits.END) {
          visitor.feature(finish(hash, j - i + 1), i, j + 1);
        }
      }
      for (int end = i + MAX_ORDER + 1; isNegator(units[i]) && end <= i + NEGATED_REACH; end++) {
        if (end <= units.length) {
          visitor.feature(hashOf(units, i, end, 0), i, end);
        }
      }
      int spanEnd = endOfSpan(units, i);
      if (spanEnd > i) {
        int seed = units[i] == '[' ? MARK_SEED : WORD_SEED;
        visitor.feature(hashOf(units, i, spanEnd, seed), i, spanEnd);
      }
    }
  }

  /** Where the word or emoticon mark that starts at i ends; i when none starts there. */
  private static int endOfSpan(int[] units, int i) {
    if (units[i] == '[') {
      return endOfMark(units, i);
    }
    if (!isLatin(units[i]) || i > 0 && isLatin(units[i - 1])) {
      return i;
    }
    int end = i + 1;
    while (end < units.length && isLatin(units[end]) && end - i < MAX_SPAN) {
      end++;
    }
    return end - i > 1 ? end : i;
  }

  private static int endOfMark(int[] units, int i) {
    int limit = Math.min(units.length, i + 12);
    for (int end = i + 1; end < limit && units[end] != '[' && units[end] > ' '; end++) {
      if (units[end] == ']') {
        return end - i > 1 ? end + 1 : i;
      }
    }
    return i;
  }

  private static boolean isNegator(int unit) {
    return NEGATORS.indexOf(unit) >= 0;
  }

  private static boolean isLatin(int unit) {
    return unit >= 'a' && unit <= 'z'
        || unit >= '0' && unit <= '9'
        || unit >= 0xDF && unit <= 0x24F;
  }

  private static int hashOf(int[] units, int from, int to, int seed) {
    int hash = seed;
    for (int i = from; i < to; i++) {
      hash = mix(hash, units[i]);
    }
    return finish(hash, to - from);
  }

  private static int mix(int hash, int unit) {
    int k = unit * 0xcc9e2d51;
    k = Integer.rotateLeft(k, 15) * 0x1b873593;
    return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
  }

  private static int finish(int hash, int length) {
    int h = hash ^ length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private interface Visitor {
    void feature(int hash, int from, int to);
  }

  private static final class Sink implements Visitor {
    private final int[] hashes;
    private int size;

    Sink(int capacity) {
      hashes = new int[capacity];
    }

    @Override
    public void feature(int hash, int from, int to) {
      hashes[size++] = hash;
    }

    int[] distinct() {
      Arrays.sort(hashes, 0, size);
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (kept == 0 || hashes[i] != hashes[kept - 1]) {
          hashes[kept++] = hashes[i];
        }
      }
      return Arrays.copyOf(hashes, kept);
    }
  }
}
