// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that are one JSON object each. A number may also be written as a string and a name
 * as a number, as exporters do; null means absent; of a repeated field the last value counts.
 */
final class JsonCommentParser implements CommentParser {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final RecordSchema schema;
  private final RecordBuilder builder;
  private final DeadLetters deadLetters;
  private final Limits limits;
  private long unknownFields;

  JsonCommentParser(RecordSchema schema, ParserOptions options) {
    this.schema = schema;
    this.builder = new RecordBuilder(schema, options);
    this.deadLetters = new DeadLetters(schema, options);
    this.limits = options.limits();
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    Parsed parsed;
    try {
      limits.requireRecord(to - from);
      parsed = read(Text.decode(bytes, from, to, "the record"), source, position);
    } catch (Rejected e) {
      parsed = deadLetters.of(e.reason(), source, position, bytes, from, to);
    }
    out.accept(parsed);
  }

  private Parsed read(String record, String source, long position) throws Rejected {
    String object = record.startsWith(BYTE_ORDER_MARK) ? record.substring(1) : record;
    try (JsonParser json = JSON.createParser(object)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Rejected(
            "the record is " + kind(json.currentToken()) + "; it must be a JSON object.");
      }
      builder.clear();
      readFields(json, "");
      if (json.nextToken() != null) {
        throw new Rejected("the record goes on after its JSON object; write one object a record.");
      }
      return builder.build(source, position);
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rejected invalid(JsonProcessingException e) {
    return new Rejected(
        "the record is not valid JSON: " + Text.printable(e.getOriginalMessage()) + ".");
  }

  private void readFields(JsonParser json, String prefix) throws IOException, Rejected {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      JsonToken token = json.nextToken();
      Field field = schema.field(name);
      if (field != null) {
        setField(json, token, name, field);
      } else if (token == JsonToken.START_OBJECT && schema.nests(name)) {
        readFields(json, name + ".");
      } else {
        unknownFields++;
        json.skipChildren();
      }
    }
  }

  private void setField(JsonParser json, JsonToken token, String name, Field field)
      throws IOException, Rejected {
    boolean flag = field.kind == Field.Kind.FLAG;
    switch (token) {
      case VALUE_NULL -> {}
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (field == Field.TEXT && json.getText().isBlank()) {
          builder.setEmptyText();
        } else {
          builder.set(field, json.getText());
        }
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        if (!flag) {
          throw new Rejected(name + " is " + kind(token) + "; it must be a string or a number.");
        }
        builder.set(field, json.getText());
      }
      default -> throw new Rejected(name + " is " + kind(token) + "; it must be a single value.");
    }
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "empty";
    }
    return switch (token) {
      case START_OBJECT -> "a JSON object";
      case START_ARRAY -> "a JSON array";
      case VALUE_STRING -> "a string";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "a number";
    };
  }

  @Override
  public long unknownFields() {
    return unknownFields;
  }
}
