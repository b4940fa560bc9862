// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generated data set was generated from, as {@code truth.json} beside it has it.
 *
 * @param suite its name
 * @param periods number of periods
 * @param periodDays length of one, in days, counted from 2024-01-01 in UTC
 * @param bloggers names, in the order of all arrays
 * @param influence effective weights, [lag][target][source], lag 0 = previous period
 * @param switchAfter periods before W changes; null where it does not
 * @param influenceAfter the same weights afterwards
 * @param resilience phi of each blogger; null where nobody conforms
 * @param expressed sentiment by period and blogger, before any sampling
 * @param hidden private opinion likewise; null where there is none
 * @param content sentiment of the posts; null where it has no effect
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record GeneratedTruth(
    String suite,
    int periods,
    @JsonProperty("period_days") int periodDays,
    List<String> bloggers,
    double[][][] influence,
    @JsonProperty("switch_after") @Nullable Integer switchAfter,
    @JsonProperty("influence_after") double @Nullable [][][] influenceAfter,
    double @Nullable [] resilience,
    double[][] expressed,
    @JsonProperty("private") double @Nullable [][] hidden,
    double @Nullable [][] content) {
  private static final String FILE = "truth.json";
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  /** The truth beside a data set; null where it has none. */
  static @Nullable GeneratedTruth beside(Path dataSet) throws IOException {
    Path file = dataSet.resolve(FILE);
    return Files.isDirectory(dataSet) && Files.isRegularFile(file)
        ? new ObjectMapper().readValue(file.toFile(), GeneratedTruth.class)
        : null;
  }

  /** Weights of the last period. */
  double[][][] lastInfluence() {
    return influenceAfter == null ? influence : influenceAfter;
  }

  /** Effective weight that a target gives to a source, over all lags. */
  double weight(int target, int source) {
    double sum = 0;
    for (double[][] lag : lastInfluence()) {
      sum += lag[target][source];
    }
    return sum;
  }

  /** Lag of the largest weight. */
  int lag(int target, int source) {
    int best = 0;
    for (int l = 1; l < lastInfluence().length; l++) {
      best = lastInfluence()[l][target][source] > lastInfluence()[best][target][source] ? l : best;
    }
    return best;
  }

  /** Index of a period; -1 where these periods are not those of the truth. */
  int period(Instant start, Instant end) {
    Duration length = Duration.ofDays(periodDays);
    Duration since = Duration.between(START, start);
    long index = Math.floorDiv(since.toMillis(), length.toMillis());
    boolean same =
        Duration.between(start, end).equals(length)
            && since.toMillis() == index * length.toMillis()
            && index >= 0
            && index < expressed.length;
    return same ? (int) index : -1;
  }
}
