// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.undertone.ingest.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one JSON record under the names that a format knows, as they were written. */
final class JsonRecord {
  private static final String OUTER = "/";

  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final Set<String> nesting = new HashSet<>();
  private final @Nullable String[] values;
  private final Refusal.@Nullable Kind[] broken;
  private final @Nullable String[] outer;
  private final Refusal.@Nullable Kind[] outerBroken;
  private final boolean[] texts;
  private final boolean[] truths;
  private final boolean[] several;
  private final Set<String> authors = new HashSet<>();

  /** Last parts of the names of texts, and of ids and times. */
  private final Set<String> hints = new HashSet<>();

  private final Set<String> marks = new HashSet<>();
  private final ParseTally tally;
  private final boolean hasOuter;

  JsonRecord(CommentFormat format, ParserOptions options, ParseTally tally) {
    this.tally = tally;
    Set<String> texted = new HashSet<>();
    Set<String> truthful = new HashSet<>();
    Set<String> listed = new HashSet<>();
    for (RecordSchema schema : format.schemas()) {
      for (String name : schema.allNames()) {
        slots.putIfAbsent(name, slots.size());
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
          nesting.add(name.substring(0, dot));
        }
      }
      texted.addAll(schema.names(Field.TEXT));
      texted.addAll(schema.names(Field.POST_TEXT));
      schema.names(Field.TEXT).forEach(name -> hints.add(last(name)));
      schema.names(Field.ID).forEach(name -> marks.add(last(name)));
      schema.names(Field.TIME).forEach(name -> marks.add(last(name)));
      authors.addAll(schema.names(Field.AUTHOR));
      truthful.addAll(schema.names(Field.DELETED));
      truthful.addAll(schema.names(Field.SCORE));
      listed.addAll(schema.names(Field.LANGUAGE));
      listed.addAll(schema.names(Field.TOPIC));
    }
    values = new @Nullable String[slots.size()];
    broken = new Refusal.@Nullable Kind[slots.size()];
    outer = new @Nullable String[slots.size()];
    outerBroken = new Refusal.@Nullable Kind[slots.size()];
    texts = new boolean[slots.size()];
    texted.forEach(name -> texts[slots.getOrDefault(name, 0)] = true);
    truths = new boolean[slots.size()];
    several = new boolean[slots.size()];
    listed.forEach(name -> several[slots.getOrDefault(name, 0)] = true);
    truthful.forEach(name -> truths[slots.getOrDefault(name, 0)] = true);
    hasOuter = slots.keySet().stream().anyMatch(name -> name.startsWith(OUTER));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  int slot(String name) {
    return slots.getOrDefault(name, -1);
  }

  /** The value as it was written; null when there is none. */
  @Nullable String value(int slot) {
    return values[slot];
  }

  /** What stands where a single value must be, such as a JSON array; null when nothing is wrong. */
  Refusal.@Nullable Kind broken(int slot) {
    return broken[slot];
  }

  /** The values, but nobody's name. */
  String shown() {
    StringBuilder shown = new StringBuilder();
    slots.forEach(
        (name, slot) -> {
          String value = values[slot];
          if (value != null && !authors.contains(name)) {
            shown.append(shown.length() == 0 ? "" : ", ").append(name).append(": ");
            shown.append(Rejected.shorten(value));
          }
        });
    return shown.toString();
  }

  boolean has(String name) {
    Integer slot = slots.get(name);
    if (slot == null) {
      return false;
    }
    String value = values[slot];
    return broken[slot] != null || (value != null && !value.isBlank());
  }

  /** Forgets the last record but not what is around the list. */
  void clear() {
    System.arraycopy(outer, 0, values, 0, values.length);
    System.arraycopy(outerBroken, 0, broken, 0, broken.length);
  }

  /** Reads what the object around a list says; the parser stands at its first token. */
  void readOuter(JsonParser json) throws IOException {
    Arrays.fill(outer, null);
    Arrays.fill(outerBroken, null);
    if (hasOuter) {
      Arrays.fill(values, null);
      Arrays.fill(broken, null);
      readFields(json, OUTER, null, false);
      System.arraycopy(values, 0, outer, 0, values.length);
      System.arraycopy(broken, 0, outerBroken, 0, broken.length);
    } else {
      json.skipChildren();
    }
  }

