// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.List;

/**
 * Everything an {@link OnlineEngine} remembers, in parts that can be stored apart. The same engine
 * gives the same numbers, bit for bit.
 *
 * @param layout version of the layout
 * @param shared the part that belongs to all bloggers; its size does not depend on their number
 * @param rows one part per blogger, in the engine's order; a row's size is bounded
 */
public record EngineState(int layout, double[] shared, List<double[]> rows) {
  /** Layout that this version writes. */
  public static final int CURRENT_LAYOUT = 2;

  /** Size of all parts in memory, in bytes. */
  public long bytes() {
    long numbers = shared.length;
    for (double[] row : rows) {
      numbers += row.length;
    }
    return Double.BYTES * numbers;
  }
}
