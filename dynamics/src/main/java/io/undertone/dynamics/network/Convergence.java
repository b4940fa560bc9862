// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import io.undertone.dynamics.network.Components.Component;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Where iterating x(t+1) = B x(t) + const leads.
 *
 * @param components strong components
 * @param consensus whether everybody comes to one opinion whatever the start: no stubbornness, one
 *     closed component, and that aperiodic
 * @param settles whether opinions settle at all: every closed component without stubbornness is
 *     aperiodic
 * @param secondModulus second-largest modulus of B's eigenvalues; the largest where there is
 *     stubbornness in every closed component
 * @param mixingTime periods until a deviation has shrunk to 1/e, -1 / ln(secondModulus); 0 when it
 *     is gone after a finite number, infinite when it never shrinks
 */
public record Convergence(
    List<Component> components,
    boolean consensus,
    boolean settles,
    double secondModulus,
    double mixingTime) {

  /**
   * @param b effective one-step weights, n x n, non-negative, row sums at most 1
   */
  public static Convergence of(double[][] b) {
    List<Component> components = Components.of(b);
    SocialPower power = SocialPower.of(b);
    boolean stubborn =
        Arrays.stream(b).anyMatch(row -> Arrays.stream(row).sum() <= SocialPower.NO_STUBBORNNESS);
    long closed = components.stream().filter(Component::closed).count();
    boolean settles =
        !(power instanceof SocialPower.Consensus groups)
            || groups.groups().stream().allMatch(g -> g.component().period() == 1);
    double modulus = modulus(b, power instanceof SocialPower.Anchored ? 0 : 1);
    double mixing =
        modulus <= 1e-9
            ? 0
            : modulus >= 1 - 1e-12 ? Double.POSITIVE_INFINITY : -1 / Math.log(modulus);
    return new Convergence(
        components, !stubborn && closed == 1 && settles, settles, modulus, mixing);
  }

  private static double modulus(double[][] b, int rank) {
    int n = b.length;
    if (rank >= n) {
      return 0;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, false);
    if (!eigen.decompose(new DMatrixRMaj(b))) {
      throw new IllegalStateException(
          "The eigenvalues of the " + n + " x " + n + " influence matrix did not converge.");
    }
    double[] moduli = new double[n];
    for (int k = 0; k < n; k++) {
      moduli[k] = eigen.getEigenvalue(k).getMagnitude();
    }
    Arrays.sort(moduli);
    return moduli[n - 1 - rank];
  }
}
