// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.engine.EngineFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The models by name, baselines first. */
public final class Models {
  private static final Map<String, Supplier<OpinionModel>> FACTORIES = new LinkedHashMap<>();

  static {
    FACTORIES.put("mean", Mean::new);
    FACTORIES.put("persistence", Persistence::new);
    FACTORIES.put("ewma", Ewma::new);
    FACTORIES.put("ar1", Ar1::new);
    FACTORIES.put(FrenchDeGroot.NAME, FrenchDeGroot::new);
    FACTORIES.put(FriedkinJohnsen.NAME, FriedkinJohnsen::new);
    FACTORIES.put(FreeAnchor.NAME, FreeAnchor::new);
    FACTORIES.put(DelayedAnchor.nameOf(1), () -> new DelayedAnchor(1));
    FACTORIES.put(DelayedAnchor.nameOf(2), () -> new DelayedAnchor(2));
    FACTORIES.put(DelayedPerception.NAME, DelayedPerception::new);
    FACTORIES.put(ExpressedPrivateReduced.NAME, ExpressedPrivateReduced::new);
    FACTORIES.put(EngineFindings.MODEL, OnlineEngineModel::new);
  }

  /** Names of the baselines, in the order of every table. */
  public static final List<String> BASELINES = List.of("mean", "persistence", "ewma", "ar1");

  /** All names, baselines first. */
  public static final List<String> NAMES = List.copyOf(FACTORIES.keySet());

  private Models() {}

  /**
   * The model of a name.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the names and suggests
   *     the nearest
   */
  public static OpinionModel byName(String name) {
    Supplier<OpinionModel> factory = FACTORIES.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "There is no model '"
              + name
              + "'. Did you mean '"
              + nearest(name)
              + "'? The models are "
              + String.join(", ", NAMES)
              + ".");
    }
    return factory.get();
  }

  private static String nearest(String name) {
    String best = NAMES.get(0);
    for (String candidate : NAMES) {
      if (distance(name, candidate) < distance(name, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /** Edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
