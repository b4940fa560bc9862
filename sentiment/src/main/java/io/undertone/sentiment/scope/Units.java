// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.Arrays;

/**
 * A text as a learnt model reads it: atoms between a start and an end, with one mark in the place
 * of every name, without punctuation at its end.
 *
 * <p>Features are the distinct runs of one or two units, runs of three and four that start with a
 * negation, and the runs of four and five letters within longer words, each as a 32-bit hash.
 */
final class Units {
  private static final long START = 0x5bd1e9955bd1e995L;
  private static final long END = 0x1b8735931b873593L;
  private static final long NAME = 0x2545F4914F6CDD1DL;
  private static final int MAX_ORDER = 2;
  private static final int NEGATED_REACH = 4;
  private static final long WHOLE = 0x3C6EF372FE94F82BL;
  private static final int WHOLE_LENGTH = 1000;
  private static final int LONGEST_WHOLE = 8;
  private static final int SHORTEST_PART = 4;
  private static final int LONGEST_PART = 5;
  private static final String TRAILING = "。！!？?~…，,、.;；:";

  private final Segments segments;
  private final long[] hash;
  private final int[] segment;
  private int size;

  Units(Segments segments) {
    this.segments = segments;
    Atoms atoms = segments.atoms;
    hash = new long[atoms.size + 2];
    segment = new int[atoms.size + 2];
    add(START, -1);
    int last = segments.size;
    while (last > 0 && isTrailing(last - 1)) {
      last--;
    }
    for (int k = 0; k < last; k++) {
      if (segments.is(k, ScopeRole.NAME)) {
        add(NAME, k);
      } else {
        for (int i = segments.from[k]; i < segments.to[k]; i++) {
          add(atoms.hash[i], k);
        }
      }
    }
    add(END, -1);
  }

  private boolean isTrailing(int k) {
    return segments.isSign(k) && TRAILING.indexOf(segments.atoms.first(segments.from[k])) >= 0;
  }

  private void add(long h, int k) {
    hash[size] = h;
    segment[size++] = k;
  }

  /** Hashes of the distinct features, ascending. */
  int[] features() {
    Collector collector = new Collector(size * (MAX_ORDER + 1) + 16);
    visit(collector);
    return collector.distinct();
  }

  /** Hash of the whole text when it is short enough to be said by many; 0 otherwise. */
  int whole() {
    if (size < 3 || size > LONGEST_WHOLE + 2) {
      return 0;
    }
    long h = WHOLE;
    boolean named = true;
    for (int i = 1; i < size - 1; i++) {
      h = mix(h, hash[i]);
      named &= hash[i] == NAME;
    }
    return named ? 0 : finish(h, WHOLE_LENGTH);
  }

  void visit(FeatureSink sink) {
    for (int i = 0; i < size; i++) {
      long h = 0;
      for (int j = i; j < Math.min(size, i + MAX_ORDER); j++) {
        h = mix(h, hash[j]);
        if (!isBare(i, j)) {
          sink.feature(finish(h, j - i + 1), i, j + 1);
        }
      }
      if (startsNegation(i)) {
        negated(i, sink);
      }
      if (segment[i] >= 0) {
        parts(i, sink);
      }
    }
  }

  /** A mark by itself says nothing: the start, the end, a name. */
  private boolean isBare(int i, int j) {
    return i == j && (segment[i] < 0 || hash[i] == NAME);
  }

  private boolean startsNegation(int i) {
    int k = segment[i];
    return k >= 0 && segments.is(k, ScopeRole.NEG) && (i == 0 || segment[i - 1] != k);
  }

  private void negated(int i, FeatureSink sink) {
    long h = 0;
    for (int j = i; j < Math.min(size, i + NEGATED_REACH); j++) {
      h = mix(h, hash[j]);
      if (j - i >= MAX_ORDER) {
        sink.feature(finish(h, j - i + 1), i, j + 1);
      }
    }
  }

  private void parts(int i, FeatureSink sink) {
    int k = segment[i];
    if (hash[i] == NAME || segments.to[k] - segments.from[k] > 1 && i > 0 && segment[i - 1] == k) {
      return;
    }
    int atom = segments.from[k];
    Atoms atoms = segments.atoms;
    if (atoms.kind[atom] != Atoms.WORD || atoms.end[atom] - atoms.start[atom] < SHORTEST_PART) {
      return;
    }
    int from = atoms.start[atom];
    int to = atoms.end[atom];
    for (int length = SHORTEST_PART; length <= LONGEST_PART; length++) {
      for (int at = from; at + length <= to; at++) {
        sink.feature(finish(atoms.part(at, at + length), 100 + length), i, i + 1);
      }
    }
  }

  private static long mix(long h, long unit) {
    long k = unit * 0x87c37b91114253d5L;
    return (Long.rotateLeft(h, 27) ^ Long.rotateLeft(k, 31)) * 5 + 0x52dce729;
  }

  private static int finish(long hash, int length) {
    long h = hash ^ length * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    return (int) (h ^ h >>> 32);
  }

  /** The feature as a reader would write it. */
  String label(int from, int to) {
    StringBuilder label = new StringBuilder();
    for (int i = from; i < to; i++) {
      int k = segment[i];
      if (k < 0) {
        label.append(i == 0 ? "⟨start⟩" : "⟨end⟩");
      } else if (hash[i] == NAME) {
        label.append("⟨name⟩");
      } else {
        label.append(atomText(i, k));
      }
    }
    return label.toString();
  }

  private String atomText(int i, int k) {
    int first = i;
    while (first > 0 && segment[first - 1] == k) {
      first--;
    }
    int atom = segments.from[k] + i - first;
    return segments.atoms.label(atom, atom + 1);
  }

  private static final class Collector implements FeatureSink {
    private int[] hashes;
    private int size;

    Collector(int capacity) {
      hashes = new int[capacity];
    }

    @Override
    public void feature(int hash, int from, int to) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
      }
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
