// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a source writes times. */
interface SourceTimeFormat extends Serializable {
  /** Names in descriptors, besides patterns. */
  String NAMES = "auto, iso, epoch-seconds, epoch-milliseconds, weibo";

  /** The instant, or null when the text is not of this format. */
  @Nullable Instant parse(String text, TimeContext context);

  /** What is allowed, to complete the sentence "it must be ...". */
  Refusal rule();

  /**
   * {@code auto}, {@code iso}, {@code epoch-seconds}, {@code epoch-milliseconds}, {@code weibo}, or
   * else a pattern of {@link java.time.format.DateTimeFormatter}.
   *
   * @throws IllegalArgumentException for a pattern that does not give a whole date and time
   */
  static SourceTimeFormat of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "auto" -> AutoTime.AUTO;
      case "iso" -> Plain.ISO;
      case "epoch-seconds" -> Plain.EPOCH_SECONDS;
      case "epoch-milliseconds" -> Plain.EPOCH_MILLISECONDS;
      case "weibo" -> PatternTime.WEIBO;
      default -> new PatternTime(name);
    };
  }

  /** The formats without parameters. */
  enum Plain implements SourceTimeFormat {
    /** ISO-8601, in the zone where there is no offset. */
    ISO(Refusal.Kind.RULE_ISO) {
      @Override
      public @Nullable Instant parse(String text, TimeContext context) {
        return IsoTime.parse(text, context.zone());
      }
    },
    /** Seconds since 1970 in UTC. */
    EPOCH_SECONDS(Refusal.Kind.RULE_SECONDS) {
      @Override
      public @Nullable Instant parse(String text, TimeContext context) {
        return epoch(text, 0);
      }
    },
    /** Milliseconds since 1970 in UTC. */
    EPOCH_MILLISECONDS(Refusal.Kind.RULE_MILLISECONDS) {
      @Override
      public @Nullable Instant parse(String text, TimeContext context) {
        return epoch(text, 3);
      }
    };

    private final Refusal.Kind rule;

    Plain(Refusal.Kind rule) {
      this.rule = rule;
    }

    @Override
    public Refusal rule() {
      return Refusal.of(rule);
    }
  }

  /** A number of units of 10^-scale seconds since 1970, decimals and 1.69E+12 included; or null. */
  static @Nullable Instant epoch(String text, int scale) {
    if (text.length() > 24 || text.isEmpty()) {
      return null;
    }
    boolean whole = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        whole = false;
        if (".eE+".indexOf(c) < 0) {
          return null;
        }
      }
    }
    try {
      if (whole && text.length() <= 18) {
        long units = Long.parseLong(text);
        return switch (scale) {
          case 0 -> Instant.ofEpochSecond(units);
          case 3 -> Instant.ofEpochMilli(units);
          case 6 -> Instant.ofEpochSecond(units / 1_000_000, units % 1_000_000 * 1_000);
          default -> Instant.ofEpochSecond(units / 1_000_000_000, units % 1_000_000_000);
        };
      }
      BigDecimal seconds = new BigDecimal(text).movePointLeft(scale);
      if (seconds.precision() - seconds.scale() > 15) {
        return null;
      }
      long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
      return Instant.ofEpochSecond(seconds.longValue(), nanos);
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return null;
    }
  }
}
