// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import org.junit.jupiter.api.Test;

class PostContentReferenceTest {
  private static final double TOLERANCE = 1e-8;

  @Test
  void contentEffectsReproduceTheReferenceAndImproveTheForecast() {
    JsonNode reference = Reference.read("post_content");
    PostsRun run = PostsRun.of(reference);
    for (int t = 0; t < run.periods(); t++) {
      double[] mean = run.step(t);
      assertThat(run.slopes())
          .containsExactly(Reference.vector(reference.get("b").get(t)), within(TOLERANCE));
      for (int i = 0; i < mean.length; i++) {
        if (run.observed()[i]) {
          same(run.raw(), reference, "raw", t, i);
          same(run.effect(), reference, "effect", t, i);
          same(run.variance(), reference, "R", t, i);
        }
      }
    }
    assertThat(run.count()).isEqualTo(reference.get("n").intValue());
    assertThat(run.conditionalRmse()).isLessThan(.95 * run.unconditionalRmse());
    assertThat(run.conditionalRmse()).isLessThan(.94 * run.runningMeanRmse());
  }

  private static void same(double[] actual, JsonNode reference, String what, int t, int i) {
    assertThat(actual[i])
        .isCloseTo(Reference.vector(reference.get(what).get(t))[i], within(TOLERANCE));
  }
}
