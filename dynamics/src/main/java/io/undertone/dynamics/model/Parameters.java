// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named per-blogger parameters of a fit. */
final class Parameters {
  private Parameters() {}

  /** Sets blogger i's value of a parameter; others stay null until they are set. */
  static void set(
      Map<String, List<@Nullable Double>> parameters,
      String name,
      int n,
      int i,
      @Nullable Double value) {
    parameters
        .computeIfAbsent(name, key -> new ArrayList<>(Collections.nCopies(n, null)))
        .set(i, value);
  }
}
