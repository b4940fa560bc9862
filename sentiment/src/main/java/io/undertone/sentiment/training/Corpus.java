// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.LanguageDetector;
import io.undertone.sentiment.scope.Reading;
import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
import java.util.Arrays;
import java.util.List;

/** The features of every training text, numbered once so that folds can share them. */
final class Corpus {
  private final List<Example> examples;
  private final Language language;
  private final int[] keys;
  private final Reading[] readings;
  private final LogisticLoss.Row[] rows;

  Corpus(List<Example> examples) {
    this.examples = examples;
    this.language = languageOf(examples);
    ScopeReader reader = new ScopeReader(ScopeLexicon.shipped(language == Language.EN));
    this.readings =
        examples.stream().map(e -> reader.read(e.text()).narrow()).toArray(Reading[]::new);
    this.keys =
        Arrays.stream(readings)
            .flatMapToInt(
                r ->
                    java.util.stream.IntStream.concat(
                        Arrays.stream(r.features()), java.util.stream.IntStream.of(r.whole())))
            .sorted()
            .distinct()
            .toArray();
    this.rows = Arrays.stream(readings).map(this::row).toArray(LogisticLoss.Row[]::new);
  }

  private LogisticLoss.Row row(Reading reading) {
    int[] runs = reading.features().clone();
    for (int k = 0; k < runs.length; k++) {
      runs[k] = Arrays.binarySearch(keys, runs[k]);
    }
    int whole =
        reading.whole() == 0 ? LogisticLoss.UNKNOWN : Arrays.binarySearch(keys, reading.whole());
    return new LogisticLoss.Row(runs, reading.gate(), whole, reading.dense());
  }

  private static Language languageOf(List<Example> examples) {
    long english =
        examples.stream().filter(e -> LanguageDetector.detect(e.text()) == Language.EN).count();
    return english * 2 > examples.size() ? Language.EN : Language.ZH;
  }

  /** English when most texts are, and else Chinese. */
  Language language() {
    return language;
  }

  int size() {
    return rows.length;
  }

  int features() {
    return keys.length;
  }

  /** Hash of a feature; ascending with its number. */
  int key(int feature) {
    return keys[feature];
  }

  LogisticLoss.Row row(int example) {
    return rows[example];
  }

  Reading reading(int example) {
    return readings[example];
  }

  Example example(int i) {
    return examples.get(i);
  }
}
