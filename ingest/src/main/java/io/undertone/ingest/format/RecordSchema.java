// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a source calls the fields of one kind of records and how it writes times and scores. A dot
 * in a name descends into a nested JSON object ({@code comment.likes}); a name that begins with a
 * slash belongs to the object around a list of records ({@code /channel_id}).
 */
final class RecordSchema implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What one record describes. */
  enum Kind {
    COMMENT("comment"),
    POST("post"),
    UNJOINED("comment");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** What crawlers searched for. */
  private static final String KEYWORD = "source_keyword";

  /** What the fields of a post are of a comment. */
  private static final Map<Field, Field> VOICES =
      new EnumMap<>(
          Map.of(
              Field.BLOGGER, Field.BLOGGER,
              Field.POST, Field.ID,
              Field.POST_TIME, Field.TIME,
              Field.POST_TEXT, Field.TEXT,
              Field.POST_LIKES, Field.LIKES));

  final Kind kind;

  /** Whether a comment without id is named by its line alone. */
  final boolean indexedByPosition;

  /** Zone of times without offset; null for that of the data set. */
  final @Nullable ZoneId zone;

  private final EnumMap<Field, List<String>> names = new EnumMap<>(Field.class);
  private final EnumMap<Field, SourceTimeFormat> times = new EnumMap<>(Field.class);
  private final EnumMap<Field, Scale> scales = new EnumMap<>(Field.class);

  /**
   * @param names the source's names of each field, the first that a record has counts
   */
  RecordSchema(
      Kind kind,
      Map<Field, List<String>> names,
      Map<Field, SourceTimeFormat> times,
      Map<Field, Scale> scales,
      @Nullable ZoneId zone,
      boolean indexedByPosition) {
    this.kind = kind;
    this.names.putAll(names);
    this.times.putAll(times);
    this.scales.putAll(scales);
    this.zone = zone;
    this.indexedByPosition = indexedByPosition;
  }

  RecordSchema as(Kind other) {
    return new RecordSchema(other, names, times, scales, zone, indexedByPosition);
  }

  /** The same with one field more. */
  RecordSchema with(Field field, List<String> given) {
    Map<Field, List<String>> more = new EnumMap<>(names);
    more.put(field, given);
    return new RecordSchema(kind, more, times, scales, zone, indexedByPosition);
  }

  RecordSchema renamed(UnaryOperator<String> rename) {
    Map<Field, List<String>> renamed = new EnumMap<>(Field.class);
    names.forEach((field, given) -> renamed.put(field, given.stream().map(rename).toList()));
    return new RecordSchema(kind, renamed, times, scales, zone, indexedByPosition);
  }

  /** Whether the source has the field. */
  boolean has(Field field) {
    return names.containsKey(field);
  }

  /** The source's names of a field, in order of preference. */
  List<String> names(Field field) {
    return names.getOrDefault(field, List.of());
  }

  /** All names that the source has for something. */
  Set<String> allNames() {
    Set<String> all = new LinkedHashSet<>();
    names.values().forEach(all::addAll);
    return all;
  }

  /** The source's name of a field, for messages. */
  String name(Field field) {
    List<String> given = names(field);
    return given.isEmpty() ? field.key() : given.get(0);
  }

  SourceTimeFormat time(Field field) {
    return times.getOrDefault(field, AutoTime.AUTO);
  }

  Scale scale(Field field) {
    return scales.getOrDefault(field, Scale.UNIT);
  }

  Map<Field, List<String>> names() {
    return names;
  }

  Map<Field, SourceTimeFormat> times() {
    return times;
  }

  Map<Field, Scale> scales() {
    return scales;
  }

  /** The fields that no record can do without; of several in one list, one is enough. */
  List<List<Field>> required() {
    return switch (kind) {
      case COMMENT ->
          List.of(
              List.of(Field.BLOGGER),
              List.of(Field.TIME, Field.POST_TIME),
              List.of(Field.TEXT, Field.SCORE));
      case UNJOINED ->
          List.of(List.of(Field.POST), List.of(Field.TIME), List.of(Field.TEXT, Field.SCORE));
      case POST -> List.of(List.of(Field.BLOGGER), List.of(Field.POST), List.of(Field.POST_TIME));
    };
  }

  /** A mapping, in words, that reads records of posts as comments, of the fields that there are. */
  String asVoices(Collection<String> sampled) {
    List<String> fields = new ArrayList<>();
    VOICES.forEach(
        (field, role) -> {
          boolean searched = field == Field.BLOGGER && sampled.contains(KEYWORD);
          (searched ? List.of(KEYWORD) : names(field))
              .stream()
                  .filter(sampled::contains)
                  .findFirst()
                  .ifPresent(name -> fields.add(role.key() + ": " + name));
        });
    return "'fields: {" + String.join(", ", fields) + "}'.";
  }
}
