// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.undertone.dynamics.audit.RangeTest;
import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;
import io.undertone.dynamics.evaluate.ForecastGain;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.nowcast.NowcastBoard;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the results of a topic say in a glance; the terminal, the report and the dashboard share it.
 *
 * @param topic what the audiences talk about
 * @param audiences by blogger
 * @param periods all that have an audience, in time
 * @param closedPeriods number of those that are closed
 * @param influenceModels models that have an influence matrix
 * @param forecastModels models that have forecasts
 * @param claims what may be said about influence now
 * @param best score of the model that gain names; null while nothing is scored
 * @param gain what may be said of the model that forecasts best; null while nothing is scored
 * @param averaging check of iterative averaging for k = 0 to 6
 * @param verdict what the data say about influence
 */
public record TopicSummary(
    String topic,
    List<Audience> audiences,
    List<Span> periods,
    int closedPeriods,
    List<String> influenceModels,
    List<String> forecastModels,
    Claims claims,
    @Nullable ModelScore best,
    @Nullable ForecastGain gain,
    List<RangeTest> averaging,
    Verdict verdict) {
  /** Model whose edges are tested. */
  public static final String ENGINE = "undertone";

  /** Baselines, in the order in which tables show them. */
  public static final List<String> BASELINES = List.of("mean", "persistence", "ewma", "ar1");

  /**
   * One audience.
   *
   * @param blogger whose audience it is
   * @param name name to show; the blogger where none is known
   * @param comments comments over all periods
   * @param posts posts over all periods
   * @param periods closed periods with a post
   */
  public record Audience(String blogger, String name, long comments, long posts, int periods) {}

  /** A period; open while more comments are expected. */
  public record Span(Instant start, Instant end, boolean open) {}

  /**
   * Edges between different audiences as of the last period, by claim.
   *
   * @param model whose edges
   * @param asOf end of the last period used; null without edges
   * @param tested edges tested at once: every edge from another audience into one whose edges can
   *     be tested, also where a large crowd's rows hold the strongest candidates alone
   * @param explained edges that the sentiment as heard shows, and that what was posted explains
   */
  public record Claims(
      String model,
      @Nullable Instant asOf,
      int edges,
      int tested,
      int confirmed,
      int likely,
      int undetermined,
      int excluded,
      int explained) {}

  /** Reads a topic. */
  public static TopicSummary of(ResultReader results, String topic) throws IOException {
    CurrentTopic current = CurrentTopic.of(results, topic);
    int closed = (int) current.periods().stream().filter(span -> !span.open()).count();
    List<String> models = models(results, ResultTable.INFLUENCE, topic);
    Claims claims = claims(results, topic, models);
    List<ModelScore> scores = forecasters(results, topic);
    ForecastGain gain = gain(scores, current.audiences().size());
    ModelScore best =
        gain == null
            ? null
            : scores.stream().filter(s -> s.model().equals(gain.model())).findFirst().orElse(null);
    return new TopicSummary(
        topic,
        current.audiences(),
        current.periods(),
        closed,
        models,
        models(results, ResultTable.FORECAST, topic),
        claims,
        best,
        gain,
        current.averaging(),
        Verdict.of(closed, claims));
  }

  /** Model whose forecasts to show: the engine, else the best scored, else any; null without. */
  @JsonProperty
  public @Nullable String forecastModel() {
    if (forecastModels.contains(ENGINE)) {
      return ENGINE;
    }
    if (best != null && forecastModels.contains(best.model())) {
      return best.model();
    }
    return forecastModels.isEmpty() ? null : forecastModels.get(0);
  }

  /** Periods that an audience needs before its private opinion is judged. */
  @JsonProperty
  public int neededPrivatePeriods() {
    return PrivateEstimate.NEEDED_PERIODS;
  }

  private static List<String> models(ResultReader results, ResultTable table, String topic)
      throws IOException {
    return List.copyOf(results.lastIssues(table, topic).keySet());
  }

  private static Claims claims(ResultReader results, String topic, List<String> models)
      throws IOException {
    String model =
        models.contains(ENGINE) || models.isEmpty() ? ENGINE : models.get(models.size() - 1);
    Instant asOf = results.lastIssues(ResultTable.INFLUENCE, topic).get(model);
    MatrixCounts counts = MatrixCounts.of(results, topic, model, asOf);
    return new Claims(
        model,
        asOf,
        counts.edges(),
        counts.tested(),
        counts.of(ClaimLevel.CONFIRMED),
        counts.of(ClaimLevel.LIKELY),
        counts.of(ClaimLevel.UNDETERMINED),
        counts.of(ClaimLevel.EXCLUDED),
        Math.toIntExact(counts.explained()));
  }

  /** Last scores of all models that forecast and are no baseline. */
  private static List<ModelScore> forecasters(ResultReader results, String topic)
      throws IOException {
    Instant asOf =
        results.lastIssues(ResultTable.MODEL_SCORE, topic).values().stream()
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (asOf == null) {
      return List.of();
    }
    return results.rows(ModelScore.class, RowQuery.topic(topic).where("as_of", asOf)).stream()
        .filter(score -> score.skill() != null && !BASELINES.contains(score.model()))
        .filter(score -> !NowcastBoard.MODELS.contains(score.model()))
        .toList();
  }

  /**
   * A period has at most one pair of each audience, so that n / audiences periods are scored at
   * least.
   */
  private static @Nullable ForecastGain gain(List<ModelScore> scores, int audiences) {
    return ForecastGain.among(
        scores.stream()
            .map(
                score ->
                    new ForecastGain.Candidate(
                        score.model(),
                        Objects.requireNonNull(score.skill()),
                        score.skillError(),
                        score.n() / (double) Math.max(1, audiences)))
            .toList());
  }
}
