// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a source calls the fields and how it writes times. A dot in a name descends into a nested
 * JSON object: {@code comment.likes}.
 */
final class RecordSchema implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What crawlers call further traits of an author. */
  private static final Set<String> PERSONAL =
      Set.of(
          "nickname", "screen_name", "user_name", "avatar", "profile_url", "ip_location", "gender");

  /** What one record describes. */
  enum Kind {
    COMMENT,
    POST,
    UNJOINED
  }

  final Kind kind;

  /** Whether a comment without id is named by its line alone. */
  final boolean indexedByPosition;

  private final HashMap<String, Field> fields;
  private final EnumMap<Field, String> names = new EnumMap<>(Field.class);
  private final EnumMap<Field, TimeFormat> times;
  private final HashSet<String> nesting = new HashSet<>();

  RecordSchema(Kind kind, Map<String, Field> fields, Map<Field, TimeFormat> times) {
    this(kind, fields, times, false);
  }

  private RecordSchema(
      Kind kind,
      Map<String, Field> fields,
      Map<Field, TimeFormat> times,
      boolean indexedByPosition) {
    this.kind = kind;
    this.indexedByPosition = indexedByPosition;
    this.fields = new HashMap<>(fields);
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

  /** Whether the source has the field. */
  boolean has(Field field) {
    return names.containsKey(field);
  }

  /** Whether a field lies inside the object of that name. */
  boolean nests(String sourceName) {
    return nesting.contains(sourceName);
  }

  /** The source's name of a field, for messages. */
  String name(Field field) {
    return names.getOrDefault(field, field.key());
  }

  /** Whether a field says who wrote the comment, so that its value must not be shown. */
  boolean isPersonal(String sourceName) {
    return kind != Kind.POST
        && (name(Field.AUTHOR).equals(sourceName) || PERSONAL.contains(sourceName));
  }

  /** The last parts of the names of such fields. */
  Set<String> personalKeys() {
    if (kind == Kind.POST) {
      return Set.of();
    }
    Set<String> keys = new TreeSet<>(PERSONAL);
    String author = name(Field.AUTHOR);
    keys.add(author.substring(author.lastIndexOf('.') + 1));
    return keys;
  }

  TimeFormat time(Field field) {
    return times.getOrDefault(field, TimeFormat.Plain.ISO);
  }

  /** The fields that no record can do without. */
  List<Field> required() {
    return switch (kind) {
      case COMMENT, POST -> List.of(Field.BLOGGER, Field.POST, Field.POST_TIME);
      case UNJOINED -> List.of(Field.POST, Field.TIME);
    };
  }

  /** What the source calls the fields that no record can do without. */
  Set<String> requiredNames() {
    Set<String> required = new HashSet<>();
    required().forEach(field -> required.add(name(field)));
    return required;
  }

  RecordSchema indexedByPosition() {
    return new RecordSchema(kind, fields, times, true);
  }

  /**
   * A name that another schema does not use, the id's if possible.
   *
   * @throws IllegalArgumentException when there is none
   */
  String nameUnknownTo(RecordSchema other) {
    String id = names.get(Field.ID);
    if (id != null && other.field(id) == null) {
      return id;
    }
    return names.values().stream()
        .filter(name -> other.field(name) == null)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the fields of comments and posts have the same names; map a field that only"
                        + " comments have, such as id"));
  }
}
