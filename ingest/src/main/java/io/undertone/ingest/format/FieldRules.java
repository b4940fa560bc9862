// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule of each kind of field: from the characters of a value to the value. */
final class FieldRules {
  /** Longer names fit no database index. */
  static final int MAX_NAME = 256;

  /** Sums of this many likes over a billion comments still fit a long. */
  static final long MAX_COUNT = 1_000_000_000L;

  private static final int MAX_NUMBER = 64;
  private static final String REDDIT_POST = "t3_";
  private static final Pattern FLOAT = Pattern.compile("\\d{1,20}\\.0");

  private final RecordSchema schema;
  private final Limits limits;
  private final AuthorHash authors;
  private final Clock clock;
  private final TimeContext context;
  private final Scale[] scales;

  /** The latest time allowed when the clock was last asked; later ones ask again. */
  private Instant latest = Instant.MIN;

  FieldRules(RecordSchema schema, ParserOptions options) {
    this.schema = schema;
    this.limits = options.limits();
    this.authors = new AuthorHash(options.authorSalt());
    this.clock = options.clock();
    ZoneId zone = schema.zone != null ? schema.zone : options.zone();
    this.context = new TimeContext(zone, options.crawledAt());
    this.scales = Arrays.stream(Field.values()).map(schema::scale).toArray(Scale[]::new);
  }

  /**
   * The typed value of a field; null when it is blank, which means absent.
   *
   * @param seenAt when the record was seen, null when it does not say
   */
  @Nullable Object read(Field field, String raw, @Nullable Instant seenAt) throws Rejected {
    if (raw.isBlank() || NullWords.isOne(raw)) {
      return null;
    }
    return switch (field.kind) {
      case TEXT -> text(field, raw);
      case NAME -> name(field, raw.strip());
      case AUTHOR -> authors.hash(raw.strip());
      case TIME -> time(field, raw.strip(), seenAt);
      case COUNT -> count(field, raw.strip());
      case SCORE -> score(field, raw.strip());
      case LANGUAGE -> language(field, raw.strip());
      case FLAG -> flag(field, raw.strip());
    };
  }

  private Rejected broken(Field field, String raw, Refusal.Kind rule, String... values) {
    return Rejected.value(schema.name(field), raw, Refusal.of(rule, values));
  }

  private String text(Field field, String raw) throws Rejected {
    if (raw.length() > limits.textCharacters()) {
      throw Rejected.of(
          Refusal.Kind.TEXT_TOO_LONG,
          schema.name(field),
          String.format(Locale.ROOT, "%,d", raw.length()),
          Rejected.shorten(raw),
          String.format(Locale.ROOT, "%,d", limits.textCharacters()));
    }
    return StorableText.cleaned(Html.strip(raw));
  }

  private String name(Field field, String given) throws Rejected {
    // a table with gaps turns whole numbers into 123.0
    boolean whole = given.endsWith(".0") && FLOAT.matcher(given).matches();
    String raw = whole ? given.substring(0, given.length() - 2) : given;
    if (field == Field.POST && raw.startsWith(REDDIT_POST)) {
      raw =
          raw.substring(REDDIT_POST.length()); // comments name a post so, the post itself does not
    }
    if (raw.length() > MAX_NAME) {
      throw broken(field, raw, Refusal.Kind.RULE_NAME, Integer.toString(MAX_NAME));
    }
    int control = StorableText.indexOfControl(raw);
    if (control >= 0) {
      throw broken(
          field,
          raw,
          Refusal.Kind.RULE_CONTROL,
          String.format(Locale.ROOT, "U+%04X", (int) raw.charAt(control)));
    }
    return raw;
  }

  private Instant time(Field field, String raw, @Nullable Instant seenAt) throws Rejected {
    SourceTimeFormat format = schema.time(field);
    TimeContext seen = seenAt == null ? context : new TimeContext(context.zone(), seenAt);
    Instant time = raw.length() > MAX_NUMBER ? null : format.parse(raw, seen);
    if (time == null) {
      throw Rejected.value(schema.name(field), raw, format.rule());
    }
    if (time.getEpochSecond() < 0) {
      throw broken(field, raw, Refusal.Kind.RULE_SINCE_1970);
    }
    if (time.isAfter(latest) && time.isAfter(latest = clock.instant().plus(limits.future()))) {
      throw broken(
          field,
          raw,
          Refusal.Kind.RULE_FUTURE,
          limits.future().toString(),
          clock.instant().toString());
    }
    return time;
  }

  private Long count(Field field, String raw) throws Rejected {
    long value = Counts.read(raw);
    if (value == Counts.NONE || Math.abs(value) > MAX_COUNT) {
      throw broken(field, raw, Refusal.Kind.RULE_INTEGER);
    }
    if (value < 0 && field != Field.LIKES && field != Field.POST_LIKES) {
      throw broken(field, raw, Refusal.Kind.RULE_COUNT);
    }
    return value;
  }

  private Double score(Field field, String raw) throws Rejected {
    double value = scales[field.ordinal()].read(raw);
    if (Double.isNaN(value)) {
      throw Rejected.value(schema.name(field), raw, scales[field.ordinal()].rule());
    }
    return value;
  }

  private String language(Field field, String raw) throws Rejected {
    String named = LanguageNames.code(raw);
    if (named != null) {
      return named;
    }
    int letters = 0;
    while (letters < raw.length() && isLetter(raw.charAt(letters))) {
      letters++;
    }
    boolean tag = letters == raw.length() || "-_".indexOf(raw.charAt(letters)) >= 0;
    if (letters < 2 || letters > 3 || !tag) {
      throw broken(field, raw, Refusal.Kind.RULE_LANGUAGE);
    }
    return raw.substring(0, letters).toLowerCase(Locale.ROOT);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private Boolean flag(Field field, String raw) throws Rejected {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw broken(field, raw, Refusal.Kind.RULE_FLAG);
    };
  }
}
