// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of one record and builds the comment or post they describe. A field keeps its
 * value until it is set again or {@link #clear}ed, so that consecutive records share what they
 * repeat.
 */
final class RecordBuilder {
  private final RecordSchema schema;
  private final FieldRules rules;
  private final @Nullable Object[] values = new @Nullable Object[Field.values().length];
  private final @Nullable Object[] defaults = new @Nullable Object[Field.values().length];

  RecordBuilder(RecordSchema schema, ParserOptions options) {
    this.schema = schema;
    this.rules = new FieldRules(schema, options);
    for (Map.Entry<Field, String> entry : options.defaults().entrySet()) {
      defaults[entry.getKey().ordinal()] = readDefault(entry.getKey(), entry.getValue());
    }
  }

  private @Nullable Object readDefault(Field field, String value) {
    try {
      return rules.read(field, value);
    } catch (Rejected e) {
      throw new IllegalArgumentException("the default of " + e.reason(), e);
    }
  }

  void clear() {
    Arrays.fill(values, null);
  }

  void set(Field field, String raw) throws Rejected {
    values[field.ordinal()] = rules.read(field, raw);
  }

  /** A text that is there but blank, such as that of a comment which is only a picture. */
  void setEmptyText() {
    values[Field.TEXT.ordinal()] = "";
  }

  /**
   * @param origin source and position, which name a comment that has neither id nor index
   */
  Parsed build(String source, long position) throws Rejected {
    return switch (schema.kind) {
      case COMMENT -> Parsed.of(comment(source, position));
      case POST -> Parsed.of(post());
      case UNJOINED -> Parsed.of(unjoined(source, position));
    };
  }

  private Comment comment(String source, long position) throws Rejected {
    String blogger = required(Field.BLOGGER);
    String post = required(Field.POST);
    Instant postTime = required(Field.POST_TIME);
    requireContent();
    return new Comment(
        get(Field.TOPIC),
        blogger,
        post,
        postTime,
        count(Field.POST_LIKES),
        get(Field.POST_TEXT),
        get(Field.POST_SCORE),
        id(post, source, position),
        Objects.requireNonNullElse(get(Field.TIME), postTime),
        count(Field.LIKES),
        get(Field.TEXT),
        get(Field.SCORE),
        get(Field.LANGUAGE),
        get(Field.AUTHOR),
        get(Field.OBSERVED_AT),
        null,
        deleted());
  }

  private PostVersion post() throws Rejected {
    return new PostVersion(
        get(Field.TOPIC),
        required(Field.BLOGGER),
        required(Field.POST),
        required(Field.POST_TIME),
        count(Field.POST_LIKES),
        get(Field.POST_TEXT),
        get(Field.POST_SCORE),
        get(Field.LANGUAGE),
        get(Field.OBSERVED_AT));
  }

  private UnjoinedComment unjoined(String source, long position) throws Rejected {
    String post = required(Field.POST);
    Instant time = required(Field.TIME);
    requireContent();
    return new UnjoinedComment(
        get(Field.TOPIC),
        post,
        id(post, source, position),
        time,
        count(Field.LIKES),
        get(Field.TEXT),
        get(Field.SCORE),
        get(Field.LANGUAGE),
        get(Field.AUTHOR),
        get(Field.OBSERVED_AT),
        deleted());
  }

  private String id(String post, String source, long position) {
    String id = get(Field.ID);
    if (id != null) {
      return id;
    }
    Long index = get(Field.COMMENT_INDEX);
    if (index == null && schema.indexedByPosition) {
      index = position;
    }
    return index != null ? post + '#' + index : post + '@' + source + ':' + position;
  }

  private void requireContent() throws Rejected {
    if (get(Field.TEXT) == null && get(Field.SCORE) == null && !deleted()) {
      throw new Rejected(
          schema.name(Field.TEXT)
              + " and "
              + schema.name(Field.SCORE)
              + " are missing or blank; a comment needs one of them.");
    }
  }

  private boolean deleted() {
    return Boolean.TRUE.equals(get(Field.DELETED));
  }

  private long count(Field field) {
    Long value = get(field);
    return value == null ? 0 : value;
  }

  private <T> T required(Field field) throws Rejected {
    T value = get(field);
    if (value == null) {
      throw new Rejected(schema.name(field) + " is missing or blank; every record needs it.");
    }
    return value;
  }

  /** The type of each field is fixed by its kind. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> @Nullable T get(Field field) {
    Object value = values[field.ordinal()];
    return (T) (value != null ? value : defaults[field.ordinal()]);
  }
}
