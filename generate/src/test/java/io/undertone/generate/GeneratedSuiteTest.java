// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSuiteTest {
  private static SuiteOptions small(TextLanguage text, long seed) {
    return new SuiteOptions(5, 30, .04, 4, 6, 1, text, seed);
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void everySuiteIsReproducibleAndInOrderOfTime(Suite suite) {
    List<GeneratedComment> once =
        GeneratedSuite.of(suite, small(TextLanguage.NONE, 3)).comments().toList();
    assertThat(GeneratedSuite.of(suite, small(TextLanguage.NONE, 3)).comments().toList())
        .isEqualTo(once);
    assertThat(GeneratedSuite.of(suite, small(TextLanguage.NONE, 4)).comments().toList())
        .isNotEqualTo(once);
    for (int k = 1; k < once.size(); k++) {
      assertThat(once.get(k).time()).isAfterOrEqualTo(once.get(k - 1).time());
    }
    assertThat(once)
        .allSatisfy(
            c -> {
              assertThat(c.score()).isBetween(0.0, 1.0);
              assertThat(c.time()).isAfterOrEqualTo(c.postTime());
              assertThat(c.likes()).isNotNegative();
              assertThat(c.text()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void talliesOfTheCommentsScatterAroundTheTruthAsTheirVarianceSays(Suite suite) {
    GeneratedSuite generated =
        GeneratedSuite.of(suite, new SuiteOptions(5, 80, .04, 6, 12, 1, TextLanguage.NONE, 3));
    SentimentSeries series = SuiteSeries.of(generated);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int t = 0; t < series.length(); t++) {
      for (int i = 0; i < series.size(); i++) {
        double truth = generated.truth().expressed()[t][i];
        assertThat(truth).isBetween(.15, .85);
        truth += reaction(generated.truth(), t, i);
        double z = (series.value(t, i) - truth) / Math.sqrt(series.variance(t, i));
        sum += z;
        squares += z * z;
        count++;
      }
    }
    assertThat(sum / count).isCloseTo(0, within(5 / Math.sqrt(count)));
    assertThat(squares / count).isBetween(.7, 1.3);
  }

  private static double reaction(Truth truth, int t, int i) {
    double[][] content = truth.content();
    return content == null ? 0 : Truth.REACTION * (content[t][i] - .5);
  }

  @Test
  void textsAgreeWithTheirScores() {
    List<GeneratedComment> comments =
        GeneratedSuite.of(Suite.NO_INFLUENCE, small(TextLanguage.MIXED, 1)).comments().toList();
    assertThat(comments)
        .filteredOn(c -> String.valueOf(c.text()).contains("wonderful"))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.score()).isGreaterThan(.69));
    assertThat(comments)
        .filteredOn(c -> String.valueOf(c.text()).contains("太让人失望了"))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.score()).isLessThan(.31));
    assertThat(comments).noneMatch(c -> String.valueOf(c.text()).matches(".*[,\"\n\r].*"));
  }

  @Test
  void writesUndertonesFormatWithDescriptorAndTruth(@TempDir Path directory) throws Exception {
    GeneratedSuite suite = GeneratedSuite.of(Suite.W_SWITCH, small(TextLanguage.NONE, 2));
    long count = suite.writeTo(directory.resolve("new/w-switch"));
    Path written = directory.resolve("new/w-switch");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(written.resolve("comments.csv.gz"))),
                StandardCharsets.UTF_8))) {
      assertThat(reader.readLine())
          .isEqualTo("blogger,post,post_time,post_likes,post_score,comment_index,time,likes,score");
      assertThat(reader.readLine().split(",")).hasSize(9);
      assertThat(reader.lines().count() + 1).isEqualTo(count);
    }
    assertThat(Files.readString(written.resolve("dataset.yaml")))
        .contains("name: generated-w-switch")
        .contains("files: [comments.csv.gz]")
        .contains("period: P1D");
    JsonNode truth = new ObjectMapper().readTree(written.resolve("truth.json").toFile());
    assertThat(truth.get("switch_after").intValue()).isEqualTo(15);
    assertThat(truth.get("influence").get(0).size()).isEqualTo(5);
    assertThat(truth.get("influence_after")).isNotEqualTo(truth.get("influence"));
    assertThat(truth.get("expressed").size()).isEqualTo(30);
    assertThat(truth.has("resilience")).isFalse();
  }

  /** What is committed was generated by this. */
  @ParameterizedTest
  @ValueSource(strings = {"french-degroot", "delayed-private", "expressed-private", "w-switch"})
  void theDataSetsOfTheProjectComeOutAgain(String name, @TempDir Path directory) throws Exception {
    Path committed = Path.of("../replay-data", name);
    JsonNode truth = new ObjectMapper().readTree(committed.resolve("truth.json").toFile());
    JsonNode strength = truth.path("strength");
    SuiteOptions options =
        new SuiteOptions(
            truth.get("bloggers").size(),
            truth.get("periods").intValue(),
            truth.get("noise").doubleValue(),
            truth.get("posts").intValue(),
            truth.get("comments").intValue(),
            truth.get("period_days").intValue(),
            TextLanguage.NONE,
            strength.asDouble(SuiteOptions.DEFAULT_STRENGTH),
            truth.get("seed").longValue());
    GeneratedSuite.of(Suite.of(name), options).writeTo(directory);
    assertThat(directory.resolve("truth.json"))
        .hasSameTextualContentAs(committed.resolve("truth.json"));
    assertThat(unzipped(directory)).isEqualTo(unzipped(committed));
  }

  private static String unzipped(Path directory) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("comments.csv.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Digits of the machine's language would break every number that is written. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "de-DE", "tr-TR"})
  void theMachinesLanguageChangesNoByte(String language, @TempDir Path directory)
      throws IOException {
    Locale usual = Locale.getDefault();
    for (Suite suite : Suite.values()) {
      Path plain = directory.resolve("plain/" + suite.label());
      Path there = directory.resolve("there/" + suite.label());
      write(suite, plain);
      Locale.setDefault(Locale.forLanguageTag(language));
      try {
        write(suite, there);
      } finally {
        Locale.setDefault(usual);
      }
      try (Stream<Path> files = Files.list(plain)) {
        for (Path file : files.toList()) {
          assertThat(there.resolve(plain.relativize(file))).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  private static void write(Suite suite, Path directory) throws IOException {
    SuiteOptions options = new SuiteOptions(3, 4, .04, 2, 2, 1, TextLanguage.MIXED, 3);
    long comments = GeneratedSuite.of(suite, options).writeTo(directory);
    assertThat(GeneratedSuite.of(suite, options).writeCrawlTo(directory)).isEqualTo(comments);
  }

  @Test
  void strongerEdgesNeedFewerPeriodsByThePlanner() {
    long strong = needed(.25);
    assertThat(needed(.1)).isGreaterThan(2 * strong);
    assertThat(strong).isBetween(50L, 400L);
    assertThat(GeneratedSuite.of(Suite.DELAYED, small(TextLanguage.NONE, 1)).periodsNeeded())
        .isNull();
  }

  private static long needed(double strength) {
    SuiteOptions options = new SuiteOptions(5, 200, .08, 4, 6, 1, TextLanguage.NONE, strength, 1);
    Truth truth = GeneratedSuite.of(Suite.DELAYED_PRIVATE, options).truth();
    for (int i = 0; i < 5; i++) {
      int listens = 0;
      for (double[][] lag : truth.influence()) {
        for (int j = 0; j < 5; j++) {
          listens += j != i && lag[i][j] == strength ? 1 : 0;
        }
      }
      assertThat(listens).as("edges into %s", i).isEqualTo(1);
    }
    return java.util.Objects.requireNonNull(
        GeneratedSuite.of(Suite.DELAYED_PRIVATE, options).periodsNeeded());
  }

  @Test
  void inAnEchoTheAudiencesReactToWhatIsPostedAndToNobody() {
    Truth truth =
        GeneratedSuite.of(Suite.ECHO, new SuiteOptions(4, 50, .04, 2, 3, 1, TextLanguage.NONE, 1))
            .truth();
    double[][] content = java.util.Objects.requireNonNull(truth.content());
    for (int t = 1; t < 50; t++) {
      assertThat(content[t][1]).isEqualTo(content[t - 1][0]);
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(truth.influence()[0][i][j] > 0).isEqualTo(i == j);
      }
    }
  }

  @Test
  void unknownSuiteAndImpossibleOptionsAreRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> Suite.of("delay"))
        .isInstanceOf(UnknownName.class)
        .hasMessageContaining("Did you mean 'delayed'?")
        .hasMessageContaining("w-switch");
    assertThatThrownBy(() -> new SuiteOptions(2, 30, .04, 4, 6, 1, TextLanguage.NONE, 1))
        .hasMessageContaining("bloggers must be between 3 and 1000; it was given 2");
    assertThatThrownBy(() -> new SuiteOptions(5, 30, 1, 4, 6, 1, TextLanguage.NONE, 1))
        .hasMessageContaining("noise must be between 0 and 0.2");
    assertThatThrownBy(() -> new SuiteOptions(5, 30, .1, 4, 6, 1, TextLanguage.NONE, .6, 1))
        .hasMessageContaining("strength must be between 0.05 and 0.5; it was given 0.6");
  }
}
