// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences of fact, put together at random from lists of parts, say nothing for or against. */
class NeutralFactsTest {
  private static final int SENTENCES = 3000;
  private static final double LOW = 0.35;
  private static final double HIGH = 0.65;

  @ParameterizedTest
  @CsvSource({"zh, 1", "en, 1"})
  void factsPutTogetherAtRandomAreNeutral(String language, int seed) throws IOException {
    Map<String, List<String>> slots = slots(language);
    Random random = new Random(seed);
    SentimentScorer auto = Scorers.auto();
    List<String> failed = new ArrayList<>();
    for (int k = 0; k < SENTENCES; k++) {
      String sentence = filled("{sentence}", slots, random);
      double score = auto.score(sentence).positive();
      if (score < LOW || score > HIGH) {
        failed.add(String.format(Locale.ROOT, "%.2f %s", score, sentence));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "facts %s, seed %d: %d of %d fail%n",
        language,
        seed,
        failed.size(),
        SENTENCES);
    assertThat(failed).hasSizeLessThanOrEqualTo(SENTENCES / 10);
  }

  private static String filled(String text, Map<String, List<String>> slots, Random random) {
    int open = text.indexOf('{');
    if (open < 0) {
      return text;
    }
    int close = text.indexOf('}', open);
    List<String> choices = Objects.requireNonNull(slots.get(text.substring(open + 1, close)), text);
    String choice = choices.get(random.nextInt(choices.size()));
    return filled(text.substring(0, open) + choice + text.substring(close + 1), slots, random);
  }

  private static Map<String, List<String>> slots(String language) throws IOException {
    Map<String, List<String>> slots = new HashMap<>();
    try (InputStream in = NeutralFactsTest.class.getResourceAsStream("/behaviour/facts.tsv");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "facts.tsv"), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.split("\t", -1))
          .filter(part -> part[0].equals(language))
          .forEach(part -> slots.put(part[1], List.of(part[2].split(" \\| "))));
    }
    return slots;
  }
}
