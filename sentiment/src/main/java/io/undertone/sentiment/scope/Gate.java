// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

/**
 * How much learnt runs count beside the expressions of a text, in [0,1]: runs see neither names nor
 * order, and say little where the lexicon explains the text.
 *
 * <p>Each language has the rule under which its texts are scored best: Chinese is read by single
 * characters, of which many within an expression are evidence of their own.
 */
final class Gate {
  private static final double FLOOR = 0.4;
  private static final double ENOUGH = 4;
  private static final double ASKED = 0.5;
  private static final double QUIET = 0.3;

  private Gate() {}

  /**
   * Less where the expressions explain all of the text but a few parts, and in a question.
   *
   * @param opinions how many expressions carry a valence
   * @param atoms parts of the text that are no punctuation
   * @param known parts among them that the lexicon explains
   * @param asked a sentence is a question
   */
  static double english(int opinions, int atoms, int known, boolean asked) {
    double gate =
        opinions == 0
            ? unexplained(atoms, known)
            : Math.max(FLOOR, Math.min(1, (atoms - known) / ENOUGH));
    return asked ? ASKED * gate : gate;
  }

  /**
   * Less for a text without any opinion that consists of names and stock phrases, and for one of
   * expressions of which some mean something else than they say.
   *
   * @param turned a negation, a question or the clause changes what an expression says
   */
  static double chinese(int opinions, int atoms, int known, boolean turned) {
    if (opinions == 0) {
      return unexplained(atoms, known);
    }
    return turned ? Math.max(FLOOR, Math.min(1, 2 * rest(atoms, known))) : 1;
  }

  /**
   * The same for the wider lexicon, which acts where runs say little: in full where runs say what
   * the expressions say, and else the less, the louder they are and the less is left unexplained.
   *
   * <pre>
   *   g' = 1 where S' r &gt; 0,  else max(u, 1 / sqrt(1 + (r / 0.3)²))
   * </pre>
   *
   * @param unexplained u, of {@link #unexplained}
   * @param sum S'
   * @param runs r
   */
  static double wide(double unexplained, double sum, double runs) {
    double loud = runs / QUIET;
    return sum * runs > 0 ? 1 : Math.max(unexplained, 1 / Math.sqrt(1 + loud * loud));
  }

  /** Four times the share of the parts that the lexicon does not explain, at most 1. */
  static double unexplained(int atoms, int known) {
    return Math.min(1, 4 * rest(atoms, known));
  }

  private static double rest(int atoms, int known) {
    return atoms == 0 ? 0 : 1 - (double) known / atoms;
  }
}
