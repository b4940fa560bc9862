// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.model.VarSignature.ExpressedPrivatePath;
import io.undertone.dynamics.solve.Rows;
import org.junit.jupiter.api.Test;

class VarSignatureTest {
  private static double[] vector(JsonNode node, String key) {
    return Reference.vector(node.get(key));
  }

  private static double[][] matrix(JsonNode node, String key) {
    return Reference.matrix(node.get(key));
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int t = 0; t < expected.length; t++) {
      assertThat(actual[t]).containsExactly(expected[t], within(1e-12));
    }
  }

  private static void assertPathObeys(VarSignature signature, double[][] x) {
    for (int t = 2; t + 1 < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        double next =
            Rows.dot(signature.b1()[i], x[t])
                + Rows.dot(signature.b2()[i], x[t - 1])
                + signature.c()[i];
        assertThat(x[t + 1][i]).isCloseTo(next, within(1e-12));
      }
    }
  }

  @Test
  void reducedModelSeenFromOutsideIsTheReferenceAutoregression() {
    JsonNode sim = Reference.read("epo_sim").get("reduced");
    double[] d = vector(sim, "d");
    double[] phi = vector(sim, "phi");
    double[][] a = matrix(sim, "A");
    VarSignature signature = VarSignature.reduced(d, phi, a);
    assertClose(signature.b1(), matrix(sim, "VAR_B1"));
    assertClose(signature.b2(), matrix(sim, "VAR_B2"));
    assertPathObeys(signature, matrix(sim, "expressed"));
    double[] x1 = vector(sim, "x1");
    double[][] path =
        ExpressedPrivateReduced.dynamics(a, d, phi, new double[4], new double[4], x1, x1).run(20);
    double[][] expected = matrix(sim, "expressed");
    for (int t = 0; t < 20; t++) {
      assertThat(path[t]).containsExactly(expected[t + 1], within(1e-12));
    }
  }

  @Test
  void fullModelSeenFromOutsideIsTheReferenceAutoregression() {
    JsonNode sim = Reference.read("epo_sim").get("full");
    double[] s = vector(sim, "s");
    double[] phi = vector(sim, "phi");
    double[] start = vector(sim, "p1");
    VarSignature signature = VarSignature.full(s, matrix(sim, "W"), phi, matrix(sim, "A"), start);
    assertClose(signature.b1(), matrix(sim, "VAR_B1"));
    assertClose(signature.b2(), matrix(sim, "VAR_B2"));
    assertThat(signature.c()).containsExactly(vector(sim, "VAR_c"), within(1e-12));
    ExpressedPrivatePath path =
        ExpressedPrivatePath.of(s, matrix(sim, "W"), phi, matrix(sim, "A"), start, 21);
    assertClose(path.expressed(), matrix(sim, "expressed"));
    assertClose(path.hidden(), matrix(sim, "private"));
    assertPathObeys(signature, path.expressed());
  }
}
