// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.SampleResults;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinnedReportTest {
  private static final List<Instant> TIMES =
      IntStream.range(0, 100).mapToObj(i -> Instant.ofEpochSecond(i)).toList();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 51, 99, 100})
  void choosesTheLatestAndSomeOfTheEarlierTimes(int n) {
    List<Instant> chosen = ThinnedRows.chosen(TIMES, n);

    assertThat(chosen).hasSize(n).isSorted().doesNotHaveDuplicates();
    assertThat(chosen).containsAll(TIMES.subList(100 - (n + 1) / 2, 100));
    if (n > 1) {
      assertThat(chosen.get(0)).isEqualTo(TIMES.get(0));
    }
  }

  @Test
  void longHistoriesAreThinnedToTheSizeAskedForAndItIsSaid() throws Exception {
    Path file = directory.resolve("undertone.db");
    List<Findings> periods =
        new SampleResults("huawei", List.of("A", "B", "C", "D"), 240, 1).findings();
    try (ResultDatabase database = ResultDatabase.open(file, SampleResults.TIMES)) {
      for (Findings period : periods) {
        database.write(period);
      }
    }

    List<Integer> sizes = new ArrayList<>();
    for (int most : new int[] {150_000, 100_000_000}) {
      StringWriter text = new StringWriter();
      try (ResultReader results = ResultReader.open(file.toString())) {
        FrozenResults.write(results, text, null, most);
      }
      sizes.add(text.toString().length());
      JsonNode topic = new ObjectMapper().readTree(text.toString()).at("/topics/huawei");
      Set<String> said = new HashSet<>();
      topic.get("cut").forEach(cut -> said.add(cut.get("table").asText()));
      assertThat(topic.at("/summary/periods")).hasSize(240);
      assertThat(said.contains("audience_sentiment")).isEqualTo(most == 150_000);
      topic
          .get("cut")
          .forEach(
              cut ->
                  assertThat(topic.at("/tables/" + cut.get("table").asText() + "/rows"))
                      .hasSize(cut.get("shown").asInt()));
      assertThat(topic.at("/tables/audience_sentiment/rows/0/2").asText())
          .as("the latest first")
          .isEqualTo(SampleResults.TIMES.periodBound(periods.get(239).periodStart()));
    }
    assertThat(sizes.get(0)).isLessThan(160_000);
    assertThat(sizes.get(1)).isGreaterThan(400_000);
  }
}
