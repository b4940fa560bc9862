// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/** What a comment counts for; the tally gives it the weight 1 + {@link #counted}. */
public enum Weight {
  /** 1 + likes; votes below zero count as none. */
  LIKES,
  /** The votes, at least 1: platforms that start at one's own vote, such as Reddit. */
  VOTES,
  /** Each comment once. */
  ONE;

  /** The likes that give the weight, at least 0. */
  long counted(long given) {
    return switch (this) {
      case LIKES -> Math.max(0, given);
      case VOTES -> Math.max(0, given - 1);
      case ONE -> 0;
    };
  }
}
