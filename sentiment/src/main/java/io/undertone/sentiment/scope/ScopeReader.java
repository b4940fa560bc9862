// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the valences of a text's expressions, each in its context.
 *
 * <pre>
 *   S = Σ_i w_i ν_i d_i v_i
 * </pre>
 *
 * with v_i the valence in the lexicon, d_i the degree that words beside it give it, ν_i what
 * negations in its clause make of it (one turns it around and weakens it, two give it back), and
 * w_i the weight of its clause: granted, past, wished, asked, said by others, before or after a
 * contrast.
 */
public final class ScopeReader {
  /** Raised whenever the same expressions are read another way. */
  public static final int RULES = 2;

  private static final double NEGATED_POSITIVE = -0.75;
  private static final double NEGATED_NEGATIVE = -0.55;
  private static final double TWICE_NEGATED = 0.6;
  private static final int HAN_REACH = 7;
  private static final int WORD_REACH = 5;

  private final ScopeLexicon lexicon;

  public ScopeReader(ScopeLexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Reads a text as it was written. */
  public Reading read(String text) {
    return read(CleanText.of(text));
  }

  /** Reads a text that is clean already. */
  public Reading read(CleanText text) {
    return read(text, false);
  }

  /** Reads a text and keeps the parts and the names of the features. */
  public Reading explain(String text) {
    return read(CleanText.of(text), true);
  }

  private Reading read(CleanText text, boolean keep) {
    Atoms atoms = new Atoms(text.text());
    Segments s = new Segments(atoms, lexicon);
    Expressions expressions = expressions(s, keep);
    Units units = new Units(s);
    ScopeLexicon wide = lexicon.wide();
    return new Reading(
        expressions,
        wide == null ? null : () -> expressions(new Segments(atoms, wide), keep),
        units.features(),
        s.english && expressions.gate() == 0 ? 0 : units.whole(),
        keep ? labels(units) : Map.of());
  }

  private Expressions expressions(Segments s, boolean keep) {
    double[] value = new double[s.size];
    int[] negations = new int[s.size];
    int opinions = 0;
    boolean turned = false;
    for (int k = 0; k < s.size; k++) {
      if (s.opinion(k)) {
        value[k] = inContext(s, k, negations);
        opinions += value[k] != 0 ? 1 : 0;
        turned |= negations[k] > 0;
      }
    }
    double[] before = value.clone();
    boolean asked = new ClauseWeights(s, value).apply();
    turned |= asked || !Arrays.equals(before, value);
    double positive = 0;
    double negative = 0;
    int atoms = 0;
    int known = 0;
    List<Expressions.Part> parts = keep ? new ArrayList<>() : List.of();
    for (int k = 0; k < s.size; k++) {
      positive += Math.max(value[k], 0);
      negative += Math.max(-value[k], 0);
      if (!s.isSign(k)) {
        atoms += s.to[k] - s.from[k];
        known += s.entry[k] != null || s.english && s.isNumber(k) ? s.to[k] - s.from[k] : 0;
      }
      if (keep && value[k] != 0) {
        parts.add(new Expressions.Part(label(s, k, negations[k]), value[k]));
      }
    }
    double gate =
        switch (s.kind) {
          case ENGLISH -> Gate.english(opinions, atoms, known, asked);
          case CHINESE -> Gate.chinese(opinions, atoms, known, turned);
          case WIDE -> Gate.unexplained(atoms, known);
        };
    return new Expressions(positive, negative, opinions, atoms, known, gate, parts);
  }

  private static Map<Integer, String> labels(Units units) {
    Map<Integer, String> labels = new TreeMap<>();
    units.visit((hash, from, to) -> labels.putIfAbsent(hash, units.label(from, to)));
    return labels;
  }

  private static String label(Segments s, int k, int negations) {
    if (negations == 0) {
      return s.label(k);
    }
    StringBuilder label = new StringBuilder();
    for (int j = k - 1, left = negations; j >= 0 && left > 0; j--) {
      if (s.is(j, ScopeRole.NEG) || s.is(j, ScopeRole.LONG)) {
        label.insert(0, s.label(j) + " … ");
        left--;
      }
    }
    return label.append(s.label(k)).toString();
  }

  private double inContext(Segments s, int k, int[] negations) {
    double v = s.value(k);
    if (v == 0 || k > 0 && isDegreeHere(s, k)) {
      return 0;
    }
    if (weak(s, k)) {
      v *= 0.25;
    }
    int first = s.from[k];
    if (s.atoms.isCapitals(first) && s.size > 1 && !s.atoms.isCapitals(0)
        || s.atoms.isDrawnOut(first)) {
      v *= 1.25;
    }
    v *= degree(s, k);
    int count = s.is(k, ScopeRole.FACE) || s.atoms.kind[first] > Atoms.WORD ? 0 : negations(s, k);
    negations[k] = count;
    if (count == 0) {
      return v;
    }
    if (count % 2 == 0) {
      return v * TWICE_NEGATED;
    }
    return v * (v > 0 ? NEGATED_POSITIVE : NEGATED_NEGATIVE);
  }

  /** A single 好 right before an opinion is a degree. */
  private static boolean isDegreeHere(Segments s, int k) {
    return s.han(k)
        && s.to[k] - s.from[k] == 1
        && s.atoms.first(s.from[k]) == '好'
        && k + 1 < s.size
        && s.opinion(k + 1)
        && s.han(k + 1);
  }

  /** A single character within a word that the lexicon does not know says little. */
  private static boolean weak(Segments s, int k) {
    return s.to[k] - s.from[k] == 1
        && s.han(k)
        && k + 1 < s.size
        && s.entry[k + 1] == null
        && s.han(k + 1)
        && s.clause[k + 1] == s.clause[k]
        && PARTICLES.indexOf(s.atoms.first(s.from[k + 1])) < 0;
  }

  private static final String PARTICLES = "了的得地啊呀吧呢嘛哦哈吗么着过到是我你他她它这那个不很太也都就还和跟与在咯啦哇耶喽滴死";

  private static double degree(Segments s, int k) {
    double d = 1;
    for (int j = k - 1, steps = 0;
        j >= 0 && steps < 3 && s.clause[j] == s.clause[k];
        j--, steps++) {
      if (s.is(j, ScopeRole.INT) || s.is(j, ScopeRole.DIM)) {
        d *= s.value(j);
      } else if (s.opinion(j) && !isDegreeHere(s, j)) {
        break;
      } else if (s.opinion(j)) {
        d *= 1.3;
      }
    }
    if (k + 1 < s.size && s.is(k + 1, ScopeRole.POST)) {
      d *= s.value(k + 1);
    }
    return Math.min(d, 2.2);
  }

  private static int negations(Segments s, int k) {
    int count = 0;
    int reach = s.han(k) ? HAN_REACH : WORD_REACH;
    for (int j = k - 1; j >= 0 && s.sentence[j] == s.sentence[k]; j--) {
      if (s.is(k, ScopeRole.BEAT) && s.is(j, ScopeRole.BY) && s.clause[j] == s.clause[k]) {
        count++;
      }
      boolean near = s.from[k] - s.to[j] < reach && s.clause[j] == s.clause[k];
      if (s.is(j, ScopeRole.LONG)) {
        count++;
      } else if (near && s.is(j, ScopeRole.NEG)) {
        count += s.value(j) == 2 ? 2 : 1;
      } else if (s.is(j, ScopeRole.BUT) || s.is(j, ScopeRole.SPEAK)) {
        break;
      } else if (near && s.han(k) && s.opinion(j) && s.value(j) != 0 && !isDegreeHere(s, j)) {
        reach = 0;
      }
    }
    return count;
  }
}
