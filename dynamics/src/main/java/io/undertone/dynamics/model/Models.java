// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.UnknownName;
import io.undertone.dynamics.engine.EngineFindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * The models by name, baselines first. Those of other jars on the class path come after ours: they
 * name their class in {@code META-INF/services/io.undertone.dynamics.model.OpinionModel}.
 */
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
    FACTORIES.put(ExpressedPrivate.NAME, ExpressedPrivate::new);
    FACTORIES.put(DelayedExpressedPrivate.NAME, DelayedExpressedPrivate::new);
    FACTORIES.put(EngineFindings.MODEL, OnlineEngineModel::new);
    ServiceLoader.load(OpinionModel.class, Models.class.getClassLoader()).stream()
        .forEach(Models::add);
  }

  private static void add(ServiceLoader.Provider<OpinionModel> plugin) {
    String name = plugin.get().name();
    if (FACTORIES.putIfAbsent(name, plugin::get) != null) {
      throw new IllegalStateException(
          plugin.type().getName()
              + " names itself '"
              + name
              + "', as another model does; give it a name of its own.");
    }
  }

  /** Names of the baselines, in the order of every table. */
  public static final List<String> BASELINES = List.of("mean", "persistence", "ewma", "ar1");

  /** All names, baselines first. */
  public static final List<String> NAMES = List.copyOf(FACTORIES.keySet());

  /**
   * Names of the models that a job refits period by period: all but {@link
   * DelayedExpressedPrivate}, whose rows are the online engine's own.
   */
  public static final List<String> ONLINE =
      NAMES.stream().filter(name -> !name.equals(DelayedExpressedPrivate.NAME)).toList();

  private Models() {}

  /**
   * The model of a name.
   *
   * @throws UnknownName if there is none; the message lists the names and suggests the nearest
   */
  public static OpinionModel byName(String name) {
    Supplier<OpinionModel> factory = FACTORIES.get(name);
    if (factory == null) {
      throw new UnknownName("model", name, NAMES);
    }
    return factory.get();
  }
}
