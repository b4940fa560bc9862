// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Opens scorers by name: those of this library and those that other modules provide. */
public final class Scorers {
  private Scorers() {}

  /** The default: language by {@link LanguageDetector} per text, then that language's scorer. */
  public static SentimentScorer auto() {
    return byName("auto", ScorerOptions.defaults());
  }

  /**
   * Opens a scorer.
   *
   * @param name one of {@link #available()}, with {@code :argument} behind it where it takes one
   * @throws IllegalArgumentException when there is none of that name
   */
  public static SentimentScorer byName(String name, ScorerOptions options) {
    return new RuledScorer(bare(name, options), options);
  }

  /** Opens a scorer that leaves the rules to its caller. */
  static SentimentScorer bare(String name, ScorerOptions options) {
    String[] parts = name.split(":", 2);
    ScorerProvider provider = providers().get(parts[0]);
    if (provider == null) {
      throw new IllegalArgumentException(
          "scorer is '"
              + name
              + "'; available are "
              + String.join(", ", available().keySet())
              + ".");
    }
    return provider.open(parts.length > 1 ? parts[1] : "", options);
  }

  /** Name and one-line description of every scorer on the class path, by name. */
  public static Map<String, String> available() {
    Map<String, String> result = new TreeMap<>();
    providers().forEach((name, provider) -> result.put(name, provider.description()));
    return result;
  }

  private static Map<String, ScorerProvider> providers() {
    Map<String, ScorerProvider> result = new TreeMap<>();
    List<ScorerProvider> found =
        ServiceLoader.load(ScorerProvider.class, Scorers.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    found.forEach(provider -> result.put(provider.name(), provider));
    return result;
  }
}
