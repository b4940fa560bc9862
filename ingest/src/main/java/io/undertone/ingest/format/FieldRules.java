// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rule of each kind of field: from the characters of a value to the value. */
final class FieldRules {
  /** Longer names fit no database index. */
  static final int MAX_NAME = 256;

  /** Sums of this many likes over a billion comments still fit a long. */
  static final long MAX_COUNT = 1_000_000_000L;

  private static final int MAX_NUMBER = 64;

  private final RecordSchema schema;
  private final Limits limits;
  private final AuthorHash authors;
  private final Clock clock;

  FieldRules(RecordSchema schema, ParserOptions options) {
    this.schema = schema;
    this.limits = options.limits();
    this.authors = new AuthorHash(options.authorSalt());
    this.clock = options.clock();
  }

  /** The typed value of a field; null when it is blank, which means absent. */
  @Nullable Object read(Field field, String raw) throws Rejected {
    if (raw.isBlank()) {
      return null;
    }
    return switch (field.kind) {
      case TEXT -> text(field, raw);
      case NAME -> name(field, raw.strip());
      case AUTHOR -> authors.hash(raw.strip());
      case TIME -> time(field, raw.strip());
      case COUNT -> count(field, raw.strip());
      case SCORE -> score(field, raw.strip());
      case LANGUAGE -> language(field, raw.strip());
      case FLAG -> flag(field, raw.strip());
    };
  }

  private String text(Field field, String raw) throws Rejected {
    if (raw.length() > limits.textCharacters()) {
      throw new Rejected(
          String.format(
              Locale.ROOT,
              "%s is %,d characters long ('%s'); at most %,d are allowed.",
              schema.name(field),
              raw.length(),
              Rejected.shorten(raw),
              limits.textCharacters()));
    }
    return Text.cleaned(Html.strip(raw));
  }

  private String name(Field field, String raw) throws Rejected {
    if (raw.length() > MAX_NAME) {
      throw Rejected.value(schema.name(field), raw, "at most " + MAX_NAME + " characters");
    }
    int control = Text.indexOfControl(raw);
    if (control >= 0) {
      throw Rejected.value(
          schema.name(field),
          raw,
          String.format("free of control characters (U+%04X is one)", (int) raw.charAt(control)));
    }
    return raw;
  }

  private Instant time(Field field, String raw) throws Rejected {
    TimeFormat format = schema.time(field);
    Instant time = raw.length() > MAX_NUMBER ? null : format.parse(raw);
    if (time == null) {
      throw Rejected.value(schema.name(field), raw, format.rule());
    }
    if (time.getEpochSecond() < 0) {
      throw Rejected.value(schema.name(field), raw, "in or after 1970");
    }
    if (time.toEpochMilli() > clock.millis() + limits.future().toMillis()) {
      throw Rejected.value(
          schema.name(field),
          raw,
          "at most " + limits.future() + " after the present, " + clock.instant());
    }
    return time;
  }

  private Long count(Field field, String raw) throws Rejected {
    long value = whole(raw);
    if (value < 0 && field != Field.COMMENT_INDEX) {
      value = RoundedCount.read(raw, MAX_COUNT);
    }
    if (value < 0 || value > MAX_COUNT) {
      throw Rejected.value(schema.name(field), raw, "an integer from 0 to 1,000,000,000");
    }
    return value;
  }

  /** A whole number without sign, or -1. */
  private static long whole(String raw) {
    long value = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < '0' || c > '9' || value > MAX_COUNT) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private Double score(Field field, String raw) throws Rejected {
    double value = raw.length() <= MAX_NUMBER && isDecimal(raw) ? parse(raw) : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw Rejected.value(schema.name(field), raw, "a number in [0,1]");
    }
    return value + 0.0;
  }

  private static double parse(String raw) {
    try {
      return Double.parseDouble(raw);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Keeps out what Java reads as a number besides decimals: hexadecimal, NaN, type suffixes. */
  private static boolean isDecimal(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private String language(Field field, String raw) throws Rejected {
    int letters = 0;
    while (letters < raw.length() && isLetter(raw.charAt(letters))) {
      letters++;
    }
    boolean tag = letters == raw.length() || "-_".indexOf(raw.charAt(letters)) >= 0;
    if (letters < 2 || letters > 3 || !tag) {
      throw Rejected.value(schema.name(field), raw, "a language code such as zh or en");
    }
    return raw.substring(0, letters).toLowerCase(Locale.ROOT);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private Boolean flag(Field field, String raw) throws Rejected {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Rejected.value(schema.name(field), raw, "true or false");
    };
  }
}
