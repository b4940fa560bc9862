// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON Schema (2020-12) of one kind of record: what {@link JsonCommentParser} takes under the
 * default limits, as far as a schema can say it. It cannot say how many bytes a record has, that a
 * date exists and is not in the future, and it leaves out odd spellings of numbers in strings.
 */
public final class InputSchema {
  private final RecordSchema schema;
  private final Limits limits = Limits.DEFAULT;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Set<String> required = new LinkedHashSet<>();

  InputSchema(RecordSchema schema, String title) {
    this.schema = schema;
    schema.required().forEach(field -> required.add(schema.name(field)));
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", title);
    root.put(
        "description",
        "UTF-8, at most %,d bytes. Times lie in or after 1970 and at most %d hours ahead of the clock. Null and blank mean absent; other fields are ignored."
            .formatted(limits.recordBytes(), limits.future().toHours()));
    root.put("type", "object");
  }

  /** The schemas of the formats that have fixed fields, such as {@code undertone.comment}. */
  public static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new TreeMap<>(new UndertoneFormat().jsonSchemas());
    all.putAll(new MediaCrawlerFormat().jsonSchemas());
    return all;
  }

  /** A record of this kind has the field, whatever its value. */
  InputSchema with(String name) {
    required.add(name);
    return this;
  }

  /** A record of this kind has no such field. */
  InputSchema without(String name) {
    root.putObject("not").putArray("required").add(name);
    return this;
  }

  ObjectNode toJson() {
    required.forEach(root.putArray("required")::add);
    ObjectNode properties = root.putObject("properties");
    for (Field field : Field.values()) {
      if (schema.has(field)) {
        ObjectNode rule = properties.putObject(schema.name(field));
        rule.put("description", field.description);
        describe(rule, field, schema.required().contains(field));
      }
    }
    if (schema.kind != RecordSchema.Kind.POST) {
      requireContent(root.putArray("anyOf"));
    }
    return root;
  }

  private void describe(ObjectNode rule, Field field, boolean needed) {
    switch (field.kind) {
      case NAME -> {
        types(rule, needed, "string", "number").put("maxLength", FieldRules.MAX_NAME);
        // neither begins with a control character nor has one
        pattern(
            rule, needed, "[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]*");
      }
      case AUTHOR -> types(rule, needed, "string", "number");
      case TEXT ->
          types(rule, needed, "string", "number").put("maxLength", limits.textCharacters());
      case TIME -> time(rule, field, needed);
      case COUNT -> {
        types(rule, needed, "integer", "string")
            .put("minimum", 0)
            .put("maximum", FieldRules.MAX_COUNT);
        pattern(
            rule, needed, field == Field.COMMENT_INDEX ? "\\d{1,10}" : RoundedCount.SHOWN_WHOLE);
      }
      case SCORE -> {
        types(rule, needed, "number", "string").put("minimum", 0).put("maximum", 1);
        pattern(rule, needed, "0(\\.\\d*)?|\\.\\d+|1(\\.0*)?|\\d(\\.\\d*)?[eE]-0*[1-9]\\d*");
      }
      case LANGUAGE -> {
        types(rule, needed, "string");
        pattern(rule, needed, "[A-Za-z]{2,3}([-_].*)?");
      }
      case FLAG -> {
        types(rule, needed, "boolean", "string", "integer").put("minimum", 0).put("maximum", 1);
        pattern(rule, needed, "[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|0|1");
      }
    }
  }

  private void time(ObjectNode rule, Field field, boolean needed) {
    if (schema.time(field) == TimeFormat.Plain.ISO) {
      types(rule, needed, "string");
      pattern(rule, needed, IsoTime.PATTERN);
    } else {
      rule.put("description", field.description + ": " + schema.time(field).rule());
      types(rule, needed, "integer", "string").put("minimum", 0);
      pattern(rule, needed, "\\d{1,15}");
    }
  }

  private static ObjectNode types(ObjectNode rule, boolean needed, String... types) {
    ArrayNode array = rule.putArray("type");
    List.of(types).forEach(array::add);
    if (!needed) {
      array.add("null");
    }
    return rule;
  }

  private static void pattern(ObjectNode rule, boolean needed, String value) {
    rule.put("pattern", "^\\s*(" + value + ")" + (needed ? "" : "?") + "\\s*$");
  }

  /** A text (which may be empty) or a score, unless the comment is taken out. */
  private void requireContent(ArrayNode anyOf) {
    if (schema.has(Field.TEXT)) {
      types(present(anyOf, Field.TEXT), true, "string", "number");
    }
    if (schema.has(Field.SCORE)) {
      types(present(anyOf, Field.SCORE), true, "string", "number").put("pattern", "\\S");
    }
    if (schema.has(Field.DELETED)) {
      ArrayNode yes = present(anyOf, Field.DELETED).putArray("enum").add(true).add(1);
      List.of("1", "true", "True", "TRUE").forEach(yes::add);
    }
  }

  private ObjectNode present(ArrayNode anyOf, Field field) {
    ObjectNode one = anyOf.addObject();
    one.putArray("required").add(schema.name(field));
    return one.putObject("properties").putObject(schema.name(field));
  }
}
