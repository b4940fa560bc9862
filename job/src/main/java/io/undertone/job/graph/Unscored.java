// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.sentiment.Score;
import java.util.Locale;

/**
 * Comments that nobody could score: a language no scorer reads, nothing to read, a failure. They
 * are tallied under a name of their own, so that versions, corrections and deletions work as for
 * all others, and have no say in a mean.
 */
final class Unscored {
  private static final String PREFIX = "unscored/";

  private Unscored() {}

  /** Name under which a comment with this outcome is tallied. */
  static String scorer(Score score) {
    return PREFIX + score.outcome().name().toLowerCase(Locale.ROOT);
  }

  /** True for the names above. */
  static boolean is(String scorer) {
    return scorer.startsWith(PREFIX);
  }
}
