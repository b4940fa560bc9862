// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where records lie inside an object: {@code comments[]}, {@code data.children[].data}. A name
 * descends into an object, {@code []} into each element of a list.
 */
record ListPath(ArrayList<Step> steps, String text) implements Serializable {

  /**
   * @param name key to descend into; empty stays where it is
   * @param list whether the value is a list, each element of which is taken
   */
  record Step(String name, boolean list) implements Serializable {}

  /**
   * @throws IllegalArgumentException when it names no list
   */
  static ListPath of(String text) {
    ArrayList<Step> steps = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      boolean list = part.endsWith("[]");
      steps.add(new Step(list ? part.substring(0, part.length() - 2) : part, list));
    }
    if (steps.stream().noneMatch(Step::list) || steps.stream().anyMatch(s -> s.name().isBlank())) {
      throw new IllegalArgumentException(
          "the path '" + text + "' names no list; it must be like comments[] or data.items[]");
    }
    return new ListPath(steps, text);
  }

  List<Step> from(int step) {
    return steps.subList(step, steps.size());
  }

  String first() {
    return steps.get(0).name();
  }
}
