// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Strong components of an influence matrix B, b_ij &gt;= 0 the weight that listener i gives to j. A
 * component is closed when its members listen to nobody outside it.
 */
public final class Components {

  /**
   * One strong component.
   *
   * @param members indices, ascending
   * @param closed whether nobody in it listens outside
   * @param period greatest common divisor of its cycle lengths; 1 is aperiodic, 0 has no cycle
   */
  public record Component(List<Integer> members, boolean closed, int period) {}

  private final double[][] b;
  private final int[] index;
  private final int[] low;
  private final boolean[] onStack;
  private final Deque<Integer> stack = new ArrayDeque<>();
  private final List<Component> found = new ArrayList<>();
  private int counter;

  private Components(double[][] b) {
    this.b = b;
    index = new int[b.length];
    low = new int[b.length];
    onStack = new boolean[b.length];
  }

  /** All components, those that are listened to before their listeners. */
  public static List<Component> of(double[][] b) {
    Components search = new Components(b);
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