  /**
   * Reads a record; the parser stands at its first token and is left at its last.
   *
   * @return the value in which replies lie, or null
   */
  @Nullable TokenBuffer read(JsonParser json, @Nullable ListPath replies) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
        take(json, Integer.toString(i), null, true);
      }
      return null;
    }
    return json.currentToken() == JsonToken.START_OBJECT
        ? readFields(json, "", replies, true)
        : null;
  }

  private @Nullable TokenBuffer readFields(
      JsonParser json, String prefix, @Nullable ListPath replies, boolean counted)
      throws IOException {
    TokenBuffer inner = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      String name = prefix.isEmpty() ? key : prefix + key;
      JsonToken token = json.nextToken();
      if (replies != null && prefix.isEmpty() && key.equals(replies.first()) && isOpen(token)) {
        TokenBuffer buffer = new TokenBuffer(json);
        buffer.copyCurrentStructure(json);
        inner = buffer;
      } else {
        take(json, name, replies, counted);
      }
    }
    return inner;
  }

  private static boolean isOpen(JsonToken token) {
    return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
  }

  private void take(JsonParser json, String name, @Nullable ListPath replies, boolean counted)
      throws IOException {
    JsonToken token = json.currentToken();
    Integer slot = slots.get(name);
    if (slot != null && !(token == JsonToken.START_OBJECT && nesting.contains(name))) {
      setValue(json, token, slot);
    } else if (token == JsonToken.START_OBJECT && nesting.contains(name)) {
      readFields(json, name + ".", null, counted);
    } else {
      if (counted) {
        tally.unknownFields(1);
      }
      if (counted) {
        passOver(json, name);
      } else {
        json.skipChildren();
      }
    }
  }

  private void setValue(JsonParser json, JsonToken token, int slot) throws IOException {
    broken[slot] = null;
    switch (token) {
      case VALUE_NULL -> values[slot] = texts[slot] ? "" : null;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values[slot] = json.getText();
      case VALUE_TRUE, VALUE_FALSE -> {
        values[slot] = truths[slot] ? json.getText() : null;
        broken[slot] = truths[slot] ? null : kind(token);
      }
      case START_ARRAY -> {
        if (texts[slot] || several[slot]) {
          values[slot] = list(json, slot);
        } else {
          values[slot] = null;
          broken[slot] = kind(token);
          json.skipChildren();
        }
      }
      default -> {
        values[slot] = null;
        broken[slot] = kind(token);
        json.skipChildren();
      }
    }
  }

  /** A text may come in pieces, of which the plain words count; of other values the first does. */
  private @Nullable String list(JsonParser json, int slot) throws IOException {
    StringBuilder joined = new StringBuilder();
    String first = null;
    boolean plain = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonToken token = json.currentToken();
      if (token.isScalarValue()) {
        first = first == null && token != JsonToken.VALUE_NULL ? json.getText() : first;
        joined.append(token == JsonToken.VALUE_STRING ? json.getText() : "");
      } else if (texts[slot] && token == JsonToken.START_OBJECT) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
          boolean text = json.currentName().equals("text");
          if (json.nextToken() == JsonToken.VALUE_STRING && text) {
            joined.append(json.getText());
          }
          json.skipChildren();
        }
      } else {
        plain = false;
        json.skipChildren();
      }
    }
    if (texts[slot]) {
      return joined.toString();
    }
    if (!plain || first == null) {
      broken[slot] = kind(JsonToken.START_ARRAY);
    }
    return plain ? first : null;
  }

  /** Counts the records in lists that nobody reads, however deep they lie. */
  private void passOver(JsonParser json, String name) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      long count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        count += looksLikeRecord(json) ? 1 : 0;
      }
      if (count > 0) {
        tally.leftInList(name, count);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        passOver(json, isOpen(json.nextToken()) ? name + '.' + key : name);
      }
    }
  }

  /** An object that has a text as records do, and beside it a name or a time. */
  private boolean looksLikeRecord(JsonParser json) throws IOException {
    boolean text = false;
    boolean dated = false;
    int depth = 0;
    JsonToken token = json.currentToken();
    while (token != null) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        break;
      }
      if (token == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        token = json.nextToken();
        text |= token == JsonToken.VALUE_STRING && hints.contains(key);
        dated |= token.isScalarValue() && marks.contains(key);
      } else {
        token = json.nextToken();
      }
    }
    return text && dated;
  }

  static Refusal.Kind kind(@Nullable JsonToken token) {
    if (token == null) {
      return Refusal.Kind.JSON_NOTHING;
    }
    return switch (token) {
      case START_OBJECT -> Refusal.Kind.JSON_OBJECT;
      case START_ARRAY -> Refusal.Kind.JSON_ARRAY;
      case VALUE_STRING -> Refusal.Kind.JSON_STRING;
      case VALUE_TRUE, VALUE_FALSE -> Refusal.Kind.JSON_BOOLEAN;
      case VALUE_NULL -> Refusal.Kind.JSON_NULL;
      default -> Refusal.Kind.JSON_NUMBER;
    };
  }
}
