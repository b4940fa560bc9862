// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.sentiment.Shared;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LexiconAccuracyTest {
  @Test
  void heldOutTweetsCorrelateWithHumanRatings() throws IOException {
    LexiconCalibration calibration =
        new LexiconCalibration(Shared.file("en-sentiment/tweets-rated.tsv"));
    double mean = 0;
    for (long seed = 1; seed <= 3; seed++) {
      mean += calibration.heldOutCorrelation(seed) / 3;
    }
    System.out.printf("English, 10-fold cross-validation: correlation %.4f%n", mean);
    assertThat(mean).isGreaterThan(0.87);
  }

  @Test
  void shippedWeightsAreThoseOfTheRatedTweets() throws IOException {
    LexiconWeights fitted =
        new LexiconCalibration(Shared.file("en-sentiment/tweets-rated.tsv")).fitAll();
    assertThat(LexiconWeights.load().constant()).isCloseTo(fitted.constant(), within(1e-5));
    assertThat(LexiconWeights.load().weights()).containsExactly(fitted.weights(), within(1e-5));
  }
}
