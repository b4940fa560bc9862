// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Where iterating z(t+1) = F z(t) + (I - diag F1) u leads, u the anchors of those whose weights sum
 * to less than 1, and who has the last word there:
 *
 * <pre>
 *   x(inf) = V u ,   V = (I - F)^-1 (I - diag F1) ,   power_j = (1/n) sum_i V_ij
 * </pre>
 *
 * It is solved, never inverted. The members of a closed component without stubbornness have no
 * anchors; they settle, if it is aperiodic, at the consensus pi' z(0), pi' F = pi', sum pi = 1, and
 * V holds pi there: what they say first takes the place of an anchor. A state beyond the n
 * audiences is an earlier value or a private opinion of one of them; its share counts as that
 * audience's.
 *
 * @param components strong components of the states
 * @param consensus whether everybody comes to one opinion whatever the start: no stubbornness, one
 *     closed component, and that aperiodic
 * @param settles whether opinions settle at all: every closed component without stubbornness is
 *     aperiodic; where one is not, V is the average over its cycle
 * @param secondModulus second-largest modulus of F's eigenvalues; the largest where there is
 *     stubbornness in every closed component
 * @param mixingTime periods until a deviation has shrunk to 1/e, -1 / ln(secondModulus); 0 when it
 *     is gone after a finite number, infinite when it never shrinks
 * @param control V, n x n, rows sum to 1: share of j's anchor in i's final opinion
 */
