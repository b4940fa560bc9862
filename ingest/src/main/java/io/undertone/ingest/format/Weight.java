// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/**
 * What a comment counts for: the tally gives it the weight 1 + max(0, {@link #counted}). Votes
 * below zero are disagreement with the comment, not the opposite opinion: it keeps its own voice,
 * the weight 1, and the value is kept beside it.
 */
public enum Weight {
  /** 1 + likes. */
  LIKES,
  /** The votes, at least 1: platforms that start at one's own vote, such as Reddit. */
  VOTES,
  /** Each comment once. */
  ONE;

  /** The likes that give the weight; below zero as they are. */
  long counted(long given) {
    return switch (this) {
      case LIKES -> given;
      case VOTES -> given > 0 ? given - 1 : given;
      case ONE -> 0;
    };
  }
}
