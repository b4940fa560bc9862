// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;

/**
 * Weights of the features of {@link LexiconFeatures}.
 *
 * @param constant c
 * @param weights w, one per feature
 */
record LexiconWeights(double constant, double[] weights) {
  private static final String RESOURCE = "en-lexicon.properties";

  LexiconWeights {
    if (weights.length != LexiconFeatures.COUNT) {
      throw new IllegalArgumentException(
          weights.length + " weights; there are " + LexiconFeatures.COUNT + " features.");
    }
  }

  static LexiconWeights load() {
    Properties properties = new Properties();
    try (InputStream in = LexiconWeights.class.getResourceAsStream(RESOURCE)) {
      properties.load(Objects.requireNonNull(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double[] weights =
        Arrays.stream(properties.getProperty("weights", "").split(","))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new LexiconWeights(Double.parseDouble(properties.getProperty("constant", "0")), weights);
  }

  double rating(double[] features) {
    double sum = constant;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * features[k];
    }
    return sum;
  }
}
