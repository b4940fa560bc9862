// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Payloads of dead letters that the graph itself writes. */
final class Payloads {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Payloads() {}

  /** One JSON object of names and values in turn. */
  static String json(Object... namesAndValues) {
    ObjectNode node = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      node.set(namesAndValues[i].toString(), JSON.valueToTree(namesAndValues[i + 1]));
    }
    return node.toString();
  }
}
