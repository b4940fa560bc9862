// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON Schemas (2020-12) of a table's rows, as {@link RowJson} writes them. */
public final class TableSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private TableSchema() {}

  /** All columns of a row, to be part of another document. */
  public static ObjectNode row(ResultTable table) {
    return object(JsonNodeFactory.instance.objectNode(), table.description(), table.columns());
  }

  /** All columns of a row. */
  public static ObjectNode value(ResultTable table) {
    return object(document(table.tableName()), table.description(), table.columns());
  }

  /** The columns of its primary key. */
  public static ObjectNode key(ResultTable table) {
    return object(document(table.tableName() + " key"), "Which row it is", table.keys());
  }

  private static ObjectNode document(String title) {
    return JsonNodeFactory.instance.objectNode().put("$schema", DIALECT).put("title", title);
  }

  private static ObjectNode object(ObjectNode schema, String description, List<Column> columns) {
    schema.put("description", description).put("type", "object");
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (Column column : columns) {
      required.add(column.name());
      describe(properties.putObject(column.name()), column);
    }
    return schema;
  }

  private static void describe(ObjectNode property, Column column) {
    String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
    property.put("description", column.description() + unit);
    String type = type(column.type());
    if (column.nullable()) {
      property.putArray("type").add(type).add("null");
    } else {
      property.put("type", type);
    }
    switch (column.type()) {
      case TIME -> property.put("format", "date-time");
      case PERIOD_BOUND -> {
        ArrayNode formats = property.putArray("anyOf");
        formats.addObject().put("format", "date");
        formats.addObject().put("format", "date-time");
      }
      default -> constants(property, column);
    }
  }

  private static void constants(ObjectNode property, Column column) {
    Object[] constants = column.javaType().getEnumConstants();
    if (constants != null) {
      ArrayNode allowed = property.putArray("enum");
      for (Object constant : constants) {
        allowed.add(Text.of(constant));
      }
      if (column.nullable()) {
        allowed.addNull();
      }
    }
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case REAL -> "number";
      case BOOLEAN -> "boolean";
      case TEXT, TIME, PERIOD_BOUND -> "string";
    };
  }
}