public record Convergence(
    List<Component> components,
    boolean consensus,
    boolean settles,
    double secondModulus,
    double mixingTime,
    double[][] control) {
  /** Row sums above this count as no stubbornness. */
  private static final double NO_STUBBORNNESS = 1 - 1e-9;

  /**
   * One strong component: of the weights b_ij &gt;= 0 that listener i gives to j. It is closed when
   * its members listen to nobody outside it.
   *
   * @param members indices, ascending
   * @param closed whether nobody in it listens outside
   * @param period greatest common divisor of its cycle lengths; 1 is aperiodic, 0 has no cycle
   */
  public record Component(List<Integer> members, boolean closed, int period) {}

  /** A closed component without stubbornness, and pi in the order of its members. */
  private record Group(Component component, double[] weights) {}

  /** The same where the audiences are all that there is. */
  public static Convergence of(double[][] b) {
    return of(b, b.length);
  }

  /**
   * Costs in the order of m cubed.
   *
   * @param f one-step weights, m x m, non-negative, row sums at most 1
   * @param audiences n; state k belongs to audience k mod n, the first n are what they say
   */
  public static Convergence of(double[][] f, int audiences) {
    List<Component> components = components(f);
    List<Group> groups =
        components.stream()
            .filter(c -> c.closed() && c.members().stream().noneMatch(i -> stubborn(f[i])))
            .map(c -> new Group(c, consensus(f, c.members())))
            .toList();
    boolean settles = groups.stream().allMatch(g -> g.component().period() == 1);
    boolean stubborn = Arrays.stream(f).anyMatch(Convergence::stubborn);
    double modulus = modulus(f, groups.isEmpty() ? 0 : 1);
    return new Convergence(
        components,
        !stubborn && groups.size() == 1 && settles,
        settles,
        modulus,
        modulus <= 1e-9
            ? 0
            : modulus >= 1 - 1e-12 ? Double.POSITIVE_INFINITY : -1 / Math.log(modulus),
        control(f, groups, audiences));
  }

  /**
   * Strong components of non-negative weights, those that are listened to before their listeners.
   */
  static List<Component> components(double[][] b) {
    return Search.of(b);
  }

  /** Share of each audience's own opinion in all final ones; sums to 1. */
  public double[] power() {
    double[] power = new double[control.length];
    for (double[] row : control) {
      for (int j = 0; j < power.length; j++) {
        power[j] += row[j] / power.length;
      }
    }
    return power;
  }

  /** V of the groups' members is known; that of all others follows from one linear system. */
  private static double[][] control(double[][] f, List<Group> groups, int n) {
    double[][] known = new double[f.length][];
    for (Group group : groups) {
      double[] share = new double[n];
      List<Integer> members = group.component().members();
      for (int k = 0; k < members.size(); k++) {
        share[members.get(k) % n] += group.weights()[k];
      }
      members.forEach(member -> known[member] = share);
    }
    int[] others = IntStream.range(0, f.length).filter(i -> known[i] == null).toArray();
    DMatrixRMaj left = new DMatrixRMaj(others.length, others.length);
    DMatrixRMaj right = new DMatrixRMaj(others.length, n);
    for (int r = 0; r < others.length; r++) {
      double[] row = f[others[r]];
      for (int c = 0; c < others.length; c++) {
        left.set(r, c, (r == c ? 1 : 0) - row[others[c]]);
      }
      right.add(r, others[r] % n, Math.max(0, 1 - sum(row)));
      for (int k = 0; k < row.length; k++) {
        for (int j = 0; known[k] != null && j < n; j++) {
          right.add(r, j, row[k] * known[k][j]);
        }
      }
    }
    DMatrixRMaj solved = others.length == 0 ? right : solve(left, right);
    for (int r = 0; r < others.length; r++) {
      known[others[r]] = Arrays.copyOfRange(solved.data, r * n, (r + 1) * n);
    }
    return Arrays.stream(known, 0, n).map(double[]::clone).toArray(double[][]::new);
  }

  /** (F' - I) pi = 0 with its last equation replaced by sum pi = 1. */
  private static double[] consensus(double[][] f, List<Integer> members) {
    int k = members.size();
    DMatrixRMaj left = new DMatrixRMaj(k, k);
    DMatrixRMaj right = new DMatrixRMaj(k, 1);
    for (int c = 0; c < k; c++) {
      for (int r = 0; r < k - 1; r++) {
        left.set(r, c, f[members.get(c)][members.get(r)] - (r == c ? 1 : 0));
      }
      left.set(k - 1, c, 1);
    }
    right.set(k - 1, 0, 1);
    return solve(left, right).getData();
  }

  private static DMatrixRMaj solve(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj solution = new DMatrixRMaj(left.numCols, right.numCols);
    if (!CommonOps_DDRM.solve(left, right, solution)) {
      throw new IllegalStateException(
          "The influence matrix gives a singular system; its rows must be non-negative with sums of at most 1.");
    }
    return solution;
  }

  private static boolean stubborn(double[] row) {
    return sum(row) <= NO_STUBBORNNESS;
  }

  private static double sum(double[] row) {
    return Arrays.stream(row).sum();
  }

  private static double modulus(double[][] f, int rank) {
    int n = f.length;
    if (rank >= n) {
      return 0;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, false);
    if (!eigen.decompose(new DMatrixRMaj(f))) {
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

  /** Finds the strong components. */
  private static final class Search {
    private final double[][] b;
    private final int[] index;
    private final int[] low;
    private final boolean[] onStack;
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<Component> found = new ArrayList<>();
    private int counter;

    private Search(double[][] b) {
      this.b = b;
      index = new int[b.length];
      low = new int[b.length];
      onStack = new boolean[b.length];
    }

    /** All components, those that are listened to before their listeners. */
    static List<Component> of(double[][] b) {
      Search search = new Search(b);
      for (int i = 0; i < b.length; i++) {
        if (search.index[i] == 0) {
          search.visit(i);
        }
      }
      return List.copyOf(search.found);
    }

    /** Tarjan's algorithm with its own call stack, so that long chains do not overflow Java's. */
    private void visit(int root) {
      Deque<int[]> calls = new ArrayDeque<>();
      enter(root, calls);
      while (!calls.isEmpty()) {
        int[] call = calls.peek();
        int i = call[0];
        int j = call[1]++;
        if (j < b.length) {
          if (b[i][j] > 0 && index[j] == 0) {
            enter(j, calls);
          } else if (b[i][j] > 0 && onStack[j]) {
            low[i] = Math.min(low[i], index[j]);
          }
          continue;
        }
        calls.pop();
        if (!calls.isEmpty()) {
          low[calls.peek()[0]] = Math.min(low[calls.peek()[0]], low[i]);
        }
        if (low[i] == index[i]) {
          found.add(close(i));
        }
      }
    }

    private void enter(int i, Deque<int[]> calls) {
      index[i] = ++counter;
      low[i] = counter;
      stack.push(i);
      onStack[i] = true;
      calls.push(new int[] {i, 0});
    }

    private Component close(int root) {
      List<Integer> members = new ArrayList<>();
      int i;
      do {
        i = stack.pop();
        onStack[i] = false;
        members.add(i);
      } while (i != root);
      members.sort(null);
      return new Component(List.copyOf(members), closed(members), period(members));
    }

    private boolean closed(List<Integer> members) {
      boolean[] inside = new boolean[b.length];
      members.forEach(i -> inside[i] = true);
      for (int i : members) {
        for (int j = 0; j < b.length; j++) {
          if (b[i][j] > 0 && !inside[j]) {
            return false;
          }
        }
      }
      return true;
    }

    /**
     * gcd over all edges i -> j inside of depth(i) + 1 - depth(j), depths by breadth-first search.
     */
    private int period(List<Integer> members) {
      int[] depth = new int[b.length];
      Arrays.fill(depth, -1);
      Deque<Integer> queue = new ArrayDeque<>(List.of(members.get(0)));
      depth[members.get(0)] = 0;
      int divisor = 0;
      while (!queue.isEmpty()) {
        int i = queue.remove();
        for (int j : members) {
          if (b[i][j] > 0 && depth[j] < 0) {
            depth[j] = depth[i] + 1;
            queue.add(j);
          } else if (b[i][j] > 0) {
            divisor = gcd(divisor, Math.abs(depth[i] + 1 - depth[j]));
          }
        }
      }
      return divisor;
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }
}
