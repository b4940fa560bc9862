// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.Locale;

/** What an expression does in a text. */
enum ScopeRole {
  /** Carries a valence in [-4,4]. */
  V,
  /** A face or emoji with a valence; its marks stand together. */
  FACE,
  /** Looks like an opinion and is none: a name, a term, a stock phrase. */
  NAME,
  /** Looks like a shifter and is none. */
  NONE,
  /** Turns around what follows in its clause; value 2 when it does so twice. */
  NEG,
  /** Turns around everything that follows in its sentence. */
  LONG,
  /** Multiplies what follows by its value, above 1. */
  INT,
  /** Multiplies what follows by its value, below 1. */
  DIM,
  /** Multiplies what stands before it by its value. */
  POST,
  /** What follows outweighs what stands before. */
  BUT,
  /** What stands before has come to its end. */
  UNTIL,
  /** What follows is granted and weighs less. */
  CONCEDE,
  /** What follows is over; value 1 when it says that it has turned around. */
  PAST,
  /** What follows is wished or supposed; value below 0 when that is a complaint. */
  WISH,
  /** Somebody else speaks. */
  SAID,
  /** The writer or a user speaks. */
  SPEAK,
  /** What follows is left out of the verdict. */
  EXCEPT,
  /** Makes a question of its sentence. */
  ASK,
  /** Says that the praise before it is not meant. */
  IRONY,
  /** Praise that turns into irony when a complaint follows at once. */
  PRAISE,
  /** Superiority: praise of the subject, blame when the subject suffers it. */
  BEAT,
  /** Makes a passive: the subject suffers what follows. */
  BY;

  static ScopeRole of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean opinion() {
    return this == V || this == FACE || this == PRAISE || this == BEAT;
  }
}
