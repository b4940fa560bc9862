// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Checks trees against JSON Schemas, formats included. */
public final class JsonSchemas {
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private JsonSchemas() {}

  /** A schema of the draft that it names. */
  public static JsonSchema of(JsonNode schema) {
    return JsonSchemaFactory.getInstance(SpecVersionDetector.detect(schema))
        .getSchema(schema, STRICT);
  }

  /** What is wrong with a tree, nothing when it is valid. */
  public static List<String> problems(JsonSchema schema, JsonNode tree) {
    return schema.validate(tree).stream().map(ValidationMessage::getMessage).toList();
  }
}
