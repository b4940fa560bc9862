// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Checks trees against JSON Schemas. */
final class Schemas {
  private static final String PROPERTIES = "properties";
  private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

  private Schemas() {}

  /** What is wrong with it, nothing when it is valid. */
  static List<String> problems(JsonNode schema, JsonNode tree) {
    return JsonSchemaFactory.getInstance(VersionFlag.V7)
        .getSchema(anonymous(schema))
        .validate(tree)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** The compose schema names its draft by an address that is not the draft's own. */
  private static JsonNode anonymous(JsonNode schema) {
    return schema instanceof ObjectNode object ? object.without(List.of("$schema", "$id")) : schema;
  }

  /** Kubernetes drops unknown fields silently; here they are errors. */
  static JsonNode strict(JsonNode schema) {
    for (JsonNode child : schema) {
      strict(child);
    }
    if (schema instanceof ObjectNode object
        && object.path(PROPERTIES).isObject()
        && !object.path(OPEN).asBoolean()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    return schema;
  }
}
