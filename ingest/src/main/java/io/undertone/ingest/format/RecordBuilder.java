// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.UnjoinedComment;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of one record and builds the comment or post they describe. A field keeps its
 * value until it is set again or {@link #clear}ed, so that consecutive records share what they
 * repeat.
 */
final class RecordBuilder {
  /** Without these, or with these unreadable, a record still says what it has to say. */
  private static final Set<Field> OPTIONAL =
      EnumSet.of(
          Field.POST_LIKES,
          Field.POST_TEXT,
          Field.POST_SCORE,
          Field.COMMENT_INDEX,
          Field.LIKES,
          Field.LANGUAGE,
          Field.TOPIC,
          Field.OBSERVED_AT);

  /** What a reply takes from the comment it lies in. */
  private static final Set<Field> INHERITED =
      EnumSet.of(
          Field.BLOGGER,
          Field.POST,
          Field.POST_TIME,
          Field.POST_LIKES,
          Field.POST_TEXT,
          Field.POST_SCORE,
          Field.TOPIC);

  private final RecordSchema schema;
  private final FieldRules rules;
  private final ParseTally tally;
  private final Weight weight;
  private final int origin;
  private final @Nullable Object[] values = new @Nullable Object[Field.values().length];
  private final @Nullable Object[] defaults = new @Nullable Object[Field.values().length];

  RecordBuilder(RecordSchema schema, ParserOptions options, ParseTally tally) {
    this.schema = schema;
    this.rules = new FieldRules(schema, options);
    this.tally = tally;
    this.origin = options.origin();
    this.weight = Objects.requireNonNullElse(options.weight(), Weight.LIKES);
    for (Map.Entry<Field, String> entry : options.defaults().entrySet()) {
      defaults[entry.getKey().ordinal()] = readDefault(entry.getKey(), entry.getValue());
    }
  }

  private @Nullable Object readDefault(Field field, String value) {
    try {
      return rules.read(field, value, null);
    } catch (Rejected e) {
      throw new IllegalArgumentException("the default of " + e.getMessage(), e);
    }
  }

  RecordSchema schema() {
    return schema;
  }

  void clear() {
    Arrays.fill(values, null);
  }

  /** Takes over what the record around this one says about its post. */
  void inherit(@Nullable Object[] outer) {
    clear();
    for (Field field : INHERITED) {
      values[field.ordinal()] = outer[field.ordinal()];
    }
  }

  /** What replies inside of this record take over. */
  @Nullable Object[] inheritance() {
    @Nullable Object[] outer = values.clone();
    for (Field field : INHERITED) {
      outer[field.ordinal()] = get(field);
    }
    if (outer[Field.POST.ordinal()] == null) {
      outer[Field.POST.ordinal()] = get(Field.ID);
    }
    if (outer[Field.POST_TIME.ordinal()] == null) {
      outer[Field.POST_TIME.ordinal()] = get(Field.TIME);
    }
    return outer;
  }

  /**
   * Reads a value; one that its record can do without is dropped and counted when it is unreadable.
   *
   * @return false when it was dropped
   * @throws Rejected when it is unreadable and needed
   */
  boolean set(Field field, String raw) throws Rejected {
    int at = field.ordinal();
    if (field == Field.TEXT && raw.isBlank()) {
      values[at] = ""; // there, but nothing in it, such as a comment that is only a picture
      return true;
    }
    try {
      values[at] = read(field, raw);
      return true;
    } catch (Rejected e) {
      values[at] = null;
      if (!OPTIONAL.contains(field)) {
        throw e;
      }
      tally.lost(field);
      return false;
    }
  }

  private @Nullable Object read(Field field, String raw) throws Rejected {
    if (field == Field.TEXT && NullWords.isOne(raw)) {
      return "";
    }
    Instant seenAt =
        field.kind == Field.Kind.TIME && field != Field.OBSERVED_AT ? get(Field.OBSERVED_AT) : null;
    return rules.read(field, raw, seenAt);
  }

  /** A value that is an object or a list where a single one is needed. */
  void setBroken(Field field, Refusal.Kind what) throws Rejected {
    values[field.ordinal()] = null;
    if (OPTIONAL.contains(field) || field == Field.AUTHOR) {
      tally.lost(field);
    } else {
      throw new Rejected(
          Refusal.with(Refusal.Kind.NOT_SINGLE, Refusal.of(what), schema.name(field)));
    }
  }

  /** The record has nothing for this field. */
  void unset(Field field) {
    values[field.ordinal()] = null;
  }

  /**
   * A comment that has neither id nor index is named by its place, such as {@code comments.csv:7}.
   *
   * @param source the file
   * @param line where the record begins
   * @param nth which of the comments of that line
   * @param position its line, or its place in a list
   * @return null when the comment is no opinion
   */
  @Nullable Parsed build(String source, long line, long nth, long position) throws Rejected {
    if (schema.kind == RecordSchema.Kind.POST) {
      PostVersion post = post();
      tally.post();
      return Parsed.of(post);
    }
    Parsed comment =
        schema.kind == RecordSchema.Kind.COMMENT
            ? Parsed.of(comment(source, line, nth, position))
            : Parsed.of(unjoined(source, line, nth, position));
    if (isFiller()) {
      tally.noOpinion();
      return null;
    }
    tally.comment();
    return comment;
  }

  private Comment comment(String source, long line, long nth, long position) throws Rejected {
    String blogger = required(Field.BLOGGER);
    Instant given = get(Field.TIME);
    Instant postTime = get(Field.POST_TIME);
    if (given == null && postTime == null) {
      throw missing(Field.TIME);
    }
    Instant time = given != null ? given : Objects.requireNonNull(postTime);
    String post = get(Field.POST);
    String id = id(post, source, line, nth, position);
    requireContent();
    return new Comment(
        get(Field.TOPIC),
        blogger,
        post != null ? post : id,
        postTime != null ? postTime : time,
        count(Field.POST_LIKES),
        postText(),
        get(Field.POST_SCORE),
        id,
        time,
        likes(),
        text(),
        get(Field.SCORE),
        get(Field.LANGUAGE),
        get(Field.AUTHOR),
        get(Field.OBSERVED_AT),
        null,
        deleted(),
        origin);
  }

  private PostVersion post() throws Rejected {
    return new PostVersion(
        get(Field.TOPIC),
        required(Field.BLOGGER),
        required(Field.POST),
        required(Field.POST_TIME),
        count(Field.POST_LIKES),
        postText(),
        get(Field.POST_SCORE),
        get(Field.LANGUAGE),
        get(Field.OBSERVED_AT));
  }

  private UnjoinedComment unjoined(String source, long line, long nth, long position)
      throws Rejected {
    String post = required(Field.POST);
    Instant time = required(Field.TIME);
    requireContent();
    return new UnjoinedComment(
        get(Field.TOPIC),
        post,
        id(post, source, line, nth, position),
        time,
        likes(),
        text(),
        get(Field.SCORE),
        get(Field.LANGUAGE),
        get(Field.AUTHOR),
        get(Field.OBSERVED_AT),
        deleted(),
        origin);
  }

  private String id(@Nullable String post, String source, long line, long nth, long position) {
    String id = get(Field.ID);
    if (id != null) {
      return id;
    }
    Long index = get(Field.COMMENT_INDEX);
    if (index == null && schema.indexedByPosition) {
      index = position;
    }
    if (post != null && index != null) {
      return post + '#' + index;
    }
    String place = nth == 0 ? source + ':' + line : source + ':' + line + '.' + nth;
    return post == null ? place : post + '@' + place;
  }

  private void requireContent() throws Rejected {
    if (get(Field.TEXT) == null && get(Field.SCORE) == null && !deleted()) {
      throw Rejected.of(Refusal.Kind.NO_CONTENT, schema.name(Field.TEXT), schema.name(Field.SCORE));
    }
  }

  private boolean isFiller() {
    String text = get(Field.TEXT);
    return text != null && get(Field.SCORE) == null && !deleted() && FillerTexts.isOne(text);
  }

  /** Beside a score a blank text is an absent one. */
  private @Nullable String text() {
    String text = get(Field.TEXT);
    return text != null && text.isEmpty() && get(Field.SCORE) != null ? null : text;
  }

  private @Nullable String postText() {
    String text = get(Field.POST_TEXT);
    return text == null || FillerTexts.isOne(text) ? null : text;
  }

  private boolean deleted() {
    return Boolean.TRUE.equals(get(Field.DELETED));
  }

  private long likes() {
    Long given = get(Field.LIKES);
    if (given == null) {
      return 0;
    }
    if (given < 0) {
      tally.voteBelowZero();
    }
    return weight.counted(given);
  }

  private long count(Field field) {
    Long value = get(field);
    return value == null ? 0 : Math.max(0, value);
  }

  private <T> T required(Field field) throws Rejected {
    T value = get(field);
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  private Rejected missing(Field field) {
    return Rejected.of(Refusal.Kind.MISSING, schema.name(field));
  }

  /** The type of each field is fixed by its kind. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> @Nullable T get(Field field) {
    Object value = values[field.ordinal()];
    return (T) (value != null ? value : defaults[field.ordinal()]);
  }
}
