// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.List;

/**
 * Everything an {@link OnlineEngine} remembers, in parts that can be stored apart. The same engine
 * gives the same bytes.
 *
 * @param shared the part that belongs to all audiences; its size does not depend on their number
 * @param rows one part per audience, in the engine's order; a row's size is bounded
 */
public record EngineState(byte[] shared, List<byte[]> rows) {
  /** Size of all parts in bytes. */
  public long bytes() {
    long bytes = shared.length;
    for (byte[] row : rows) {
      bytes += row.length;
    }
    return bytes;
  }
}
