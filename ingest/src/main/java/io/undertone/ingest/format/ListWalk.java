// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Walks to each record of a list inside of a JSON value; passes over everything else. */
final class ListWalk {
  private ListWalk() {}

  /** Takes a record; the parser stands at its first token and is left at its last. */
  interface Visitor {
    void visit(JsonParser json) throws IOException;
  }

  /**
   * @param json stands at the first token of a value and is left at its last
   * @param inside whether the value is already the one that the first step names
   * @return whether the list is there
   */
  static boolean walk(JsonParser json, List<ListPath.Step> steps, boolean inside, Visitor visitor)
      throws IOException {
    if (steps.isEmpty()) {
      visitor.visit(json);
      return true;
    }
    ListPath.Step step = steps.get(0);
    if (!inside) {
      return descend(json, steps, visitor);
    }
    List<ListPath.Step> rest = steps.subList(1, steps.size());
    if (!step.list()) {
      return walk(json, rest, false, visitor);
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return false;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      walk(json, rest, false, visitor);
    }
    return true;
  }

  private static boolean descend(JsonParser json, List<ListPath.Step> steps, Visitor visitor)
      throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return false;
    }
    boolean found = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean named = json.currentName().equals(steps.get(0).name());
      json.nextToken();
      if (named) {
        found |= walk(json, steps, true, visitor);
      } else {
        json.skipChildren();
      }
    }
    return found;
  }
}
