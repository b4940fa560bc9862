// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of Undertone's own format; every other format is mapped onto them. */
public enum Field {
  /** Whose audience it is; required. */
  BLOGGER(Kind.NAME),
  /** Post id, unique within the blogger; required. */
  POST(Kind.NAME),
  /** When the post was published; required. */
  POST_TIME(Kind.TIME),
  /** Likes of the post, an integer of at least 0; 0 when absent. */
  POST_LIKES(Kind.COUNT),
  /** Text of the post. */
  POST_TEXT(Kind.TEXT),
  /** Sentiment of the post itself, in [0,1]. */
  POST_SCORE(Kind.SCORE),
  /** Comment id. */
  ID(Kind.NAME),
  /** Position in the post, where the source has no ids. */
  COMMENT_INDEX(Kind.COUNT),
  /** When the comment was written; the post's time when absent. */
  TIME(Kind.TIME),
  /** Likes of the comment, an integer of at least 0; 0 when absent. */
  LIKES(Kind.COUNT),
  /** The comment. */
  TEXT(Kind.TEXT),
  /** Positive sentiment in [0,1] from elsewhere. */
  SCORE(Kind.SCORE),
  /** ISO 639 code. */
  LANGUAGE(Kind.LANGUAGE),
  /** Author of the comment; hashed on entry. */
  AUTHOR(Kind.AUTHOR),
  /** Topic, when the source already knows it. */
  TOPIC(Kind.NAME),
  /** When this version was seen. */
  OBSERVED_AT(Kind.TIME),
  /** True takes the comment out again. */
  DELETED(Kind.FLAG);

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

  Field(Kind kind) {
    this.key = name().toLowerCase(Locale.ROOT);
    this.kind = kind;
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
