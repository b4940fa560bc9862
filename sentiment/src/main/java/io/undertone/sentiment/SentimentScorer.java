// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to the probability in [0,1] that it is positive.
 *
 * <p>Every implementation is thread-safe, so one instance serves a whole process, and bounds the
 * time and memory that one text may take. {@link #score} never throws for a text: what cannot be
 * scored is neutral and its {@link Outcome} says why. The same text gets the same score.
 *
 * @see Scorers
 */
public interface SentimentScorer extends AutoCloseable {
  /** Name by which {@link Scorers#byName} finds it. */
  String name();

  /**
   * Version of everything that decides its scores: model, expressions, rules and options; changes
   * whenever scores may change.
   */
  String version();

  /** Name and version in one word, as written beside results: {@code zh-ngram/1a2b3c4d}. */
  default String id() {
    return name() + "/" + version();
  }

  /** Scores one text in the language that the scorer reads or detects. */
  Score score(String text);

  /**
   * Scores one text whose language is known; a scorer of one language ignores it.
   *
   * @param language null when it is to be detected
   */
  default Score score(String text, @Nullable Language language) {
    return score(text);
  }

  /**
   * The features that pushed the score most, strongest first; empty when there are none.
   *
   * @param language null when it is to be detected
   * @param limit how many at most
   */
  List<Contribution> explain(String text, @Nullable Language language, int limit);

  /** Releases what the scorer holds; scoring afterwards is an error. */
  @Override
  default void close() {}
}
