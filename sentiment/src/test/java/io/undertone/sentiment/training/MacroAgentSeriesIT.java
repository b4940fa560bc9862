// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.Shared;
import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The series of a blogger whose comments the classifier has not seen, beside the series of BERT's
 * scores: σ_p = Σ s (likes + 1) / Σ (likes + 1) per post, then over the posts of a period.
 */
class MacroAgentSeriesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate ORIGIN = LocalDate.of(2023, 5, 1);

  private static final ScopeReader READER = new ScopeReader(ScopeLexicon.shipped(false));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"2561744167, 0.85, 0.85", "7109370363, 0.92, 0.88"})
  void unseenBloggersSeriesFollowsTheTeachers(String blogger, double halfMonth, double week)
      throws IOException {
    Path comments = Shared.file("zh-sentiment/comments-scored.jsonl");
    List<JsonNode> held = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String line : Files.readAllLines(comments)) {
      JsonNode comment = JSON.readTree(line);
      if (comment.path("blogger").asText().equals(blogger)) {
        held.add(comment);
      } else {
        others.add(line);
      }
    }
    Path training = folder.resolve("others.jsonl");
    Files.write(training, others);
    TrainedModel trained =
        SentimentTraining.train(
            List.of(Shared.file("zh-sentiment/labelled.tsv"), training),
            "without",
            "",
            TrainingOptions.defaults(),
            step -> {});

    ToDoubleFunction<JsonNode> teacher = c -> c.path("bert_score").asDouble();
    ToDoubleFunction<JsonNode> ours = c -> score(trained, c.path("text").asText());
    double[] a = series(held, ours, MacroAgentSeriesIT::halfMonthOf);
    double[] b = series(held, teacher, MacroAgentSeriesIT::halfMonthOf);
    double[] c = series(held, ours, MacroAgentSeriesIT::weekOf);
    double[] d = series(held, teacher, MacroAgentSeriesIT::weekOf);
    ScoreReport halfMonths = ScoreReport.of("half-months", a, b);
    ScoreReport weeks = ScoreReport.of("weeks", c, d);
    // the paper's periods start on 2023-05-16; the cell before holds two posts
    List<JsonNode> paper =
        held.stream()
            .filter(comment -> comment.path("post_time").asText().compareTo("2023-05-16") >= 0)
            .toList();
    ScoreReport paperPeriods =
        ScoreReport.of(
            "half-months of the paper",
            series(paper, ours, MacroAgentSeriesIT::halfMonthOf),
            series(paper, teacher, MacroAgentSeriesIT::halfMonthOf));
    ScoreReport texts =
        ScoreReport.of(
            "comments",
            held.stream().mapToDouble(ours).toArray(),
            held.stream().mapToDouble(teacher).toArray());
    for (ScoreReport report : List.of(texts, halfMonths, paperPeriods, weeks)) {
      System.out.printf(
          Locale.ROOT,
          "%s without it, %s: n %d, correlation %.3f (%.3f to %.3f), mean difference %+.4f%n",
          blogger,
          report.subject(),
          report.texts(),
          report.correlation(),
          report.lower(),
          report.upper(),
          report.meanDifference());
    }
    assertThat(halfMonths.correlation()).isGreaterThan(halfMonth);
    assertThat(weeks.correlation()).isGreaterThan(week);
    assertThat(halfMonths.meanDifference()).isCloseTo(0, within(0.03));
    assertThat(weeks.meanDifference()).isCloseTo(0, within(0.03));
  }

  private static double score(TrainedModel trained, String text) {
    return SentimentRules.paper().neutralBecause(text).isPresent()
        ? Score.NEUTRAL
        : trained.model().polarity(READER.read(text));
  }

  private static double[] series(
      List<JsonNode> comments,
      ToDoubleFunction<JsonNode> score,
      Function<LocalDate, Comparable<?>> period) {
    Map<String, double[]> posts = new TreeMap<>();
    Map<String, String> periods = new TreeMap<>();
    for (JsonNode comment : comments) {
      String post = comment.path("post").asText();
      double[] sums = posts.computeIfAbsent(post, p -> new double[3]);
      double weight = comment.path("likes").asDouble() + 1;
      sums[0] += weight * score.applyAsDouble(comment);
      sums[1] += weight;
      sums[2] = comment.path("post_likes").asDouble() + 1;
      LocalDate day = LocalDate.parse(comment.path("post_time").asText().substring(0, 10));
      periods.put(post, String.valueOf(period.apply(day)));
    }
    Map<String, double[]> result = new TreeMap<>();
    posts.forEach(
        (post, sums) -> {
          double[] cell =
              result.computeIfAbsent(String.valueOf(periods.get(post)), p -> new double[2]);
          cell[0] += sums[2] * sums[0] / sums[1];
          cell[1] += sums[2];
        });
    return result.values().stream().mapToDouble(cell -> cell[0] / cell[1]).toArray();
  }

  private static Comparable<?> halfMonthOf(LocalDate day) {
    return day.withDayOfMonth(day.getDayOfMonth() > 15 ? 16 : 1);
  }

  private static Comparable<?> weekOf(LocalDate day) {
    return Math.floorDiv(ChronoUnit.DAYS.between(ORIGIN, day), 7L);
  }
}
