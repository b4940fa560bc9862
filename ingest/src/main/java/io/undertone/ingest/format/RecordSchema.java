// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source calls the fields and how it writes times. A dot in a name descends into a nested
 * JSON object: {@code comment.likes}.
 */
final class RecordSchema {
  /** What one record describes. */
  enum Kind {
    COMMENT,
    POST,
    UNJOINED
  }

  final Kind kind;
  private final Map<String, Field> fields;
  private final EnumMap<Field, String> names = new EnumMap<>(Field.class);
  private final Map<Field, TimeFormat> times;
  private final Set<String> nesting = new HashSet<>();

  RecordSchema(Kind kind, Map<String, Field> fields, Map<Field, TimeFormat> times) {
    this.kind = kind;
    this.fields = Map.copyOf(fields);
    this.times = new EnumMap<>(Field.class);
    this.times.putAll(times);
    fields.forEach((name, field) -> names.put(field, name));
    for (String name : fields.keySet()) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        nesting.add(name.substring(0, dot));
      }
    }
  }

  /** Undertone's own names and ISO-8601 times. */
  static RecordSchema undertone() {
    Map<String, Field> own = new HashMap<>();
    Arrays.stream(Field.values()).forEach(field -> own.put(field.key(), field));
    return new RecordSchema(Kind.COMMENT, own, Map.of());
  }

  @Nullable Field field(String sourceName) {
    return fields.get(sourceName);
  }

  /** Whether a field lies inside the object of that name. */
  boolean nests(String sourceName) {
    return nesting.contains(sourceName);
  }

  /** The source's name of a field, for messages. */
  String name(Field field) {
    return names.getOrDefault(field, field.key());
  }

  TimeFormat time(Field field) {
    return times.getOrDefault(field, TimeFormat.ISO);
  }

  /** The fields that no record can do without. */
  List<Field> required() {
    return switch (kind) {
      case COMMENT, POST -> List.of(Field.BLOGGER, Field.POST, Field.POST_TIME);
      case UNJOINED -> List.of(Field.POST, Field.TIME);
    };
  }
}
