// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What models are called in a sentence, by the names that results, files and options have. */
public final class ModelNames {
  private static final Map<String, Words> NAMES = new LinkedHashMap<>();

  static {
    name("mean", "Mean of the past", "历史均值");
    name("persistence", "Persistence", "保持不变");
    name("ewma", "EWMA", "指数平滑");
    name("ar1", "AR(1)", "AR(1)");
    name("french-degroot", "French-DeGroot", "French-DeGroot");
    name("friedkin-johnsen", "Friedkin-Johnsen", "Friedkin-Johnsen");
    name("friedkin-johnsen-free", "Friedkin-Johnsen (free anchor)", "Friedkin-Johnsen（自由锚）");
    name("delayed-anchor-1", "Delayed anchor (lag 1)", "延迟锚（滞后 1）");
    name("delayed-anchor-2", "Delayed anchor (lag 2)", "延迟锚（滞后 2）");
    name("delayed-perception", "Delayed perception", "延迟感知");
    name("expressed-private-reduced", "Expressed-private (reduced)", "表达-私下（简化）");
    name("expressed-private", "Expressed-private", "表达-私下");
    name("delayed-expressed-private", "Delayed expressed-private", "延迟的表达-私下");
    name("undertone", "Undertone engine", "Undertone 引擎");
    name("undertone-conditional", "Undertone (posts known)", "Undertone（已知帖子）");
    name(
        "undertone-conditional-no-likes",
        "Undertone (posts known, likes not yet)",
        "Undertone（已知帖子，未知点赞）");
  }

  private ModelNames() {}

  private static void name(String id, String english, String chinese) {
    NAMES.put(id, new Words(english, chinese));
  }

  /** All names, simple baselines first. */
  public static Map<String, Words> all() {
    return Collections.unmodifiableMap(NAMES);
  }

  /** Name of a model; a plug-in is called what it calls itself. */
  public static Words of(String id) {
    return NAMES.getOrDefault(id, new Words(id, id));
  }
}
