// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import org.jspecify.annotations.Nullable;

/** A text cut into expressions of the lexicon and single atoms, with its clauses and sentences. */
final class Segments {
  /** Letters and digits in one word are what makers call their goods. */
  private static final ScopeLexicon.Entry MODEL = new ScopeLexicon.Entry(ScopeRole.NAME, 0, 1);

  final Atoms atoms;
  int size;
  final ScopeLexicon.Entry[] entry;
  final int[] from;
  final int[] to;
  final int[] clause;
  final int[] sentence;
  int clauses;
  final boolean english;
  final ScopeLexicon.Kind kind;
  int sentences;

  Segments(Atoms atoms, ScopeLexicon lexicon) {
    this.atoms = atoms;
    this.kind = lexicon.kind();
    this.english = kind == ScopeLexicon.Kind.ENGLISH;
    this.entry = new ScopeLexicon.Entry[atoms.size];
    this.from = new int[atoms.size];
    this.to = new int[atoms.size];
    this.clause = new int[atoms.size];
    this.sentence = new int[atoms.size];
    int i = 0;
    while (i < atoms.size) {
      ScopeLexicon.Entry found = find(lexicon, i);
      int end = i + (found == null ? 1 : found.atoms());
      if (found == null) {
        breaks(i);
      }
      spaceBetweenHan(i);
      entry[size] = found;
      from[size] = i;
      to[size] = end;
      clause[size] = clauses;
      sentence[size] = sentences;
      size++;
      i = end;
    }
    clauses++;
    sentences++;
  }

  private ScopeLexicon.@Nullable Entry find(ScopeLexicon lexicon, int i) {
    ScopeLexicon.Entry found = lexicon.longest(atoms, i);
    return kind != ScopeLexicon.Kind.CHINESE ? also(lexicon, found, i) : found;
  }

  /** What there is beside the wider lexicons: names of goods, faces, marks told by their name. */
  private ScopeLexicon.@Nullable Entry also(
      ScopeLexicon lexicon, ScopeLexicon.@Nullable Entry found, int i) {
    if (atoms.kind[i] == Atoms.WORD) {
      return found == null && atoms.isModel(i) ? MODEL : found;
    }
    ScopeLexicon.Entry face = atoms.first(i) == '(' ? Faces.at(atoms, i) : null;
    if (face != null && (found == null || found.atoms() < face.atoms())) {
      return face;
    }
    return found == null && atoms.kind[i] == Atoms.MARK
        ? lexicon.named(atoms.label(i, i + 1))
        : found;
  }

  private void spaceBetweenHan(int atom) {
    if (atom > 0
        && !atoms.touches(atom)
        && atoms.kind[atom] == Atoms.HAN
        && atoms.kind[atom - 1] == Atoms.HAN) {
      clauses++;
    }
  }

  private void breaks(int atom) {
    if (atoms.kind[atom] != Atoms.SIGN) {
      return;
    }
    switch (atoms.first(atom)) {
      case '.', '。', '!', '?', ';', '…', '~' -> {
        if (atoms.first(atom) == '.' && insideNumber(atom)) {
          return;
        }
        clauses++;
        sentences++;
      }
      case ',', '、', ':', '(', ')', '-', '—' -> clauses++;
      default -> {}
    }
  }

  private boolean insideNumber(int atom) {
    return atoms.touches(atom) && atom + 1 < atoms.size && atoms.touches(atom + 1);
  }

  ScopeRole role(int k) {
    ScopeLexicon.Entry e = entry[k];
    return e == null ? ScopeRole.NONE : e.role();
  }

  boolean is(int k, ScopeRole role) {
    ScopeLexicon.Entry e = entry[k];
    return e != null && e.role() == role;
  }

  double value(int k) {
    ScopeLexicon.Entry e = entry[k];
    return e == null ? 0 : e.value();
  }

  boolean opinion(int k) {
    ScopeLexicon.Entry e = entry[k];
    return e != null && e.role().opinion();
  }

  boolean sign(int k, char c) {
    return to[k] - from[k] == 1 && atoms.kind[from[k]] == Atoms.SIGN && atoms.first(from[k]) == c;
  }

  boolean isSign(int k) {
    return entry[k] == null && atoms.kind[from[k]] == Atoms.SIGN;
  }

  boolean han(int k) {
    return atoms.kind[from[k]] == Atoms.HAN;
  }

  boolean isNumber(int k) {
    return entry[k] == null && Character.isDigit(atoms.first(from[k]));
  }

  String label(int k) {
    return atoms.label(from[k], to[k]);
  }
}
