// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import org.jspecify.annotations.Nullable;

/** Faces of keyboard marks in parentheses that no list has, told by their eyes and mouths. */
final class Faces {
  private static final String GLAD = "^▽∀ωヮ◡‿∇≧≦♥♡❤✧★☆ᴗ◠◕❛✿◍∩³꒳ᵕ";
  private static final String SAD = "﹏;╥ಥ皿益┻╯Дд︿ಠ¬╬╭╮⌒╰、#눈≖凸╻_";
  private static final double VALUE = 2.0;
  private static final int LONGEST = 14;

  private Faces() {}

  /** The face that opens at an atom; null when what stands in the parentheses is no face. */
  static ScopeLexicon.@Nullable Entry at(Atoms atoms, int open) {
    int mood = 0;
    int marks = 0;
    int limit = Math.min(atoms.size, open + LONGEST);
    for (int i = open + 1; i < limit; i++) {
      if (atoms.kind[i] == Atoms.HAN && SAD.indexOf(atoms.first(i)) < 0
          || atoms.kind[i] == Atoms.MARK
          || atoms.end[i] - atoms.start[i] > 3) {
        return null;
      }
      if (atoms.first(i) == ')') {
        return marks == 0 || mood == 0 ? null : face(mood, i + 1 - open);
      }
      for (int k = atoms.start[i]; k < atoms.end[i]; k++) {
        char c = atoms.text.charAt(k);
        marks += c > 0x7F || c == '^' || c == ';' || c == '_' ? 1 : 0;
        mood += mood(c);
      }
    }
    return null;
  }

  private static int mood(char c) {
    return (GLAD.indexOf(c) >= 0 ? 1 : 0) - (SAD.indexOf(c) >= 0 ? 1 : 0) - (c == 'T' ? 2 : 0);
  }

  private static ScopeLexicon.Entry face(int mood, int atoms) {
    return new ScopeLexicon.Entry(ScopeRole.FACE, VALUE * Integer.signum(mood), atoms);
  }
}
