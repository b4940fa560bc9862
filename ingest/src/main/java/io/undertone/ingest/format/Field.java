// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of Undertone's own format; every other format is mapped onto them. */
public enum Field {
  BLOGGER(Kind.NAME, "whose audience it is"),
  POST(Kind.NAME, "post id, unique within the blogger"),
  POST_TIME(Kind.TIME, "when the post was published"),
  POST_LIKES(Kind.COUNT, "likes of the post; 0 when absent"),
  POST_TEXT(Kind.TEXT, "text of the post"),
  POST_SCORE(Kind.SCORE, "sentiment of the post itself"),
  ID(Kind.NAME, "comment id"),
  COMMENT_INDEX(Kind.COUNT, "position in the post, where the source has no ids"),
  TIME(Kind.TIME, "when the comment was written; the post's time when absent"),
  LIKES(Kind.COUNT, "likes of the comment; 0 when absent"),
  TEXT(Kind.TEXT, "the comment"),
  SCORE(Kind.SCORE, "positive sentiment from elsewhere"),
  LANGUAGE(Kind.LANGUAGE, "ISO 639 code"),
  AUTHOR(Kind.AUTHOR, "author of the comment; hashed on entry, never written out"),
  TOPIC(Kind.NAME, "topic, when the source already knows it"),
  OBSERVED_AT(Kind.TIME, "when this version was seen"),
  DELETED(Kind.FLAG, "true takes the comment out again");

  /** What the values of a field look like. */
  enum Kind {
    NAME,
    AUTHOR,
    TIME,
    COUNT,
    SCORE,
    TEXT,
    LANGUAGE,
    FLAG
  }

  private static final Map<String, Field> BY_KEY = new HashMap<>();

  static {
    Arrays.stream(values()).forEach(field -> BY_KEY.put(field.key, field));
  }

  private final String key;
  final Kind kind;
  final String description;

  Field(Kind kind, String description) {
    this.key = name().toLowerCase(Locale.ROOT);
    this.kind = kind;
    this.description = description;
  }

  /** The name in files and records, such as {@code post_time}. */
  public String key() {
    return key;
  }

  /** The field of that name, or null. */
  public static @Nullable Field byKey(String key) {
    return BY_KEY.get(key);
  }
}
