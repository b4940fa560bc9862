// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
  private final ArrayNode allOf = JsonNodeFactory.instance.arrayNode();
  private final Set<String> required = new LinkedHashSet<>();

  InputSchema(RecordSchema schema, String title) {
    this.schema = schema;
    for (List<Field> any : schema.required()) {
      List<String> names = names(any);
      if (names.size() == 1) {
        required.add(names.get(0));
      } else if (!any.contains(Field.TEXT)) {
        ArrayNode alternatives = allOf.addObject().putArray("anyOf");
        names.forEach(name -> alternatives.addObject().putArray("required").add(name));
      }
    }
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", title);
    root.put(
        "description",
        String.format(
            Locale.ROOT,
            "UTF-8, at most %,d bytes. Times lie in or after 1970 and at most %d hours ahead of the clock. Null and blank mean absent; other fields are ignored.",
            limits.recordBytes(),
            limits.future().toHours()));
    root.put("type", "object");
  }

  /** The schemas of the formats that have fixed fields, such as {@code undertone.comment}. */
  public static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new TreeMap<>();
    for (String name : List.of("undertone", "mediacrawler-weibo")) {
      CommentFormat format = Formats.byName(name);
      InputSchema comment = new InputSchema(format.comments(), "A comment, format " + name);
      RecordSchema posts = format.posts();
      if (posts != null) {
        String marker = format.kinds().namesOfComments().get(0);
        comment.with(marker);
        InputSchema post = new InputSchema(posts, "A post, format " + name).without(marker);
        all.put(name + ".post", post.toJson());
      }
      all.put(name + ".comment", comment.toJson());
    }
    return all;
  }

  private List<String> names(List<Field> any) {
    return any.stream().flatMap(f -> schema.names(f).stream()).distinct().toList();
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
      for (String name : schema.names(field)) {
        ObjectNode rule = properties.putObject(name);
        rule.put("description", field.description);
        describe(rule, field, required.contains(name));
      }
    }
    if (schema.kind != RecordSchema.Kind.POST) {
      requireContent(allOf.addObject().putArray("anyOf"));
    }
    if (!allOf.isEmpty()) {
      root.set("allOf", allOf);
    }
    return root;
  }

  /** What costs only the field when it cannot be read has no rule. */
  private void describe(ObjectNode rule, Field field, boolean needed) {
    switch (field.kind) {
      case NAME -> {
        if (field != Field.TOPIC) {
          types(rule, needed, "string", "number").put("maxLength", FieldRules.MAX_NAME);
          // neither begins with a control character nor has one
          pattern(
              rule,
              needed,
              "[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]*");
        }
      }
      case TEXT -> {
        if (field == Field.TEXT) {
          types(rule, false, "string", "number", "array").put("maxLength", limits.textCharacters());
        }
      }
      case TIME -> {
        if (field != Field.OBSERVED_AT) {
          rule.put("description", field.description + ": " + schema.time(field).rule().text());
          types(rule, needed, "string", "number").put("minimum", 0);
        }
      }
      case SCORE -> {
        if (field == Field.SCORE) {
          types(rule, needed, "number", "string").put("minimum", 0).put("maximum", 1);
          pattern(rule, needed, "0(\\.\\d*)?|\\.\\d+|1(\\.0*)?|\\d(\\.\\d*)?[eE]-0*[1-9]\\d*");
        }
      }
      case FLAG -> {
        types(rule, needed, "boolean", "string", "integer").put("minimum", 0).put("maximum", 1);
        pattern(rule, needed, "[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[yY][eE][sS]|[nN][oO]|0|1");
      }
      case COUNT, AUTHOR, LANGUAGE -> {}
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
      present(anyOf, Field.TEXT);
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
