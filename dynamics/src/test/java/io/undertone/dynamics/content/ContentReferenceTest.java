// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.AdaptiveIntervals.Level;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.content.ContentModel.ObservedPost;
import io.undertone.dynamics.content.PostVector.FeatureHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Against the reference on synthetic texts. Lists of scores, centres and intercepts are of the end.
 */
class ContentReferenceTest {
  private static final Offset<Double> CLOSE = within(1e-10);
  private static final JsonNode REFERENCE = Reference.read("content");
  private static final double S2 = REFERENCE.get("s2").doubleValue();
  private static final String NEWCOMER = "new";

  @Test
  void hashes() {
    REFERENCE
        .get("hash")
        .properties()
        .forEach(
            entry ->
                assertThat(Long.toUnsignedString(FeatureHash.of(entry.getKey())))
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue().textValue()));
  }

  @Test
  void wordsAndMarks() {
    for (int k = 0; k < REFERENCE.get("texts").size(); k++) {
      PostFeatures features = PostFeatures.of(text(k));
      JsonNode expected = REFERENCE.get("tokens").get(k);
      assertThat(features.words()).as(text(k)).isEqualTo(counts(expected.get(0)));
      assertThat(features.marks()).as(text(k)).isEqualTo(counts(expected.get(1)));
    }
  }

  @Test
  void vectors() {
    for (JsonNode expected : REFERENCE.get("vectors")) {
      PostVector vector =
          PostVector.of(
              text(expected.get("text").intValue()), expected.get("blogger").textValue(), "");
      assertThat(vector.length()).isEqualTo(expected.get("index").size());
      for (int k = 0; k < vector.length(); k++) {
        assertThat(vector.index(k)).isEqualTo(expected.get("index").get(k).intValue());
        assertThat(vector.value(k)).isCloseTo(expected.get("value").get(k).doubleValue(), CLOSE);
      }
    }
  }

  @Test
  void statesAndDrafts() {
    ContentModel model = new ContentModel();
    Variance variance = new Variance();
    Map<Integer, JsonNode> checks = new TreeMap<>();
    REFERENCE
        .get("checks")
        .forEach(check -> checks.put(check.get("after_period").intValue(), check));
    int last = checks.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    Map<Integer, List<JsonNode>> periods = new TreeMap<>();
    for (JsonNode post : REFERENCE.get("posts")) {
      periods.computeIfAbsent(post.get("period").intValue(), t -> new ArrayList<>()).add(post);
    }
    periods.forEach(
        (t, posts) -> {
          double tau2 = variance.with(posts);
          model.close(posts.stream().map(ContentReferenceTest::observed).toList(), tau2);
          if (checks.containsKey(t)) {
            check(model, checks.get(t), tau2, t == last);
          }
        });
    assertThat(checks).hasSize(4);
  }

  private static void check(ContentModel model, JsonNode expected, double tau2, boolean end) {
    assertThat(tau2).isCloseTo(expected.get("tau2").doubleValue(), CLOSE);
    assertThat(model.varianceLeft(tau2)).isCloseTo(expected.get("tau2_left").doubleValue(), CLOSE);
    double[] shares = new double[TextFilter.RUNGS];
    model.filter().shares(shares);
    assertThat(shares).containsExactly(Reference.vector(expected.get("rung_weights")), CLOSE);
    expected
        .get("bloggers")
        .properties()
        .forEach(entry -> checkBlogger(model, entry.getKey(), entry.getValue(), end));
    if (end) {
      assertThat(model.filter().logScores())
          .containsExactly(Reference.vector(expected.get("rung_log_scores")), within(1e-9));
      assertThat(model.filter().kappas())
          .containsExactly(Reference.vector(expected.get("kappa")), CLOSE);
    }
    for (JsonNode draft : expected.get("drafts")) {
      String blogger = draft.get("blogger").textValue();
      PostVector text = PostVector.of(text(draft.get("text").intValue()), blogger, "");
      Reaction reaction = model.expected(blogger, text, .7, .5, .002, tau2, S2 * .15);
      assertThat(reaction.mean()).isCloseTo(draft.get("mean").doubleValue(), CLOSE);
      assertThat(reaction.byScore()).isCloseTo(draft.get("by_score").doubleValue(), CLOSE);
      assertThat(reaction.byText()).isCloseTo(draft.get("by_text").doubleValue(), CLOSE);
      assertThat(reaction.variance()).isCloseTo(draft.get("var").doubleValue(), CLOSE);
    }
  }

  private static void checkBlogger(
      ContentModel model, String blogger, JsonNode expected, boolean end) {
    ScoreReaction.Audience audience = model.audience(blogger);
    assertThat(audience).isNotNull();
    assertThat(audience.level()).isCloseTo(expected.get("level").doubleValue(), CLOSE);
    assertThat(audience.usualContent())
        .isCloseTo(expected.get("usual_content").doubleValue(), CLOSE);
    assertThat(audience.slope()).isCloseTo(expected.get("slope").doubleValue(), CLOSE);
    if (end && !blogger.equals(NEWCOMER)) {
      assertThat(model.centre(blogger))
          .containsExactly(Reference.vector(expected.get("centre")), CLOSE);
      assertThat(model.filter().intercepts(blogger))
          .containsExactly(Reference.vector(expected.get("intercept")), CLOSE);
    }
  }

  @Test
  void intervalSteps() {
    JsonNode expected = REFERENCE.get("interval");
    AdaptiveIntervals interval = AdaptiveIntervals.ofReactions();
    int checked = 0;
    for (JsonNode value : expected.get("observed")) {
      interval.learn(
          value.doubleValue() - expected.get("mean").doubleValue(),
          expected.get("var").doubleValue());
      for (JsonNode step : expected.get("steps")) {
        if (step.get(0).doubleValue() == value.doubleValue()) {
          assertThat(interval.multiplier(Level.EIGHTY)).isCloseTo(step.get(1).doubleValue(), CLOSE);
          assertThat(interval.multiplier(Level.NINETY_FIVE))
              .isCloseTo(step.get(2).doubleValue(), CLOSE);
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(expected.get("steps").size());
  }

  private static ObservedPost observed(JsonNode post) {
    String blogger = post.get("blogger").textValue();
    return new ObservedPost(
        blogger,
        PostVector.of(text(post.get("text").intValue()), blogger, ""),
        post.get("content").doubleValue(),
        post.get("sentiment").doubleValue(),
        S2 / post.get("neff").doubleValue());
  }

  private static String text(int k) {
    return REFERENCE.get("texts").get(k).textValue();
  }

  private static Map<String, Integer> counts(JsonNode node) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    node.properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().intValue()));
    return counts;
  }

  /** Pooled tau2 with the period included, as the reference takes it. */
  private static final class Variance {
    private double squares;
    private double freedom;

    double with(List<JsonNode> posts) {
      Map<String, List<JsonNode>> ofBlogger = new TreeMap<>();
      posts.forEach(
          post ->
              ofBlogger
                  .computeIfAbsent(post.get("blogger").textValue(), b -> new ArrayList<>())
                  .add(post));
      ofBlogger.values().stream().filter(own -> own.size() > 1).forEach(this::add);
      return Math.max(5e-4, (squares + 10 * .005) / (freedom + 10));
    }

    private void add(List<JsonNode> posts) {
      int m = posts.size();
      double mean =
          posts.stream().mapToDouble(p -> p.get("sentiment").doubleValue()).average().orElseThrow();
      for (JsonNode post : posts) {
        double apart = post.get("sentiment").doubleValue() - mean;
        squares += apart * apart - (m - 1) * S2 / post.get("neff").doubleValue() / m;
      }
      freedom += m - 1;
    }
  }
}
