// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/**
 * Makes scorers of one name available to {@link Scorers}; found by {@link java.util.ServiceLoader}.
 */
public interface ScorerProvider {
  /** Name by which the scorer is asked for, lower case. */
  String name();

  /** One line for the list of scorers. */
  String description();

  /**
   * Opens the scorer.
   *
   * @param argument what follows the colon in {@code name:argument}, empty when there is none
   * @throws IllegalArgumentException when the argument is of no use, saying what is needed
   */
  SentimentScorer open(String argument, ScorerOptions options);

  /** Refuses an argument that the scorer has no use for. */
  static void refuseArgument(String name, String argument) {
    if (!argument.isEmpty()) {
      throw new IllegalArgumentException(
          "scorer is '" + name + ":" + argument + "'; " + name + " takes nothing behind a colon.");
    }
  }
}
