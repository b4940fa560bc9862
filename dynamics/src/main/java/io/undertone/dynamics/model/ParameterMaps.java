// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named per-blogger parameters of a fit. */
final class ParameterMaps {
  private ParameterMaps() {}

  /** Parameters of one blogger, in a fixed order. */
  static Map<String, @Nullable Double> of(String name, @Nullable Double value) {
    Map<String, @Nullable Double> parameters = new LinkedHashMap<>();
    parameters.put(name, value);
    return parameters;
  }

  /** One more parameter of the same blogger. */
  static Map<String, @Nullable Double> and(
      Map<String, @Nullable Double> parameters, String name, @Nullable Double value) {
    parameters.put(name, value);
    return parameters;
  }

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
